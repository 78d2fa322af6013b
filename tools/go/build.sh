#!/usr/bin/env bash
# Builds the tools that npm does not have, out of the Go modules pinned here, into .cache/tools.
# Needs Go 1.26 or newer. Cold it takes about four minutes on two cores; what is built already is kept.
set -euo pipefail
cd "$(dirname "$0")"

command -v go >/dev/null || {
  echo "npm run tools needs Go 1.26 or newer on the PATH; without these tools, npm test skips what needs them" >&2
  exit 1
}

bin=$PWD/../../.cache/tools
mkdir -p "$bin"
for module in */go.mod; do
  (cd "$(dirname "$module")" && CGO_ENABLED=0 GOBIN="$bin" go install -mod=readonly -trimpath -ldflags='-s -w' tool)
done
ls "$bin"
