/** A rule that tells somebody. */
export interface AlertRule {
  /** Name of the alert, and of its runbook. */
  readonly alert: string;
  /** The query; the alert is active while it has a result. */
  readonly expr: string;
  /** How long it must have had a result. */
  readonly for: string;
  /** Who is told, and of what. */
  readonly labels: Readonly<Record<string, string>>;
  /** What they read. */
  readonly annotations: {
    readonly summary: string;
    readonly description: string;
    readonly runbook_url: string;
  };
}

/** What alerts are made for. */
export interface AlertContext {
  /** Namespace of the services. */
  readonly namespace: string;
  /** Days over which objectives are promised. */
  readonly windowDays: number;
  /** Address below which the runbooks are read, without a slash at its end. */
  readonly runbooks: string;
  /** Whether services have no pods in some hours. @default false */
  readonly sleeps?: boolean;
}

/** What an alert asks, and what people read of it. */
export interface AlertText extends Pick<AlertRule, "expr" | "for"> {
  /** What is wrong, in a few words. */
  readonly summary: string;
  /** How much of it, in a sentence. */
  readonly description: string;
}

/** An alert whose runbook has its name. */
export function alert(
  name: string,
  labels: AlertRule["labels"],
  { runbooks }: Pick<AlertContext, "runbooks">,
  { expr, for: wait, ...read }: AlertText,
): AlertRule {
  return {
    alert: name,
    expr,
    for: wait,
    labels,
    annotations: { ...read, runbook_url: `${runbooks}/${name}.md` },
  };
}
