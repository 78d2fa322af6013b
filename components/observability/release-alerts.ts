import { maintenanceSeries } from "../calendar/maintenance";
import { deploymentSeries } from "./deployment-series";
import { colours, type Colour } from "../../config/model";
import { watchSettings, type WatchSettings } from "../../watch/settings";
import { alert, type AlertContext, type AlertRule } from "./alert";
import { colourAnswers } from "./colour-answers";
import type { RuleGroup } from "./rule-groups";

/** The alerts about one colour of a service; each has a page of its name in `docs/runbooks`. */
export const releaseAlertNames = {
  errors: "ReleaseErrorsHigh",
  slow: "ReleaseSlow",
  unready: "ReleaseUnready",
} as const;

/**
 * Time that an alert waits, so that a run which watches the step comes first: it decides within a minute, and a minute
 * after it put the old weights back the colour's last failure is out of the recent stretch.
 */
const patience = "3m";

/**
 * The numbers of the watch as alerts, for each colour: they tell when no run is there to act, such as after one that was
 * killed, and when a colour fails that was let stand. A colour that fails 40 % of a tenth of the requests is 4 % of all,
 * which is why they are counted apart.
 */
export function releaseRuleGroup(service: string, context: AlertContext): RuleGroup {
  const rules = colours.flatMap((colour) => [
    errorsAlert(service, colour, context, watchSettings),
    slowAlert(service, colour, context, watchSettings),
    unreadyAlert(service, colour, context, watchSettings),
  ]);
  return { name: `${service}-release`, interval: "15s", rules };
}

function errorsAlert(
  service: string,
  colour: Colour,
  context: AlertContext,
  { errorRatio, ...settings }: WatchSettings,
): AlertRule {
  const { whole, recent, enough } = stretches(service, colour, context, settings);
  const ratio = ({ failed, requests }: typeof whole): string => `${failed} / ${requests} > ${errorRatio}`;
  return alert(releaseAlertNames.errors, { severity: "critical", service, colour }, context, {
    expr: `${ratio(whole)} and ${ratio(recent)} and ${whole.requests} >= ${enough}`,
    for: patience,
    summary: `${service}: ${colour} fails`,
    description:
      `{{ $value | humanizePercentage }} of ${colour}'s requests failed within ${settings.windowSeconds} s; ` +
      `at most ${errorRatio * 100} % may.`,
  });
}

function slowAlert(
  service: string,
  colour: Colour,
  context: AlertContext,
  { averageMs, ...settings }: WatchSettings,
): AlertRule {
  const { whole, recent, enough } = stretches(service, colour, context, settings);
  const average = ({ totalMs, timed }: typeof whole): string => `${totalMs} / ${timed} > ${averageMs}`;
  return alert(releaseAlertNames.slow, { severity: "critical", service, colour }, context, {
    expr: `${average(whole)} and ${average(recent)} and ${whole.timed} >= ${enough}`,
    for: patience,
    summary: `${service}: ${colour} is slow`,
    description:
      `${colour} took {{ $value | humanize }} ms on average within ${settings.windowSeconds} s; ` +
      `at most ${averageMs} ms are allowed.`,
  });
}

/**
 * Unready for longer than a pod may take to start, while requests are sent to the colour. Nodes are replaced in maintenance
 * windows, and pods with them, so there it is silent; what users notice of it, the alerts on errors and time still tell.
 */
function unreadyAlert(
  service: string,
  colour: Colour,
  context: AlertContext,
  settings: WatchSettings,
): AlertRule {
  const { recent } = stretches(service, colour, context, settings);
  const of = (series: string): string =>
    `sum(${series}{namespace="${context.namespace}",deployment="${service}-${colour}"})`;
  return alert(releaseAlertNames.unready, { severity: "critical", service, colour }, context, {
    expr:
      `${of(deploymentSeries.desired)} - ${of(deploymentSeries.ready)} > 0 and ${recent.requests} > 0` +
      ` unless on() ${maintenanceSeries}{namespace="${context.namespace}"}`,
    for: `${settings.readinessGraceSeconds / 60}m`,
    summary: `${service}: ${colour} has unready pods`,
    description:
      `{{ $value }} of ${colour}'s pods are unready, longer than the ${settings.readinessGraceSeconds} s ` +
      "that a pod may take to start.",
  });
}

/** What the whole window and its end count, and the requests below which nothing is said. */
function stretches(
  service: string,
  colour: Colour,
  { namespace }: AlertContext,
  {
    windowSeconds,
    recentSeconds,
    minimumRequests,
  }: Pick<WatchSettings, "windowSeconds" | "recentSeconds" | "minimumRequests">,
) {
  return {
    whole: colourAnswers(namespace, service, colour, `${windowSeconds}s`),
    recent: colourAnswers(namespace, service, colour, `${recentSeconds}s`),
    enough: minimumRequests,
  };
}
