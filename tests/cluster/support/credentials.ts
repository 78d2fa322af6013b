import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { stringify } from "yaml";

import type { Files } from "./commands";

/** Who speaks to the API server, with the groups that decide what it may. */
const users = {
  admin: ["system:masters"],
  kwok: ["system:masters"],
  "kube-controller-manager": [],
  "kube-scheduler": [],
} as const;

const only = { mode: 0o600 };

/** Writes what the programs need to know each other; returns the token of `admin`. */
export function writeCredentials(files: Files, port: number): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(files.serviceAccountKey, privateKey.export({ type: "pkcs8", format: "pem" }), only);

  const tokens = Object.entries(users).map(([user, groups]) => ({
    user,
    groups,
    token: randomBytes(16).toString("hex"),
  }));
  const name = (user: string): string => (user.startsWith("kube-") ? `system:${user}` : user);
  const lines = tokens.map(
    ({ user, groups, token }) => `${token},${name(user)},${user},"${groups.join(",")}"`,
  );
  writeFileSync(files.tokens, `${lines.join("\n")}\n`, only);
  for (const { user, token } of tokens)
    writeFileSync(files.kubeconfig(user), kubeconfig(files, port, token), only);
  return tokens.find(({ user }) => user === "admin")!.token;
}

function kubeconfig({ certificates }: Files, port: number, token: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    clusters: [
      {
        name: "test",
        cluster: {
          server: `https://127.0.0.1:${port}`,
          "certificate-authority": join(certificates, "apiserver.crt"),
        },
      },
    ],
    users: [{ name: "test", user: { token } }],
  });
}
