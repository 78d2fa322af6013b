import { access } from "./access";
import { accessPaths } from "./access-paths";
import { alertingAndDns } from "./alerting-and-dns";
import { auth } from "./auth";
import { backups } from "./backups";
import { buses } from "./buses";
import { calendar } from "./calendar";
import { clusters } from "./clusters";
import type { BrokenFile } from "./case";
import { capacityAndLogs } from "./capacity-and-logs";
import { environment } from "./environment";
import { features } from "./features";
import { messageRecords } from "./message-records";
import { messaging } from "./messaging";
import { madeStores } from "./made-stores";
import { networksAndClusters } from "./networks-and-clusters";
import { objectives } from "./objectives";
import { objectStores } from "./object-stores";
import { offHours } from "./off-hours";
import { outsideAndStores } from "./outside-and-stores";
import { paths } from "./paths";
import { peaks } from "./peaks";
import { recovery } from "./recovery";
import { regions } from "./regions";
import { releases } from "./releases";
import { rollouts } from "./rollouts";
import { services } from "./services";
import { steps } from "./steps";
import { storeRegionCases } from "./store-regions";
import { storeWindows } from "./store-windows";
import { tenants } from "./tenants";
import { traffic } from "./traffic";
import { wiring } from "./wiring";
import { yaml } from "./yaml";

export type { BrokenFile, Told } from "./case";

/** Every kind of broken stack file. */
export const brokenFiles: readonly BrokenFile[] = [
  ...environment,
  ...regions,
  ...networksAndClusters,
  ...capacityAndLogs,
  ...clusters,
  ...traffic,
  ...accessPaths,
  ...auth,
  ...outsideAndStores,
  ...madeStores,
  ...objectStores,
  ...storeRegionCases,
  ...storeWindows,
  ...wiring,
  ...messaging,
  ...messageRecords,
  ...buses,
  ...offHours,
  ...features,
  ...alertingAndDns,
  ...backups,
  ...recovery,
  ...tenants,
  ...access,
  ...services,
  ...calendar,
  ...peaks,
  ...paths,
  ...objectives,
  ...releases,
  ...rollouts,
  ...steps,
  ...yaml,
];
