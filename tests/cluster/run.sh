#!/usr/bin/env bash
# npm run test:cluster [-- [--keep] JEST ARGUMENTS…]: builds what is missing, then applies the plans to real API servers.
#   --keep  leaves the control planes up and prints how to reach them; the next run ends them
set -euo pipefail
cd "$(dirname "$0")/../.."

arguments=()
for argument in "$@"; do
  if [[ $argument == --keep ]]; then export CLUSTER_KEEP=1; else arguments+=("$argument"); fi
done

npm run --silent tools:cluster
exec npx jest --config jest.cluster.config.js "${arguments[@]}"
