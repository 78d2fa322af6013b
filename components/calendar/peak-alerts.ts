import { colours } from "../../config/model";
import { alert, type AlertContext, type AlertRule } from "../observability/alert";
import { deploymentSeries } from "../observability/deployment-series";
import { floorMetric } from "./floors";

/** The alerts about announced peaks; each has a page of its name in `docs/runbooks`. */
export const peakAlertNames = { floor: "PeakFloorMissed" } as const;

/** Share of the floor that counts as the floor: an autoscaler leaves a difference of a tenth alone. */
const enough = 0.9;

/** Half of the shortest lead: autoscaler and nodes have had their time, and people still have some. */
const patience = "15m";

/** Tells that a colour of a service is not as large as its announced peak asks for, before the peak begins. */
export function peakAlerts(service: string, context: AlertContext): AlertRule[] {
  const { namespace } = context;
  return colours.map((colour) => {
    const floor = `sum(${floorMetric.series}{namespace="${namespace}",service="${service}",colour="${colour}"})`;
    const ready = `sum(${deploymentSeries.ready}{namespace="${namespace}",deployment="${service}-${colour}"})`;
    return alert(peakAlertNames.floor, { severity: "critical", service, colour }, context, {
      expr: `${enough} * ${floor} - (${ready} or vector(0)) > 0`,
      for: patience,
      summary: `${service}: ${colour} is too small for the announced peak`,
      description: `{{ $value | humanize }} more pods of ${colour} must be ready, and have not been for 15 minutes.`,
    });
  });
}
