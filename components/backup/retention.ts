/**
 * How long a class of records is kept. A minimum and a maximum, because two duties pull apart: financial law wants
 * records kept, data protection law wants personal data gone. The times count from when what is kept was made: a record in
 * its store, a message, a line of a log; of a backup, the backup. So a record can be older in a backup than its class lets it
 * be in its store, by the days of the backup (`afterlife` computes by how many).
 */
export interface RetentionClass {
  /** Shortest time a record must be kept, in days. */
  readonly minimumDays: number;
  /** Longest time a record may be kept, in days; and besides, longest time of any backup that it is in. */
  readonly maximumDays: number;
  /** How long it is kept, in days, where it is deleted by rule: within the two. */
  readonly keepDays: number;
  /** Whether every bucket of it must have a copy in another region. */
  readonly copied: boolean;
  /** Whether it is about people, so that who reads it from elsewhere transfers it. */
  readonly personal: boolean;
  /** Why it is kept this long. */
  readonly basis: string;
  /** `deletion`, where the times count from when somebody deletes or replaces a record, and nothing ends it before. @default its making */
  readonly countedFrom?: "deletion";
  /** Who makes what is of it: `platform` for what it logs by itself, which no entry of a stack file may claim to hold. @default anybody */
  readonly madeBy?: "platform";
}

/** The classes of records that the platform knows (R17); everything that keeps data names one of them. */
export const retentionClasses = {
  "operational-30d": {
    minimumDays: 30,
    maximumDays: 90,
    keepDays: 30,
    copied: false,
    personal: false,
    basis: "fault finding; nothing longer is needed",
  },
  "personal-90d": {
    minimumDays: 1,
    maximumDays: 90,
    keepDays: 57,
    copied: false,
    personal: true,
    basis: "GDPR article 5(1)(e): no longer than needed, counted from the backup in backups",
  },
  // Not `personal-90d`: that is customers' records, which may be bound to some regions, while each region logs what it serves.
  "traffic-90d": {
    minimumDays: 1,
    maximumDays: 90,
    keepDays: 57,
    copied: false,
    personal: true,
    basis: "GDPR article 5(1)(e), of the addresses in it: as long as an inquiry needs them",
    madeBy: "platform",
  },
  // CloudWatch has no 2555 and the next legal value is 2557, so the class allows seven years in whole days and a margin.
  "audit-7y": {
    minimumDays: 2555,
    maximumDays: 2922,
    keepDays: 2555,
    copied: true,
    personal: false,
    basis: "SOX section 802, PCI DSS 10.5.1",
  },
  "financial-7y": {
    minimumDays: 2555,
    maximumDays: 2922,
    keepDays: 2555,
    copied: true,
    personal: false,
    basis: "commercial and tax law; SOX section 802",
  },
  "published-30d": {
    minimumDays: 30,
    maximumDays: 90,
    keepDays: 30,
    copied: false,
    personal: false,
    basis: "what a shop shows stays while it is shown; what was deleted by mistake can be had back",
    countedFrom: "deletion",
  },
} as const satisfies Record<string, RetentionClass>;

/** The name of a retention class. */
export type RetentionClassName = keyof typeof retentionClasses;

/** Whether records of a class end by their age; those of another end when somebody deletes them. */
export function endsByAge(name: RetentionClassName): boolean {
  const { countedFrom }: RetentionClass = retentionClasses[name];
  return countedFrom !== "deletion";
}

/** Whether an entry of a stack file may say that it holds records of a class; the platform's own logs are of the others, too. */
export function mayBeHeld(name: RetentionClassName): boolean {
  const { madeBy }: RetentionClass = retentionClasses[name];
  return madeBy !== "platform";
}

/** The tag by which a resource names its retention class; what holds messages may name several, with spaces. */
export const retentionTag = "retention-class";

/** Class of what the platform tells those who run it, such as alarms: names and figures of its own, and no record of the shop. */
export const alarmClass: RetentionClassName = "operational-30d";

/** The tag by which what is kept somewhere says where it may be, where that is limited: names of regions, with spaces. */
export const residencyTag = "permitted-regions";

/**
 * Days that CloudWatch Logs accepts as the retention of a log group. Anything else is refused at deployment.
 * Source: the `retentionInDays` argument of aws.cloudwatch.LogGroup (a test compares the two).
 */
export const cloudWatchRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The shortest CloudWatch retention that keeps a class as long as it is kept, in days: 2557 for a class of 2555. */
export function logRetentionDays(name: RetentionClassName): number {
  const { keepDays } = retentionClasses[name];
  const days = cloudWatchRetentionDays.find((legal) => legal >= keepDays);
  return days ?? cloudWatchRetentionDays[cloudWatchRetentionDays.length - 1] ?? keepDays;
}

/** The tag that says where something, and whatever follows it, may be; none where it may be anywhere. */
export function residencyTags(permitted: readonly string[] | undefined): Record<string, string> {
  return permitted === undefined ? {} : { [residencyTag]: permitted.join(" ") };
}
