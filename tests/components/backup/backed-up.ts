import * as aws from "@pulumi/aws";

import { Backups } from "../../../components/backup/backups";
import { clusterAsStore, type Recoverable } from "../../../components/backup/recoverable";
import { backupTiers, type BackupTiers } from "../../../components/backup/tiers";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { Tree } from "../../support/tree";

const regions = ["us-east-1", "us-west-2", "eu-central-1"];

/** The cluster of each region. */
export const clusters = regions.map((region) => clusterAsStore(estate, account, region));

/** A store in us-east-1 whose records are financial; others differ in what is given. */
export const storeLike = (more: Partial<Recoverable> = {}): Recoverable => ({
  name: "orders-db",
  kind: "aurora",
  arn: `arn:aws:rds:us-east-1:111122223333:cluster:${more.name ?? "orders-db"}`,
  region: "us-east-1",
  holds: "financial-7y",
  tier: "critical",
  ...more,
});

/** The vaults and plans of stores in regions that have a network each. */
export async function backedUp(
  stores: readonly Recoverable[],
  tiers: BackupTiers = backupTiers,
): Promise<Tree> {
  return new Tree(
    await record(() => {
      const networks = regions.map((region) => {
        const zones = ["a", "b"].map((zone) => `${region}${zone}`);
        return [region, { vpcId: `vpc of ${region}`, zones }] as const;
      });
      return new Backups("backups", {
        ...{ estate, account, backups: [], dumps: [], residency: {}, stores },
        providers: new Map(regions.map((region) => [region, new aws.Provider(`${region}-aws`, { region })])),
        networks: new Map(networks),
        recovery: {
          copyTo: ["us-west-2", "us-east-1"],
          ...{ lock: {}, tiers, notify: ["backups@example.com"], audit: false },
        },
        runbooks: "https://runbooks.example.com",
      });
    }),
  );
}
