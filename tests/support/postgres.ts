import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const debian = "/usr/lib/postgresql";

/** Where the server's programs are: Debian's package `postgresql`, or whatever is on the path. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const places = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  // Debian's wrappers on the path are scripts without a cluster; a real one stands beside initdb.
  return places.find((place) => existsSync(join(place, "initdb")) && existsSync(join(place, "postgres")));
}

/** Where a server listens besides its socket, and who it says that it is. */
export interface Listening {
  readonly port: number;
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

/** A program of PostgreSQL that failed, with what it said. */
export class PostgresError extends Error {}

/** A server of one's own, on a socket in a directory that goes with it, and on loopback where it is told a port. */
export class Postgres {
  readonly directory: string;

  private constructor(
    private readonly programs: string,
    private readonly listening?: Listening,
  ) {
    this.directory = mkdtempSync(join(tmpdir(), "pg-"));
  }

  /** Starts one, with a user `shop` that may do everything: on the socket at once, over TLS with the password `shop`. */
  static start(programs: string, listening?: Listening): Postgres {
    const server = new Postgres(programs, listening);
    chmodSync(server.directory, 0o755);
    const { uid, gid } = server.#owner();
    if (uid !== undefined && gid !== undefined) chownSync(server.directory, uid, gid);
    const data = join(server.directory, "data");
    server.#asOwner("initdb", [
      ...["-D", data, "-U", "shop", "-E", "UTF8", "--no-sync"],
      ...["--auth-local=trust", "--auth-host=scram-sha-256"],
    ]);
    const settings = `${server.#listen()} -c fsync=off -k ${server.directory}`;
    server.#asOwner("pg_ctl", [
      "-D",
      data,
      "-w",
      "-o",
      settings,
      "-l",
      join(server.directory, "log"),
      "start",
    ]);
    server.ask("postgres", "alter role shop password 'shop'");
    return server;
  }

  /** Variables by which PostgreSQL's clients find the server. */
  get environment(): Record<string, string> {
    return {
      PGHOST: this.directory,
      PGUSER: "shop",
      // The socket's name ends with it.
      ...(this.listening !== undefined && { PGPORT: String(this.listening.port) }),
      PGSSLMODE: "disable",
      PATH: `${this.programs}:${process.env.PATH ?? ""}`,
    };
  }

  /** Has a user sign in with a password, whom the server let in as everybody so far. */
  askForPasswords(user: string): void {
    this.#ruleFirst(`local all "${user}" scram-sha-256`);
  }

  /** Has a user sign in over TLS with a password that somebody else judges, by LDAP on loopback. */
  askElsewhere(user: string, port: number): void {
    const judge = `ldapserver=127.0.0.1 ldapport=${String(port)} ldapprefix="cn="`;
    this.#ruleFirst(`hostssl all "${user}" 127.0.0.1/32 ldap ${judge}`);
  }

  /** What a statement answers, as text. */
  ask(database: string, sql: string): string {
    return this.run("psql", ["-d", database, "-XAtc", sql]);
  }

  /** Runs a client's program against the server. */
  run(program: string, args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(join(this.programs, program), args, {
      encoding: "utf8",
      env: { ...process.env, ...this.environment },
    });
    if (status !== 0) throw new PostgresError(`${program}: ${stderr}`);
    return stdout.trim();
  }

  /** Stops the server, and takes its directory away. */
  stop(): void {
    this.#asOwner("pg_ctl", ["-D", join(this.directory, "data"), "-m", "immediate", "stop"]);
    rmSync(this.directory, { recursive: true, force: true });
  }

  #ruleFirst(rule: string): void {
    const rules = join(this.directory, "data/pg_hba.conf");
    writeFileSync(rules, `${rule}\n${readFileSync(rules, "utf8")}`);
    this.ask("postgres", "select pg_reload_conf()");
  }

  #listen(): string {
    if (this.listening === undefined) return "-c listen_addresses=''";
    const { port, certificate, key } = this.listening;
    const { uid, gid } = this.#owner();
    const file = (name: string, text: string): string => {
      const path = join(this.directory, name);
      writeFileSync(path, text, { mode: 0o600 });
      if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
      return path;
    };
    const files = `-c ssl_cert_file=${file("certificate", certificate)} -c ssl_key_file=${file("key", key)}`;
    return `-c listen_addresses=127.0.0.1 -p ${String(port)} -c ssl=on ${files}`;
  }

  /** PostgreSQL refuses to run as root; its package brings a user. */
  #owner(): { uid?: number; gid?: number } {
    if (process.getuid?.() !== 0) return {};
    const id = (flag: string): number =>
      Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
    return { uid: id("-u"), gid: id("-g") };
  }

  #asOwner(program: string, args: readonly string[]): void {
    const { status, stderr, stdout } = spawnSync(join(this.programs, program), args, {
      encoding: "utf8",
      cwd: this.directory,
      // A server that inherited the pipe would keep it open for as long as it runs.
      stdio: program === "pg_ctl" ? "ignore" : "pipe",
      ...this.#owner(),
    });
    if (status !== 0) throw new PostgresError(`${program}: ${stderr || stdout}`);
  }
}
