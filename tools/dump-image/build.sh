#!/usr/bin/env bash
# Makes what images/postgresql-dump makes, without Docker, in .cache/tools/dump-image: Debian's base by mmdebstrap, and the
# Dockerfile's own RUN in it. For the test that runs a dump in it. As root, on Debian; what is made already is kept.
#
# Unlike Docker's: the base is Debian's as it is now, not the one of the digest; so are the packages that Debian no longer
# has in the version named, which is said and noted in the file `stale`; and what ADD fetches is an empty file.
set -euo pipefail
cd "$(dirname "$0")"

dockerfile=$PWD/../../images/postgresql-dump/Dockerfile
target=$PWD/../../.cache/tools/dump-image
pins=$(cat "$dockerfile" build.sh run.sh | sha256sum)
[[ -f $target/stamp && $(<"$target/stamp") == "$pins" ]] && exit

mirror() { # mirror LABEL ADDRESS — where this machine's apt has that part of Debian from, or else the address
  local known
  # shellcheck disable=SC2016 # apt replaces them
  known=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' |
    awk -v label="$1" '$1 == label && !known++ { print $2 }')
  printf '%s' "${known:-$2}"
}

apt-get update -qq
for program in mmdebstrap openssl; do
  command -v "$program" >/dev/null || apt-get install -y -qq --no-install-recommends "$program"
done

suite=$(sed -n 's/^FROM debian:\([a-z]*\)-.*/\1/p' "$dockerfile")
archive=$(mirror Debian http://deb.debian.org/debian)
security=$(mirror Debian-Security http://deb.debian.org/debian-security)
# Its one RUN, lines joined as Docker joins them.
RUN=$(sed -e ':next' -e '/\\$/ { N; s/\\\n//; b next }' "$dockerfile" | sed -n 's/^RUN //p')
ADDED=$(sed -n 's/^ADD .* //p' "$dockerfile")
WORKDIR=$(sed -n 's/^WORKDIR //p' "$dockerfile")
export RUN ADDED WORKDIR

# What Docker's slim images leave out, and keep leaving out.
slim=()
for path in doc groff info linda locale man; do slim+=(--dpkgopt="path-exclude=/usr/share/$path/*"); done
slim+=(--dpkgopt='path-include=/usr/share/doc/*/copyright')

rm -rf "$target"
mkdir -p "$target"
mmdebstrap --quiet --mode=root --variant=minbase "${slim[@]}" --customize-hook="$PWD/run.sh" "$suite" "$target/root" \
  "deb $archive $suite main" "deb $archive $suite-updates main" "deb $security $suite-security main"
# Last, so that one that was cut off is not kept.
printf '%s\n' "$pins" >"$target/stamp"
