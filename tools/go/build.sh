#!/usr/bin/env bash
# Builds the tools that npm does not have, out of the Go modules pinned here, into .cache/tools.
#   build.sh MODULE…    `npm run tools`: alerting, charts, gateway, helm, score, workflows.
#                       `npm run tools:cluster`: etcd, kubernetes, kwok, crds, alerting.
# A module is built when its pins, the Go version or this script changed, and kept otherwise. Needs Go 1.26 or newer.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")"

command -v go >/dev/null || {
  echo "building $* needs Go 1.26 or newer on the PATH; without these tools npm test skips what needs them, and npm run test:cluster cannot run" >&2
  exit 1
}

bin=$(cd ../.. && pwd)/.cache/tools
mkdir -p "$bin"
staging=$(mktemp -d "$bin/.building-XXXXXX")
trap 'rm -rf "$staging"' EXIT

pinned() { # pinned MODULE DEPENDENCY — the version in go.mod, with its v
  (cd "$1" && go list -mod=readonly -m -f '{{.Version}}' "$2")
}

ldflags() { # ldflags MODULE — a program that is built outside its own repository does not know its version: it is told
  local version
  case $1 in
    kubernetes)
      version=$(pinned kubernetes k8s.io/kubernetes)
      printf ' -X k8s.io/component-base/version.git%s' "Version=$version" GitTreeState=clean \
        "Major=$(cut -d. -f1 <<<"${version#v}")" "Minor=$(cut -d. -f2 <<<"$version")"
      ;;
    kwok) printf ' -X sigs.k8s.io/kwok/pkg/consts.Version=%s' "$(pinned kwok sigs.k8s.io/kwok)" ;;
  esac
}

compile() { # compile MODULE — the programs that its go.mod names as tools
  local flags
  flags=$(ldflags "$1")
  (cd "$1" && CGO_ENABLED=0 GOBIN="$staging" go install -mod=readonly -trimpath -ldflags="-s -w$flags" tool)
  # Go names a program after its folder.
  if [[ $1 == etcd ]]; then mv "$staging/server" "$staging/etcd"; fi
}

extract() { # extract MODULE — the files that its files.txt names; go.sum vouches for them
  local folder from pattern source
  while read -r folder from pattern; do
    [[ -z $folder || $folder == '#' ]] && continue
    source=$(cd "$1" && go mod download -json "$from" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
    mkdir -p "$staging/$folder"
    # shellcheck disable=SC2086 # the pattern is one
    install -m 0644 "$source"/$pattern "$staging/$folder/"
  done <"$1/files.txt"
}

for module in "$@"; do
  stamp=$bin/.$module.stamp
  pins=$(cat build.sh "$module"/* <(go env GOVERSION) | sha256sum)
  [[ -f $stamp && $(<"$stamp") == "$pins" ]] && continue
  printf 'building %s\n' "$module"
  rm -f "$stamp"
  if grep -q '^tool' "$module/go.mod"; then compile "$module"; fi
  if [[ -f $module/files.txt ]]; then extract "$module"; fi
  for built in "$staging"/*; do
    rm -rf "${bin:?}/$(basename "$built")"
    mv "$built" "$bin/"
  done
  echo "$pins" >"$stamp"
done
