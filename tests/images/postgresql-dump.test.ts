import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { authorities } from "../../components/backup/dump/pod";
import { podSecurity } from "../../components/service/pod-parts";
import { engineVersions } from "../../components/store/classes";
import { dumpPod } from "../support/dump-pod";
import { describeWith } from "../support/tools";
import { path, readDockerfile } from "./dockerfile";

interface StackFile {
  readonly config: {
    readonly "social-commerce:recovery": { readonly dumpImage: { readonly version: string } };
  };
}

const root = join(__dirname, "../..");
const dockerfile = readDockerfile("postgresql-dump");
const the = (instruction: string): string => dockerfile.find(([name]) => name === instruction)?.[1] ?? "";

describe("The image of dumps", () => {
  test("is of Debian as it was on a day, by digest", () => {
    expect(the("FROM")).toMatch(/^debian:trixie-\d{8}-slim@sha256:[0-9a-f]{64}$/u);
    expect(the("ARG")).toMatch(/^SNAPSHOT=\d{8}T\d{6}Z$/u);
  });

  test("takes its packages from that time alone, whatever its mirrors have by now", () => {
    const [, edit = "", file] = /sed -E -i (".*?") (\S+);/u.exec(the("RUN")) ?? [];
    expect(file).toBe("/etc/apt/sources.list.d/debian.sources");
    const { stdout } = spawnSync("sh", ["-c", `sed -E ${edit}`], {
      encoding: "utf8",
      env: { ...process.env, SNAPSHOT: "20261121T000000Z" },
      // The lines of Debian's images that name addresses.
      input:
        "# http://snapshot.debian.org/archive/debian/20261005T000000Z\nURIs: http://deb.debian.org/debian\nURIs: http://deb.debian.org/debian-security\n",
    });
    expect(stdout.split("\n").slice(1)).toEqual([
      "URIs: http://snapshot.debian.org/archive/debian/20261121T000000Z",
      "Check-Valid-Until: no",
      "URIs: http://snapshot.debian.org/archive/debian-security/20261121T000000Z",
      "Check-Valid-Until: no",
      "",
    ]);
  });

  test("has a client of PostgreSQL that is as new as every server the program makes", () => {
    const client = Number(/postgresql-client-(\d+)=\1\./u.exec(the("RUN"))?.[1]);
    const servers = engineVersions.relational.map((version) => Number.parseInt(version, 10));
    expect(client).toBeGreaterThanOrEqual(Math.max(...servers));
  });

  test("is named by its client of PostgreSQL and the day of its packages, in itself and in the stack files", () => {
    const client = /postgresql-client-\d+=([\d.]+)-/u.exec(the("RUN"))?.[1] ?? "";
    const day = /^SNAPSHOT=(\d{8})T/u.exec(the("ARG"))?.[1] ?? "";
    const version = `${client}-${day}`;
    expect(the("LABEL")).toContain(`org.opencontainers.image.version="${version}"`);
    for (const stack of ["production", "staging"]) {
      const file = parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8")) as StackFile;
      expect([stack, file.config["social-commerce:recovery"].dumpImage.version]).toEqual([stack, version]);
    }
  });

  test("runs as the pod's user, in the pod's disk", () => {
    expect(the("USER")).toBe(`${String(podSecurity.runAsUser)}:${String(podSecurity.runAsGroup)}`);
    const pod = dumpPod({ login: { by: "nothing" } });
    expect(pod.mounts).toContain(the("WORKDIR"));
    expect(pod.environment.WORK).toBe(the("WORKDIR"));
  });

  test("lets everybody read who signs the certificates of Amazon's databases", () => {
    const [mode, from, to] = the("ADD").split(/\s+/u);
    expect(mode).toBe("--chmod=444");
    expect(from).toMatch(/^https:\/\/truststore\.pki\.rds\.amazonaws\.com\/global\//u);
    expect(to).toBe(authorities);
  });
});

describeWith("hadolint", "The Dockerfile of dumps, asked of hadolint", (program) => {
  test("has nothing that it finds", () => {
    const { status, stdout, stderr } = spawnSync(program, ["--no-color", path("postgresql-dump")], {
      encoding: "utf8",
    });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });
});
