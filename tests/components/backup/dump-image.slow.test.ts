import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { completeOf, partsOf } from "../../../components/backup/dump/names";
import { authorities } from "../../../components/backup/dump/pod";
import { readDockerfile } from "../../images/dockerfile";
import { imageRoot, inPod, missing, moto, stale, type Ended } from "../../support/dump-image";
import { dumpPod, type DumpPod } from "../../support/dump-pod";
import { Moto } from "../../support/moto";
import { PasswordJudge } from "../../support/password-judge";
import { PodIdentityAgent, tokenFolder } from "../../support/pod-identity";
import { Postgres, postgresPrograms } from "../../support/postgres";

jest.setTimeout(120_000);

const programs = postgresPrograms();
const lacking = missing() ?? (programs === undefined ? "npm run tools:postgres" : undefined);
if (lacking !== undefined)
  process.stderr.write(`SKIPPED: a dump in its image, into an S3: it needs ${lacking}\n`);

const bucket = "users-staging-us-east-1-111122223333";
const role = "orders-db-dump";
const time = "2026/11/21/020000Z";
const complete = `${completeOf("orders-db")}${time}`;
const parts = `${partsOf("orders-db")}${time}`;
const runs = readDockerfile("postgresql-dump").find(([instruction]) => instruction === "RUN")?.[1] ?? "";
const pins = runs.match(/\b[a-z0-9.+-]+=\d[^ ;]*/gu) ?? [];
const rows = "select count(*), md5(string_agg(id || note, ',' order by id)) from item";

