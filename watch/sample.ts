/** What the proxy counted of one colour over a stretch of time. Prometheus interpolates, so counts may be fractions. */
export interface Answers {
  /** Requests answered. */
  readonly requests: number;
  /** Of those, with an answer of class 5xx. */
  readonly failed: number;
  /** Requests whose time was taken. */
  readonly timed: number;
  /** Sum of those times, in milliseconds. */
  readonly totalMs: number;
}

/** What Prometheus knows of the colour that received traffic. */
export interface Traffic {
  /** The last {@link WatchSettings.recentSeconds}. */
  readonly recent: Answers;
  /** Everything since the shift. */
  readonly sinceShift: Answers;
}

/** Pods of the colour that received traffic. */
export interface Pods {
  /** Pods that are ready. */
  readonly ready: number;
  /** Pods that are wanted. */
  readonly desired: number;
}

/** What one look saw. */
export interface Sample {
  /** Seconds since the shift. */
  readonly at: number;
  /** Absent where the cluster did not answer. */
  readonly pods?: Pods | undefined;
  /** Absent where Prometheus did not answer, or had nothing of the last minute to say, and where nobody asked. */
  readonly traffic?: Traffic | undefined;
}
