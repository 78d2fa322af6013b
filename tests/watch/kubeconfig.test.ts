import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { stringify } from "yaml";

import { clusterAccess, defaultKubeconfigs } from "../../watch/kubeconfig";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const cluster = { server: "https://one", "certificate-authority-data": base64("CA") };
const config = (changes: object = {}) => ({
  "current-context": "one",
  clusters: [
    { name: "c1", cluster },
    { name: "c2", cluster: { server: "https://two" } },
  ],
  users: [
    { name: "u1", user: { token: "t1" } },
    { name: "u2", user: { "client-certificate-data": base64("CERT"), "client-key-data": base64("KEY") } },
  ],
  contexts: [
    { name: "one", context: { cluster: "c1", user: "u1" } },
    { name: "two", context: { cluster: "c2", user: "u2" } },
  ],
  ...changes,
});
const access = (changes: object = {}, context?: string) =>
  clusterAccess([{ text: stringify(config(changes)) }], context);

describe("A kubeconfig", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("says whom to ask and as whom, by its current context or by another", () => {
    expect(access()).toEqual({ server: "https://one", insecure: false, authority: "CA", token: "t1" });
    expect(access({}, "two")).toEqual({
      server: "https://two",
      insecure: false,
      certificate: "CERT",
      key: "KEY",
    });
  });

  test("as JSON with a command, as the provider of an EKS cluster has it", () => {
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "aws", args: ["eks"] };
    const text = JSON.stringify(config({ users: [{ name: "u1", user: { exec } }] }));
    expect(clusterAccess([{ text }]).exec).toEqual(exec);
  });

  test("may keep its certificates and its token in files beside it", () => {
    for (const name of ["ca", "cert", "key", "token"]) writeFileSync(join(folder, name), `${name}\n`);
    const user = { "client-certificate": "cert", "client-key": "key", tokenFile: "token" };
    const text = stringify(
      config({
        clusters: [{ name: "c1", cluster: { server: "https://one", "certificate-authority": "ca" } }],
        users: [{ name: "u1", user }],
      }),
    );
    expect(clusterAccess([{ text, folder }])).toMatchObject({
      authority: "ca\n",
      certificate: "cert\n",
      key: "key\n",
      token: "token",
    });
  });

  test("may name the server otherwise, or not have it checked", () => {
    const odd = { server: "https://10.0.0.1", "tls-server-name": "one", "insecure-skip-tls-verify": true };
    const read = access({ clusters: [{ name: "c1", cluster: odd }] });
    expect(read).toMatchObject({ serverName: "one", insecure: true });
  });

  test.each<[string, () => unknown, string]>([
    ["no such context", () => access({}, "three"), 'the kubeconfig has no context "three"'],
    ["no such cluster", () => access({ clusters: [] }), 'the kubeconfig has no cluster "c1"'],
    ["no such user", () => access({ users: null }), 'the kubeconfig has no user "u1"'],
    ["no current context", () => access({ "current-context": "" }), 'the kubeconfig has no context ""'],
    ["another shape", () => access({ contexts: 3 }), "the kubeconfig is not one: contexts"],
    ["no YAML", () => clusterAccess([{ text: "a: [" }]), "the kubeconfig is no YAML"],
    [
      "a proxy",
      () => access({ clusters: [{ name: "c1", cluster: { ...cluster, "proxy-url": "http://p" } }] }),
      "asks for a proxy, which the watch cannot use",
    ],
  ])("with %s is refused", (_, read, message) => {
    expect(read).toThrow(message);
  });

  test("is the one in the home folder, or those of KUBECONFIG, of which the first counts", () => {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    writeFileSync(first, stringify(config({ users: [{ name: "u1", user: { token: "first" } }] })));
    writeFileSync(
      second,
      stringify(
        config({
          users: [
            { name: "u1", user: { token: "second" } },
            { name: "u2", user: { token: "two" } },
          ],
        }),
      ),
    );
    const listed = [first, join(folder, "absent"), second].join(delimiter);
    const texts = defaultKubeconfigs({ KUBECONFIG: listed });
    expect(texts.map((one) => one.folder)).toEqual([folder, folder]);
    expect(clusterAccess(texts).token).toBe("first");
    expect(clusterAccess(texts, "two").token).toBe("two");
    expect(defaultKubeconfigs({ HOME: folder })).toEqual([]);
  });
});