/** What RDS asks of a token, but for the signature, which AWS alone can judge. */
function isToken(password: string, host: string): boolean {
  if (!URL.canParse(`https://${password}`)) return false;
  const token = new URL(`https://${password}`);
  const said = Object.fromEntries(token.searchParams);
  return (
    token.host === host &&
    said.Action === "connect" &&
    said.DBUser === role &&
    /^ASIAEXAMPLE\/\d{8}\/us-east-1\/rds-db\/aws4_request$/u.test(said["X-Amz-Credential"] ?? "") &&
    said["X-Amz-Security-Token"] === "session" &&
    /^[0-9a-f]{64}$/u.test(said["X-Amz-Signature"] ?? "")
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A certificate of 127.0.0.1 that signs itself. */
function certified(folder: string, name: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const kind = ["-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const whose = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"];
  const args = ["req", ...kind, ...whose, "-keyout", key, "-out", certificate];
  const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  // It says how it goes.
  expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
  return { certificate, key };
}

/** What is otherwise than in the pod that the program makes. */
interface Run {
  readonly of?: DumpPod;
  readonly command?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
  /** Whose certificate is taken for the one that signs. */
  readonly signer?: "server" | "stranger";
  /** Whose token is shown for credentials. */
  readonly token?: "pod" | "stranger";
}

(lacking === undefined ? describe : describe.skip)("A dump in its image, into an S3", () => {
  let root: string;
  let pod: DumpPod;
  let podOfRole: DumpPod;
  let server: Postgres;
  let s3: Moto;
  let agent: PodIdentityAgent;
  let judge: PasswordJudge;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "dump-image-"));
    const port = await freePort();
    pod = dumpPod({ port, bucket, login: { by: "secret", secret: "orders-login" } });
    podOfRole = dumpPod({ port, bucket, login: { by: "role", user: role } });
    const { certificate, key } = certified(root, "server");
    certified(root, "stranger");
    const listening = {
      port,
      certificate: readFileSync(certificate, "utf8"),
      key: readFileSync(key, "utf8"),
    };
    server = Postgres.start(programs ?? "", listening);
    for (const name of ["orders", "restored"]) server.run("createdb", [name]);
    server.ask(
      "orders",
      "create table item (id int primary key, note text); insert into item select n, md5(n::text) from generate_series(1, 5000) n",
    );
    server.ask("orders", `create user "${role}"; grant pg_read_all_data to "${role}"`);
    judge = await PasswordJudge.start((password) => isToken(password, `127.0.0.1:${String(port)}`));
    server.askElsewhere(role, judge.port);
    [s3, agent] = await Promise.all([Moto.start(moto), PodIdentityAgent.start("token of the pod")]);
    for (const whose of ["pod", "stranger"]) {
      mkdirSync(join(root, `token-of-${whose}`));
      writeFileSync(join(root, `token-of-${whose}/eks-pod-identity-token`), `token of the ${whose}`);
    }
  });
  afterAll(async () => {
    server.stop();
    await Promise.all([s3.stop(), agent.stop(), judge.stop()]);
    rmSync(root, { recursive: true });
  });
  beforeEach(async () => {
    await s3.onlyBucket(bucket);
    // Empty disks of the pod's user, as the kubelet makes them.
    for (const path of pod.mounts) {
      rmSync(join(root, path), { recursive: true, force: true });
      mkdirSync(join(root, path), { mode: 0o770 });
      chownSync(join(root, path), pod.user, pod.user);
    }
  });

  /** Runs the pod with what is around it, or with something of it replaced. */
  const run = ({
    of = pod,
    command,
    more = {},
    signer = "server",
    token = "pod",
  }: Run = {}): Promise<Ended> =>
    inPod(of, {
      command: command ?? of.command,
      environment: {
        // What the secret has; a role has no password.
        ...(of === pod && { PGUSER: "shop", PGPASSWORD: "shop" }),
        ...of.environment,
        ...agent.environment,
        ...{ AWS_ENDPOINT_URL: s3.address, PART_BYTES: "65536" },
        ...more,
      },
      mounts: [
        ...pod.mounts.map((path) => ({ from: join(root, path), at: path })),
        { from: join(root, `token-of-${token}`), at: tokenFolder },
        { from: join(root, `${signer}.pem`), at: authorities },
      ],
    });
  const bash = (script: string): Promise<Ended> =>
    run({ command: ["bash", "-euo", "pipefail", "-c", script] });

  /** The variables of a pod whose clock stands still. */
  const stopped = (): Record<string, string> => {
    const path = join(root, "work/bin");
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "date"), `#!/bin/sh\necho ${time}\n`, { mode: 0o755 });
    return { PATH: "/work/bin:/usr/sbin:/usr/bin" };
  };

  test("is put by the pod's identity with the checksums of its parts, and restores with the image's own programs", async () => {
    expect(await run({ more: stopped() })).toMatchObject({ status: 0, stderr: "" });
    expect(agent.given).toBeGreaterThan(0);

    const keys = await s3.keys(bucket);
    expect(keys).toEqual(expect.arrayContaining([complete, `${parts}/part.aa`, `${parts}/part.ab`]));
    for (const key of keys) {
      const { body, checksum } = await s3.object(bucket, key);
      expect([key, checksum]).toEqual([key, createHash("sha256").update(body).digest("base64")]);
    }

    // As docs/recovery.md has it, for a server that is older than the image's programs.
    const restored = await bash(`cd "$WORK"
      aws s3 cp --quiet --recursive s3://${bucket}/${parts} dump
      aws s3 cp --quiet s3://${bucket}/${complete} dump/checksums
      cd dump
      sha256sum --check --quiet checksums
      cat part.* > whole
      pg_restore --no-owner --file=- whole | sed '1,20 { /^SET transaction_timeout/d }' |
        psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --single-transaction restored > /dev/null`);
    expect(restored).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(server.ask("restored", rows)).toBe(server.ask("orders", rows));
    expect(server.ask("restored", rows)).toMatch(/^5000\|/u);
  });

  test("is put over nothing: S3 refuses the second of the same time, and the first one stays", async () => {
    const more = stopped();
    expect(await run({ more })).toMatchObject({ status: 0, stderr: "" });
    const keys = await s3.keys(bucket);
    expect(keys).toContain(complete);
    const before = await Promise.all(keys.map((key) => s3.object(bucket, key)));

    server.ask("orders", "insert into item values (0, 'later')");
    const again = await run({ more });
    server.ask("orders", "delete from item where id = 0");
    expect(again.status).not.toBe(0);
    expect(again.stderr).toContain("(PreconditionFailed) when calling the PutObject operation");
    expect(await Promise.all(keys.map((key) => s3.object(bucket, key)))).toEqual(before);
    expect(await s3.keys(bucket)).toEqual(keys);
  });

  test("is not made without the pod's token", async () => {
    const { status, stderr } = await run({ token: "stranger" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/credentials/iu);
    expect(await s3.keys(bucket)).toEqual([]);
  });

  test("of Aurora is read by a role with a token, and of nobody whom RDS's authorities do not vouch for", async () => {
    expect(await run({ of: podOfRole })).toMatchObject({ status: 0, stderr: "" });
    expect((await s3.keys(bucket)).length).toBeGreaterThan(2);
    await s3.onlyBucket(bucket);
    const { status, stderr } = await run({ of: podOfRole, signer: "stranger" });
    expect(status).not.toBe(0);
    expect(stderr).toContain("certificate verify failed");
    expect(await s3.keys(bucket)).toEqual([]);
  });

  test("of Aurora has a token that the pod's identity signs, with nothing asked of AWS", async () => {
    const { status, stdout, stderr } = await run({
      of: podOfRole,
      more: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" },
      command: [
        ...["aws", "rds", "generate-db-auth-token", "--hostname", "orders.db.example.com"],
        ...["--port", "5432", "--username", role],
      ],
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(isToken(stdout.trim(), "orders.db.example.com:5432")).toBe(true);
    expect(stdout).toContain("X-Amz-Expires=900");
  });

  test("runs as the pod's user, who writes on the pod's disks alone and can gain no rights", async () => {
    const { stdout } = await bash(`id -u; id -G; grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status
      for path in / /etc /usr/bin /run /var/lib /var/tmp; do if touch "$path/x" 2>/dev/null; then echo "wrote $path"; fi; done
      touch "$WORK/x" "$HOME/x" /tmp/x && echo done
      find / -xdev -type f -perm /6000`);
    expect(stdout.trim().split(/\s*\n\s*/u)).toEqual([
      ...["10001", "10001"],
      ...["CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"],
      "done",
    ]);
  });

  test("has the packages that the Dockerfile names, or what Debian replaced them by", () => {
    const query = ["dpkg-query", "-W", "-f", "${Package}=${Version}\n"];
    const installed = spawnSync("chroot", [imageRoot, ...query], { encoding: "utf8" }).stdout.split("\n");
    const replaced = stale();
    expect(pins).not.toEqual([]);
    for (const pin of pins) {
      const now = replaced.find((one) => one.startsWith(`${pin.split("=")[0] ?? ""}=`));
      if (now !== undefined) process.stderr.write(`STALE: the Dockerfile names ${pin}, tested is ${now}\n`);
      expect(installed).toContain(now ?? pin);
    }
  });
});
