#!/usr/bin/env bash
# A PostgreSQL server for the test that dumps one and restores it. As root, on Debian; without it that test says SKIPPED.
set -euo pipefail
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && exit 0
apt-get update -qq
apt-get install -y -qq --no-install-recommends postgresql
