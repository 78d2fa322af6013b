/** How long a shift of traffic is watched, and what ends it. Times are in seconds. */
export interface WatchSettings {
  /** A shift that is well for so long is let stand. */
  readonly windowSeconds: number;
  /** Time between two looks. More often than the proxy is scraped is harmless: no rule counts looks. */
  readonly intervalSeconds: number;
  /** Share of answers of class 5xx above which the shift is taken back: 0.05 is 5 %. */
  readonly errorRatio: number;
  /** Average time to answer above which the shift is taken back, in milliseconds. */
  readonly averageMs: number;
  /**
   * The most recent stretch that is judged on its own, so that what went well before does not dilute a failure. Four
   * scrapes of the proxy at 15 s: a rate needs two of them, and one may be missed.
   */
  readonly recentSeconds: number;
  /**
   * Requests below which an error ratio says nothing. Of 100 requests to a colour of which 1 % fail, more than 5 fail
   * in 1 of 1,900 cases; of 50, more than 2 in 1 of 72.
   */
  readonly minimumRequests: number;
  /** Pods that stay unready for so long end the watch: the grace that a starting pod has. */
  readonly readinessGraceSeconds: number;
  /** Time without an answer of Prometheus, or of the cluster, after which the shift is taken back. */
  readonly blindLimitSeconds: number;
  /** A shift that cannot be judged after so long is taken back: a release has 30 minutes. */
  readonly holdLimitSeconds: number;
}

/** What the business asks of every release: 300 s, every 10 s, 5 % of errors, 1000 ms on average, no unready pod. */
export const watchSettings: WatchSettings = {
  windowSeconds: 300,
  intervalSeconds: 10,
  errorRatio: 0.05,
  averageMs: 1000,
  recentSeconds: 60,
  minimumRequests: 100,
  readinessGraceSeconds: 120,
  blindLimitSeconds: 300,
  holdLimitSeconds: 1800,
};
