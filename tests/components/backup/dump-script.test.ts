import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { dumpScript, partBytes } from "../../../components/backup/dump/script";
import { Postgres, postgresPrograms } from "../../support/postgres";

jest.setTimeout(120_000);

/** Takes the place of the AWS command line: puts a file below a directory, and refuses to put one over another. */
const fakeAws = `#!/bin/bash
set -eu
[ "$1 $2" = "s3api put-object" ] || { echo "what is $*?" >&2; exit 9; }
shift 2
none=""
while [ $# -gt 0 ]; do
  case "$1" in
    --bucket) bucket=$2 ;; --key) key=$2 ;; --body) body=$2 ;;
    --if-none-match) none=$2 ;; --checksum-algorithm) checksum=$2 ;;
  esac
  shift 2
done
[ "$none" = "*" ] || { echo "AccessDenied" >&2; exit 254; }
[ "$checksum" = SHA256 ]
target="$FAKE_S3/$bucket/$key"
[ ! -e "$target" ] || { echo "PreconditionFailed" >&2; exit 254; }
[ "\${FAIL_ON:-}" != "$(basename "$key")" ] || { echo "SlowDown" >&2; exit 254; }
mkdir -p "$(dirname "$target")"
cp "$body" "$target"
echo '{"ETag": "x"}'
`;

const programs = postgresPrograms();
if (programs === undefined)
  process.stderr.write(
    "SKIPPED: the dump's script on a real PostgreSQL; install Debian's package postgresql\n",
  );

(programs === undefined ? describe.skip : describe)("The dump's script, on a real PostgreSQL", () => {
  let server: Postgres;
  let root: string;

  beforeAll(() => {
    server = Postgres.start(programs ?? "");
    for (const name of ["orders", "empty", "copy"]) server.run("createdb", [name]);
    server.ask(
      "orders",
      "create table item (id int primary key, note text); insert into item select n, md5(n::text) from generate_series(1, 5000) n; create table other (x int)",
    );
  });
  afterAll(() => {
    server.stop();
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "dump-"));
    for (const folder of ["bin", "s3", "work"]) mkdirSync(join(root, folder));
    writeFileSync(join(root, "bin/aws"), fakeAws);
    chmodSync(join(root, "bin/aws"), 0o755);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const dump = (database: string, more: Record<string, string> = {}) =>
    spawnSync("bash", ["--norc", "-c", dumpScript], {
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      env: {
        ...server.environment,
        PATH: `${join(root, "bin")}:${server.environment.PATH ?? ""}`,
        PGDATABASE: database,
        STORE: "orders-db",
        BUCKET: "bucket",
        PART_BYTES: "32768",
        WORK: join(root, "work"),
        FAKE_S3: join(root, "s3"),
        ...more,
      },
    });
  const put = (): string[] =>
    readdirSync(join(root, "s3"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();

  test("puts parts and their checksums below the store and the time, and the whole restores", () => {
    const { status, stdout, stderr } = dump("orders");
    expect([status, stderr]).toEqual([0, ""]);
    const files = put();
    expect(files.length).toBeGreaterThan(3);
    for (const file of files)
      expect(file.slice(join(root, "s3").length)).toMatch(
        /^\/bucket\/orders-db\/\d{4}\/\d\d\/\d\d\/\d{6}Z\/(part\.[a-z]{2}|checksums)$/u,
      );
    expect(stdout).toContain("2 tables of orders are in s3://bucket/orders-db/");

    const folder = join(files[0] ?? "", "..");
    expect(spawnSync("sha256sum", ["--check", "checksums"], { cwd: folder }).status).toBe(0);
    const whole = join(root, "whole");
    spawnSync("bash", ["-c", `cat part.* > ${whole}`], { cwd: folder });
    server.run("pg_restore", ["--no-owner", "-d", "copy", whole]);
    const sum = "select count(*), md5(string_agg(id || note, ',' order by id)) from item";
    expect(server.ask("copy", sum)).toBe(server.ask("orders", sum));
    expect(server.ask("copy", sum)).toMatch(/^5000\|/u);
  });

  test("keeps no dump without a table", () => {
    const { status, stderr } = dump("empty");
    expect(status).toBe(1);
    expect(stderr).toContain("the dump of empty holds no table");
    expect(put()).toEqual([]);
  });

  test("fails, and puts nothing, when the store does not answer", () => {
    expect(dump("nowhere").status).not.toBe(0);
    expect(put()).toEqual([]);
  });

  test("fails, and puts nothing, when the dump breaks off, however whole it looks", () => {
    const broken = `#!/bin/bash\n"${programs ?? ""}/pg_dump" "$@"\nexit 1\n`;
    writeFileSync(join(root, "bin/pg_dump"), broken);
    chmodSync(join(root, "bin/pg_dump"), 0o755);
    expect(dump("orders").status).not.toBe(0);
    expect(put()).toEqual([]);
  });

  test("fails, and leaves no checksums, when a part cannot be put", () => {
    expect(dump("orders", { FAIL_ON: "part.ab" }).status).not.toBe(0);
    expect(put().filter((file) => file.endsWith("checksums"))).toEqual([]);
  });

  test("puts parts that one request takes", () => {
    expect(partBytes).toBeLessThanOrEqual(5 * 1024 ** 3);
  });
});
