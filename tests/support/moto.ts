import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** The server did not start, with what it said, or refused a request. */
export class MotoError extends Error {}

/** moto tells S3 from its other services by what a request is signed for, and does not look at the signature. */
const signed = {
  Authorization:
    "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=any",
};

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** An S3 on this machine, with what moto knows of it. Anybody may use it; what it holds goes with it. */
export class Moto {
  private constructor(
    private readonly server: ChildProcess,
    /** `http://127.0.0.1:<port>` */
    readonly address: string,
  ) {}

  /** Starts one, of the Python package in a folder, on a free port. */
  static async start(folder: string): Promise<Moto> {
    const program = 'from moto.server import main; main(["--host", "127.0.0.1", "--port", "0"])';
    const server = spawn("python3", ["-c", program], {
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      // Other packages of this machine are none of its own.
      env: { PATH: process.env.PATH, PYTHONPATH: folder, PYTHONNOUSERSITE: "1" },
    });
    let said = "";
    return new Promise((resolve, reject) => {
      server.stderr.on("data", (data) => {
        said += String(data);
        const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/u.exec(said)?.[1];
        if (address !== undefined) resolve(new Moto(server, address));
      });
      server.once("error", reject);
      server.once("close", () => {
        reject(new MotoError(said));
      });
    });
  }

  /** Takes away every bucket, and makes one. */
  async onlyBucket(name: string): Promise<void> {
    await this.#ask("moto-api/reset", { method: "POST" });
    await this.#ask(name, { method: "PUT" });
  }

  /** Names of what a bucket holds, in order. */
  async keys(bucket: string): Promise<string[]> {
    const listed = await (await this.#ask(`${bucket}?list-type=2`)).text();
    return [...listed.matchAll(/<Key>(.*?)<\/Key>/gu)].map(([, key = ""]) => key);
  }

  /** An object, and the SHA-256 that it was put with, in base64. */
  async object(bucket: string, key: string): Promise<{ body: Buffer; checksum: string | null }> {
    const answer = await this.#ask(`${bucket}/${key}`, { headers: { "x-amz-checksum-mode": "ENABLED" } });
    const checksum = answer.headers.get("x-amz-checksum-sha256");
    return { body: Buffer.from(await answer.arrayBuffer()), checksum };
  }

  async #ask(path: string, { method = "GET", headers = {} }: Asked = {}): Promise<Response> {
    const answer = await fetch(`${this.address}/${path}`, { method, headers: { ...signed, ...headers } });
    if (!answer.ok) throw new MotoError(`${method} ${path}: ${String(answer.status)}`);
    return answer;
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.kill();
    await closed;
  }
}
