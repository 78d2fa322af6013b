import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Answers of LDAP to who signs in: success, and invalidCredentials. Source: RFC 4511, section 4.1.9. */
const answers = { yes: 0, no: 49 };

/**
 * Says of each password whether it is right, to a PostgreSQL that asks it by LDAP: RDS's way to have somebody else judge
 * a token is not in PostgreSQL.
 */
export class PasswordJudge {
  private constructor(private readonly server: Server) {}

  /** Starts one on loopback, on a free port. */
  static async start(isRight: (password: string) => boolean): Promise<PasswordJudge> {
    const server = createServer((socket) => {
      answer(socket, isRight);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PasswordJudge(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.server.close();
    await once(this.server, "close");
  }
}

function answer(socket: Socket, isRight: (password: string) => boolean): void {
  let said: Buffer = Buffer.alloc(0);
  socket.on("data", (data: Buffer) => {
    said = Buffer.concat([said, data]);
    const message = read(said);
    if (message.tag === undefined) return;
    said = message.rest;
    const id = read(message.value);
    const request = read(id.rest);
    // What is no request to bind says good-bye.
    if (request.tag !== 0x60) return;
    // The version, the name, the password.
    const password = read(read(read(request.value).rest).rest).value.toString("utf8");
    const code = isRight(password) ? answers.yes : answers.no;
    socket.write(Buffer.from([0x30, 12, 2, 1, ...id.value, 0x61, 7, 0x0a, 1, code, 4, 0, 4, 0]));
  });
}

/** A value of BER and what follows it; without a tag where it is not whole yet. */
interface Value {
  readonly tag?: number;
  readonly value: Buffer;
  readonly rest: Buffer;
}

function read(bytes: Buffer): Value {
  const [tag = 0, first = 0] = bytes;
  const long = first < 0x80 ? 0 : first - 0x80;
  const start = 2 + long;
  const length = bytes.length < start || long === 0 ? first : bytes.readUIntBE(2, long);
  const end = start + length;
  if (bytes.length < end) return { value: Buffer.alloc(0), rest: bytes };
  return { tag, value: bytes.subarray(start, end), rest: bytes.subarray(end) };
}
