/**
 * Names of a service's variables. They are an interface to the processes: a change of one breaks every service that
 * reads it, so none ever changes.
 */

/** What each kind of thing gives to whoever uses it, after its own name: `ORDERS_DB_WRITER_HOST`. */
export const suffixes = {
  store: [
    ...["ENGINE", "PORT", "WRITER_HOST", "READER_HOST", "WRITER_REGION", "USERNAME", "PASSWORD"],
    // Of stores that the program makes alone, and not of every kind.
    ...["DATABASE", "TLS", "TTL_SECONDS", "BUCKET", "BUCKET_REGION", "DIRECT_HOST", "READER_REGION"],
  ],
  service: ["URL"],
  outside: ["HOST", "PORT"],
  queue: ["QUEUE_URL"],
  topic: ["TOPIC_ARN"],
  bus: ["BUS_ARN"],
} as const;

/** A kind of thing that a service uses. */
export type UseKind = keyof typeof suffixes;

/** Name of one variable: `orders-db` and `PORT` make `ORDERS_DB_PORT`. */
export function variable(name: string, suffix: string): string {
  return `${name.toUpperCase().replaceAll("-", "_")}_${suffix}`;
}

/** Names of all variables that a use of something gives. */
export function variablesOf(kind: UseKind, name: string): string[] {
  return suffixes[kind].map((suffix) => variable(name, suffix));
}
