import type { Problem } from "../problems";
import type { Draft } from "../draft";
import {
  healthPathPublic,
  oneAffinity,
  pathsNeedIssuer,
  pathsOfService,
  pathsSaidOnce,
} from "./access-paths";
import { accessGrantsOneThing, accessOncePerRole, accessSomewhere, accessToTenants } from "./access";
import { addonsGoWithCompute, addonVersionsKnown } from "./addons";
import { disjointNetworks, networkRange } from "./addresses";
import {
  publicRangesAreNarrow,
  runnerApart,
  runnerRange,
  wayIntoClusters,
  wayLeadsSomewhere,
} from "./api-access";
import { backupElsewhere, backupRegions, residencyRegions } from "./backups";
import { bucketNamesApart } from "./bucket-names";
import {
  drillsOfRegions,
  oneWeeklyWindow,
  peaksApart,
  peaksOfServices,
  windowsOutsidePeaks,
} from "./calendar-overlaps";
import {
  endsAfterStart,
  enoughLead,
  exceptionsFall,
  momentsExist,
  peaksAreShort,
  zonesKnown,
} from "./calendar-times";
import type { Check } from "./check";
import { meshNeedsOperators } from "./features";
import { dnsForAws, dnsReachesTraffic, oneStandbyBehindDns } from "./dns";
import { archivesEndInTime, backlogOnce, messagesNeedAws, queueSources, retriesEndInTime } from "./messaging";
import {
  dumpImageIsNewEnough,
  dumpNamesAreFree,
  dumpsFitTheirPair,
  dumpsGoSomewhere,
  dumpsHaveAnImage,
} from "./dumps";
import { nodeCountsInOrder, nodesCarryCeilings } from "./nodes";
import { ceilingsCoverPeaks, connectionsCoverPeaks, regionsCarryPeaks } from "./peaks";
import { offHoursDaysOnce, offHoursInOrder, offHoursOutsideProduction, peaksWhileAwake } from "./off-hours";
import { podsFit } from "./pod-room";
import { quotaRegions, quotasCoverPeaks } from "./quotas";
import { clusterPromiseCanBeKept, promisesCanBeKept, storesSayWhatIsPromised } from "./promises";
import {
  backupsOutlastDuty,
  coldLongEnough,
  copiesSomewhere,
  lockBrackets,
  lockConfirmed,
  locksInOrder,
  alarmsTellSomebody,
  recoveryTellsSomebody,
  recoveryWhereRequired,
  tiersKeepTheirClasses,
} from "./recovery";
import {
  accountForAws,
  groundIsWhole,
  onePrimary,
  separateClusters,
  zonesOfRegion,
  zonesWhereUnusual,
} from "./regions";
import { recordsStay, regionsMayKeep } from "./residency";
import {
  distinctPaths,
  floorBelowCeiling,
  releasePassesGuards,
  requestsBelowLimits,
  someService,
} from "./services";
import { maintenanceOutsideBackups, maintenanceSuitsStores } from "./store-windows";
import {
  boundLagHasCopies,
  proxyTakesRoles,
  storeCreatedInItsRegions,
  storeHoldsConnections,
  storeInKnownRegions,
  storeInOneRegion,
  storeInstances,
  storeNameFits,
  storesOfAws,
  storeSizeFits,
  storeWriter,
} from "./stores";
import { objectsHaveNames } from "./object-stores";
import { deletionByName, tenantRegions } from "./tenants";
import {
  noTrafficToLost,
  trafficSum,
  trafficToRegions,
  trafficWithinCapacity,
  writerExists,
} from "./traffic";
import {
  distinctVariables,
  outsideIsPublic,
  storeEndpoints,
  storeRegions,
  usesAreClear,
  usesExist,
  usesOthersOnce,
} from "./wiring";

/** Every rule across the fields of a stack file, in the order in which its problems are told. */
export const checks: readonly Check[] = [
  onePrimary,
  groundIsWhole,
  zonesOfRegion,
  zonesWhereUnusual,
  networkRange,
  disjointNetworks,
  separateClusters,
  accountForAws,
  wayIntoClusters,
  wayLeadsSomewhere,
  publicRangesAreNarrow,
  runnerRange,
  runnerApart,
  nodeCountsInOrder,
  nodesCarryCeilings,
  addonsGoWithCompute,
  addonVersionsKnown,
  writerExists,
  trafficToRegions,
  trafficSum,
  trafficWithinCapacity,
  noTrafficToLost,
  dnsForAws,
  dnsReachesTraffic,
  oneStandbyBehindDns,
  residencyRegions,
  regionsMayKeep,
  backupRegions,
  backupElsewhere,
  recordsStay,
  recoveryWhereRequired,
  recoveryTellsSomebody,
  alarmsTellSomebody,
  copiesSomewhere,
  lockConfirmed,
  locksInOrder,
  lockBrackets,
  coldLongEnough,
  backupsOutlastDuty,
  tiersKeepTheirClasses,
  tenantRegions,
  deletionByName,
  accessGrantsOneThing,
  accessToTenants,
  accessOncePerRole,
  accessSomewhere,
  someService,
  distinctPaths,
  floorBelowCeiling,
  requestsBelowLimits,
  podsFit,
  releasePassesGuards,
  pathsOfService,
  pathsSaidOnce,
  pathsNeedIssuer,
  healthPathPublic,
  oneAffinity,
  usesExist,
  usesOthersOnce,
  usesAreClear,
  distinctVariables,
  outsideIsPublic,
  storeEndpoints,
  storeRegions,
  zonesKnown,
  momentsExist,
  endsAfterStart,
  enoughLead,
  peaksAreShort,
  exceptionsFall,
  peaksOfServices,
  drillsOfRegions,
  peaksApart,
  windowsOutsidePeaks,
  oneWeeklyWindow,
  ceilingsCoverPeaks,
  regionsCarryPeaks,
  connectionsCoverPeaks,
  quotaRegions,
  quotasCoverPeaks,
  queueSources,
  retriesEndInTime,
  archivesEndInTime,
  messagesNeedAws,
  backlogOnce,
  offHoursOutsideProduction,
  offHoursInOrder,
  offHoursDaysOnce,
  storesOfAws,
  storeNameFits,
  storeInKnownRegions,
  storeCreatedInItsRegions,
  storeInOneRegion,
  storeInstances,
  storeWriter,
  storeSizeFits,
  storeHoldsConnections,
  boundLagHasCopies,
  proxyTakesRoles,
  maintenanceSuitsStores,
  maintenanceOutsideBackups,
  dumpsGoSomewhere,
  dumpsFitTheirPair,
  dumpsHaveAnImage,
  dumpImageIsNewEnough,
  dumpNamesAreFree,
  storesSayWhatIsPromised,
  promisesCanBeKept,
  clusterPromiseCanBeKept,
  meshNeedsOperators,
  objectsHaveNames,
  bucketNamesApart,
  peaksWhileAwake,
];

/** Everything that the rules across fields find wrong with what could be read. */
export function checkDraft(draft: Draft): Problem[] {
  return checks.flatMap((check) => check(draft));
}
