/**
 * The times of a pod's life, in seconds where nothing else is said. They add up: a pod that stops must first disappear from every proxy, then
 * finish the requests that it has, all within the grace that Kubernetes gives it.
 */
export const lifecycle = {
  /** From the order to stop until the process hears of it; meanwhile the proxies take the pod out of their lists. */
  preStopSeconds: 15,
  /** Longest request that the gateway waits for (R11: 5 s timeout, 3 retries, and the first try). */
  longestRequestSeconds: 20,
  /** Left for the process to close its connections. */
  closingSeconds: 10,
  /** Longest start (R7: health-check grace). */
  startSeconds: 120,
  /** Time between two questions of the startup probe. */
  startProbeSeconds: 5,
  /** A roll-out that makes no progress for so long has failed (R7: 30 min). */
  rolloutSeconds: 1800,
  /** Pods that a roll-out adds at a time, in percent of those there, rounded up. */
  surgePercent: 25,
  /** A new pod must stay ready for so long before it counts. */
  minReadySeconds: 10,
} as const;

/** Grace that a pod gets to stop, in seconds. */
export function terminationGraceSeconds(): number {
  const { preStopSeconds, longestRequestSeconds, closingSeconds } = lifecycle;
  return preStopSeconds + longestRequestSeconds + closingSeconds;
}
