/** A problem as a test writes it: path after the namespace, what is found, what is allowed, what to do. */
export type Told = readonly [path: string, found: string, allowed: string, remedy: string];

/** The quota of processors that nobody wrote for a region of the base file at full capacity, whose peaks need it. */
export const processorsOf = (region: string): Told => [
  `social-commerce:quotas.${region}.standardVcpus`,
  "5 vCPUs, AWS's default, while the announced peaks need 88",
  "88 or more",
  `request 88 of "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances" (ec2 L-1216C47A) in ${region}, days before, then write what was granted`,
];

/** What is told of messages in a region where what they say may not be. */
export const saidWhereItMayNot = (at: string, region: string, holds: string, permitted: string): Told => [
  `social-commerce:${at}.holds`,
  `${region}, which has one like every region on AWS, where records of class ${holds} may not be`,
  permitted,
  "put the id of such a record into messages and not the record, or permit the region under social-commerce:residency",
];

/** The same of what runs the platform, which the bus and the queue of the base file say. */
export const operationalSaid = (region: string, permitted: string): Told[] =>
  ["buses.catalogue-events", "queues.order-mails"].map((at) =>
    saidWhereItMayNot(at, region, "operational-30d", permitted),
  );

/** One edit of the correct base file, and every problem that it makes. */
export interface BrokenFile {
  readonly title: string;
  /** What the base file reads at one place, and what the broken one reads there. */
  readonly edit: readonly [from: string, to: string];
  /** The environment that the edit makes it of, which the lock of the vaults is then confirmed for. @default production */
  readonly environment?: string;
  readonly problems: readonly Told[];
}

/** A file in which one place reads otherwise. */
export const broken = (
  title: string,
  from: string,
  to: string,
  ...problems: readonly Told[]
): BrokenFile => ({
  title,
  edit: [from, to],
  problems,
});
