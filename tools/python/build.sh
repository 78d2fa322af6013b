#!/usr/bin/env bash
# Installs tools that neither npm nor Go has, out of the Python packages pinned here.
#   build.sh         `npm run tools`: requirements.txt into .cache/tools/python.
#   build.sh moto    `npm run tools:dump-image`: requirements-moto.txt into .cache/tools/moto.
# Needs Python 3.10 to 3.13 with pip, and takes seconds; what is installed already is kept.
set -euo pipefail
cd "$(dirname "$0")"

python3 -m pip --version >/dev/null 2>&1 || {
  echo "these tools need python3 with pip (Debian: apt-get install python3-pip); without them, npm test skips what needs them" >&2
  exit 1
}

requirements=requirements${1:+-$1}.txt
target=$PWD/../../.cache/tools/${1:-python}
cmp --silent "$requirements" "$target/requirements.txt" && exit
rm -rf "$target"
# No environment of its own: Debian has python3-venv in another package.
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
  --no-deps --require-hashes --only-binary=:all: --target "$target" -r "$requirements"
# Last, so that an installation that was cut off is not kept.
cp "$requirements" "$target/requirements.txt"
