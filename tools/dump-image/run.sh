#!/usr/bin/env bash
# run.sh ROOT — runs $RUN of the Dockerfile in a root file system that mmdebstrap makes, with Debian as it is now.
set -euo pipefail
root=$1

# What Debian replaced since (a security update takes the version before away) is installed as it is now.
while read -r pin; do
  chroot "$root" apt-cache madison "${pin%%=*}" | grep -F " ${pin#*=} " >/dev/null && continue
  now=$(chroot "$root" apt-cache policy "${pin%%=*}" | sed -n 's/^  Candidate: //p')
  printf 'STALE: the Dockerfile of postgresql-dump names %s, and Debian has %s by now\n' "$pin" "$now" >&2
  printf '%s=%s\n' "${pin%%=*}" "$now" >>"$root/../stale"
  RUN=${RUN//"$pin"/"${pin%%=*}=$now"}
done < <(grep -oE '[a-z0-9.+-]+=[0-9][^ ;]*' <<<"$RUN")

log=$root/../log
chroot "$root" env SNAPSHOT= sh -c "$RUN" >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}
mkdir -p "$root$WORKDIR"
touch "$root$ADDED"
