import * as pulumi from "@pulumi/pulumi";

import type { Alerting, Calendar, Service } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import type { AlertContext } from "../observability/alert";
import { ruleObject } from "../observability/rule-object";
import type { RuleGroup } from "../observability/rule-groups";
import type { Placement } from "../service/placement";
import { floorRules, hasFloor } from "./floors";
import { maintenanceRules } from "./maintenance";
import { peakAlerts } from "./peak-alerts";

/** What {@link CalendarRules} must be told. */
export interface CalendarRulesArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Size of the region as a share of the full platform, in percent. */
  readonly regionPercent: number;
  /** What is announced. */
  readonly calendar: Calendar;
  /** The services whose floors rise. */
  readonly services: readonly Service[];
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** Namespace and cluster that the object depends on. */
  readonly placement: Placement;
}

/** What the calendar says, as series that the region's autoscalers and alerts read. */
export class CalendarRules extends pulumi.ComponentResource {
  constructor(name: string, args: CalendarRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, services, ...inputs } = args;
    super(
      "platform:calendar:CalendarRules",
      name,
      { ...inputs, services: services.map((one) => one.name) },
      opts,
    );
    const { estate, calendar } = args;
    ruleObject(this, name, { estate, called: "calendar", groups: calendarRuleGroups(args), placement });
    this.registerOutputs({ summary: summary(calendar) });
  }
}

/** Whether a calendar says anything that Prometheus is to know. */
export function hasCalendarRules({ events, maintenance }: Calendar): boolean {
  return events.length + maintenance.length > 0;
}

/** The rules of a region's calendar: nothing where nothing is announced. */
export function calendarRuleGroups(
  args: Pick<CalendarRulesArgs, "alerting" | "calendar" | "estate" | "regionPercent" | "services">,
): RuleGroup[] {
  const { estate, calendar, services, regionPercent, alerting } = args;
  const namespace = estateName(estate);
  const { runbooks, objectiveWindowDays: windowDays } = alerting;
  const context: AlertContext = { namespace, windowDays, runbooks };
  const rules = [
    ...maintenanceRules(namespace, calendar),
    ...services.flatMap((service) => floorRules(namespace, service, calendar.events, regionPercent)),
    ...services
      .filter(({ name }) => hasFloor(calendar, name))
      .flatMap(({ name }) => peakAlerts(name, context)),
  ];
  return rules.length === 0 ? [] : [{ name: "calendar", interval: "15s", rules }];
}

/** `peaks: black-friday-2026 ×10, flash-sale-2026 ×15 · maintenance: monthly, weekly` */
function summary({ events, maintenance }: Calendar): string {
  const peaks = events.map(({ name, factor }) => `${name} ×${factor}`).join(", ");
  const windows = maintenance.map(({ name }) => name).join(", ");
  return [
    ...(peaks === "" ? [] : [`peaks: ${peaks}`]),
    ...(windows === "" ? [] : [`maintenance: ${windows}`]),
  ].join(" · ");
}
