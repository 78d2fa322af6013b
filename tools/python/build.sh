#!/usr/bin/env bash
# Installs the tools that neither npm nor Go has, out of the Python packages pinned here, into .cache/tools/python.
# Needs Python 3.10 to 3.13 with pip, and takes seconds; what is installed already is kept.
set -euo pipefail
cd "$(dirname "$0")"

python3 -m pip --version >/dev/null 2>&1 || {
  echo "npm run tools needs python3 with pip (Debian: apt-get install python3-pip); without it, npm test skips what needs it" >&2
  exit 1
}

target=$PWD/../../.cache/tools/python
cmp --silent requirements.txt "$target/requirements.txt" && exit
rm -rf "$target"
# No environment of its own: Debian has python3-venv in another package.
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
  --no-deps --require-hashes --only-binary=:all: --target "$target" -r requirements.txt
# Last, so that an installation that was cut off is not kept.
cp requirements.txt "$target/"
