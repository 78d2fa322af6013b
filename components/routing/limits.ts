import { lifecycle } from "../service/lifecycle";

/** One request may be tried so often again (R11). */
export const retries = 3;

/**
 * What the proxy allows on the way to a service (R11). Times are in seconds. Every limit is one proxy's own: without a
 * store that they share, proxies do not know of each other. docs/routing.md says what that makes of R11's numbers.
 */
export const limits = {
  /** For one try; all of them together fit into the longest request. */
  trySeconds: lifecycle.longestRequestSeconds / (retries + 1),
  /** For a connection to a pod, in a network where that takes milliseconds. */
  connectSeconds: 1,
  /** Errors of a pod one after another until it gets no more requests. */
  failures: 5,
  /** Until it gets some again; longer each time. */
  recoverySeconds: 30,
  /** Most of a colour's pods that are left out at a time, in percent: an error that all have is no pod's. */
  mostEjectedPercent: 50,
  /** For how long a new pod gets less than its share. */
  slowStartSeconds: 30,
  /** Connections to one colour, and requests under way to it. */
  parallel: 1024,
  /** Requests that wait for a connection; more are answered 503 at once. */
  waiting: 256,
  /** Requests under way to one colour that are a second try: they never make an overload much worse. */
  parallelRetries: 200,
  /** Requests of one user a second. */
  perUserSecond: 100,
  /** Requests from one address a second, whoever asks: many users come from behind one address of a carrier or an office. */
  perAddressSecond: 500,
} as const;

/** Header by which the proxy knows a user again: the token's subject. Clients that send it are not believed. */
export const userHeader = "x-user-id";
