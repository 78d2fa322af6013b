import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where EKS Pod Identity puts a pod's token. */
export const tokenFolder = "/run/secrets/pods.eks.amazonaws.com/serviceaccount";

/** Hands out credentials to whoever shows the token, as the agent on a node of EKS does. */
export class PodIdentityAgent {
  /** How often credentials were handed out. */
  given = 0;

  private constructor(
    private readonly server: Server,
    private readonly token: string,
  ) {
    server.on("request", ({ headers, url }, response) => {
      const known = headers.authorization === this.token && url === "/v1/credentials";
      if (known) this.given += 1;
      response.writeHead(known ? 200 : 403, { "content-type": "application/json" });
      response.end(known ? JSON.stringify(credentials()) : "{}");
    });
  }

  /** Starts one on loopback, on a free port. */
  static async start(token: string): Promise<PodIdentityAgent> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PodIdentityAgent(server, token);
  }

  /** The variables that EKS gives a pod; the address is another one there. */
  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${String(port)}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${tokenFolder}/eks-pod-identity-token`,
    };
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}

function credentials(): Record<string, string> {
  return {
    AccessKeyId: "ASIAEXAMPLE",
    SecretAccessKey: "secret",
    Token: "session",
    AccountId: "111122223333",
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  };
}
