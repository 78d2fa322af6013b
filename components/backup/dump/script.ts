/** Bytes of one part of a dump: a request puts 5 GiB at most. Source: Amazon S3 API reference, PutObject. */
export const partBytes = 4 * 1024 ** 3;

/**
 * What a dump runs, in bash. It writes a compressed dump in parts, reads its table of contents back, and puts the parts
 * where nothing is yet; the checksums last, and elsewhere, so that a dump without them is one that was not done, and
 * CloudWatch can count those that were. An error anywhere ends it, and the job counts as failed.
 *
 * Variables: `PGHOST`, `PGPORT`, `PGDATABASE` and `PGUSER`; `PGPASSWORD`, or `SIGN_IN=role` for a token in its place, which
 * `AWS_REGION` signs; `PARTS` and `COMPLETE`, where keys begin; `BUCKET` and `PART_BYTES`; `WORK`, a directory to write in.
 */
export const dumpScript = `set -Eeuo pipefail
umask 077
directory="$(mktemp -d "$WORK/dump.XXXXXX")"
cd "$directory"
began="$(date -u +%Y/%m/%d/%H%M%SZ)"

if [ "$SIGN_IN" = role ]; then
  PGPASSWORD="$(aws rds generate-db-auth-token --hostname "$PGHOST" --port "$PGPORT" --username "$PGUSER" \\
    --region "$AWS_REGION")"
  export PGPASSWORD
fi
pg_dump --format=custom --no-password --lock-wait-timeout=60000 | split --bytes="$PART_BYTES" - part.

tables="$(cat part.* | pg_restore --list | grep -c ' TABLE DATA ' || true)"
if [ "$tables" -eq 0 ]; then
  echo "the dump of $PGDATABASE holds no table: it is not kept" >&2
  exit 1
fi
sha256sum part.* > checksums

put() {
  aws s3api put-object --bucket "$BUCKET" --key "$2" --body "$1" --if-none-match '*' \\
    --checksum-algorithm SHA256 > /dev/null
}
for part in part.*; do put "$part" "$PARTS$began/$part"; done
put checksums "$COMPLETE$began"
echo "$tables tables of $PGDATABASE are in s3://$BUCKET/$PARTS$began"
`;
