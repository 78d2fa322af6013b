import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { completeOf, partsOf } from "../../../components/backup/dump/names";
import { dumpScript, partBytes } from "../../../components/backup/dump/script";
import { Postgres, postgresPrograms } from "../../support/postgres";

jest.setTimeout(120_000);

/** Takes the place of the AWS command line: puts a file below a directory, and refuses to put one over another. */
const fakeAws = `#!/bin/bash
set -eu
if [ "$1 $2" = "rds generate-db-auth-token" ]; then
  shift 2
  [ "$*" = "--hostname $PGHOST --port $PGPORT --username $PGUSER --region us-east-1" ] || exit 9
  echo "$TOKEN"
  exit 0
fi
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

/** What docs/recovery.md has people restore with. */
function restoreFlags(): string[] {
  const page = readFileSync(join(__dirname, "../../../docs/recovery.md"), "utf8");
  return (
    /pg_restore ((?:--[a-z-]+ )+)-d restored whole/u.exec(page)?.[1]?.trim().split(" ") ?? ["no command"]
  );
}

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
    for (const name of ["orders", "empty", "copy", "hidden"]) server.run("createdb", [name]);
    server.ask(
      "orders",
      'create table item (id int primary key, note text); insert into item select n, md5(n::text) from generate_series(1, 5000) n; create table other (x int); create user "order-service"; grant select, insert on item to "order-service"',
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
        ...{ SIGN_IN: "password", PGPORT: "5432", AWS_REGION: "us-east-1" },
        ...{ PARTS: partsOf("orders-db"), COMPLETE: completeOf("orders-db") },
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

  const below = (prefix: string): string[] =>
    put().filter((file) => file.startsWith(join(root, "s3/bucket", prefix)));

  test("puts parts below the store and the time, and the checksums where dumps are that were done", () => {
    const { status, stdout, stderr } = dump("orders");
    expect([status, stderr]).toEqual([0, ""]);
    const [parts, complete] = [below("parts/orders-db/"), below("complete/orders-db/")];
    expect(parts.length).toBeGreaterThan(3);
    expect(put()).toHaveLength(parts.length + complete.length);
    const time = String.raw`\d{4}/\d\d/\d\d/\d{6}Z`;
    for (const file of parts)
      expect(file).toMatch(new RegExp(`/parts/orders-db/${time}/part\\.[a-z]{2}$`, "u"));
    expect(complete).toEqual([expect.stringMatching(new RegExp(`/complete/orders-db/${time}$`, "u"))]);
    expect(stdout).toContain("2 tables of orders are in s3://bucket/parts/orders-db/");
    // Both are named by the time at which it began.
    expect(parts[0]).toContain(`parts/${complete[0]?.split("/complete/")[1] ?? "?"}/part.`);
  });

  test("puts what restores to the same", () => {
    dump("orders");
    const [folder, checksums = ""] = [join(below("parts/")[0] ?? "", ".."), below("complete/")[0]];
    expect(spawnSync("sha256sum", ["--check", checksums], { cwd: folder }).status).toBe(0);
    const whole = join(root, "whole");
    spawnSync("bash", ["-c", `cat part.* > ${whole}`], { cwd: folder });
    // Elsewhere nobody of that name is there, as after a loss.
    server.ask("orders", `drop owned by "order-service"; drop user "order-service"`);
    server.run("pg_restore", [...restoreFlags(), "-d", "copy", whole]);
    const sum = "select count(*), md5(string_agg(id || note, ',' order by id)) from item";
    expect(server.ask("copy", sum)).toBe(server.ask("orders", sum));
    expect(server.ask("copy", sum)).toMatch(/^5000\|/u);
  });

  // What docs/recovery.md has people create: RDS's own role is all that is missing here.
  test("signs in by a token as a user who may read everything, owns nothing, and has no password of its own", () => {
    const user = "orders-db-dump";
    server.ask("orders", `create user "${user}" password 'a token'; grant pg_read_all_data to "${user}"`);
    server.askForPasswords(user);
    const asRole = { SIGN_IN: "role", PGUSER: user };
    expect(dump("orders", { ...asRole, TOKEN: "another" }).stderr).toContain(
      "password authentication failed",
    );
    expect(put()).toEqual([]);
    expect(dump("orders", { PGUSER: user, TOKEN: "a token" }).status).not.toBe(0);
    const { status, stderr } = dump("orders", { ...asRole, TOKEN: "a token" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(below("complete/")).toHaveLength(1);
  });

  test("fails, and puts nothing, where a policy hides rows from who dumps", () => {
    const user = "blind-dump";
    server.ask("hidden", `create table secret (x int); alter table secret enable row level security`);
    server.ask("hidden", `create user "${user}"; grant pg_read_all_data to "${user}"`);
    const { status, stderr } = dump("hidden", { PGUSER: user });
    expect(status).not.toBe(0);
    expect(stderr).toContain("row-level security");
    expect(put()).toEqual([]);
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

  test("fails, and does not say that it is done, when a part cannot be put", () => {
    expect(dump("orders", { FAIL_ON: "part.ab" }).status).not.toBe(0);
    expect(below("parts/")).not.toEqual([]);
    expect(below("complete/")).toEqual([]);
  });

  test("puts parts that one request takes", () => {
    expect(partBytes).toBeLessThanOrEqual(5 * 1024 ** 3);
  });
});
