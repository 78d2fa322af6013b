import { minuteOf } from "../../config/calendar/recurrence";
import { weekdays, type OffHours } from "../../config/model";

const hoursOfWeek = 168;
const minutesOfHour = 60;

/**
 * Share of the week in which the services have no pods, in percent, rounded down: of the cost of the nodes that carry
 * nothing but them, that much is saved. Nodes go some minutes after the pods. Nothing else is cheaper: control planes,
 * operators and their nodes, NAT, endpoints, load balancers and stores run on.
 */
export function percentOff({ wakes, sleeps, days }: OffHours): number {
  const awake = (days.length * (minuteOf(sleeps) - minuteOf(wakes))) / minutesOfHour;
  return Math.floor((100 * (hoursOfWeek - awake)) / hoursOfWeek);
}

/** When something happens each of the days, as Kubernetes writes it: minute, hour, and the days by number. */
export function schedule(time: string, days: OffHours["days"]): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const numbers = weekdays.flatMap((day, number) => (days.includes(day) ? [number] : []));
  return `${minute} ${hour} * * ${numbers.join(",")}`;
}
