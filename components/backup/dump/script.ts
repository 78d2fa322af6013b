/** Bytes of one part of a dump: a request puts 5 GiB at most. Source: Amazon S3 API reference, PutObject. */
export const partBytes = 4 * 1024 ** 3;

/**
 * What a dump runs, in bash. It writes a compressed dump in parts, reads its table of contents back, and puts the parts
 * where nothing is yet; the checksums last, so that a dump without them is one that was not done. An error anywhere ends
 * it, and the job counts as failed.
 *
 * Variables: `PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER` and `PGPASSWORD`; `STORE`, `BUCKET` and `PART_BYTES`; `WORK`,
 * a directory to write in.
 */
export const dumpScript = `set -Eeuo pipefail
umask 077
directory="$(mktemp -d "$WORK/dump.XXXXXX")"
cd "$directory"
key="$STORE/$(date -u +%Y/%m/%d/%H%M%SZ)"

pg_dump --format=custom --no-password --lock-wait-timeout=60000 | split --bytes="$PART_BYTES" - part.

tables="$(cat part.* | pg_restore --list | grep -c ' TABLE DATA ' || true)"
if [ "$tables" -eq 0 ]; then
  echo "the dump of $PGDATABASE holds no table: it is not kept" >&2
  exit 1
fi
sha256sum part.* > checksums

put() {
  aws s3api put-object --bucket "$BUCKET" --key "$key/$1" --body "$1" --if-none-match '*' \\
    --checksum-algorithm SHA256 > /dev/null
}
for part in part.*; do put "$part"; done
put checksums
echo "$tables tables of $PGDATABASE are in s3://$BUCKET/$key"
`;
