import { targetUtilisation } from "../../components/service/autoscaling";
import type { Size } from "../../components/service/size";
import { Autoscaler, controller } from "./autoscaler";

/** What a service goes through. */
export interface Scenario {
  /** Replicas between which it scales. */
  readonly size: Size;
  /** Requests a second that one replica answers well: those at 70 % of its processor. */
  readonly requestsPerReplica: number;
  /** Requests a second that users make, at a time in seconds. */
  readonly demand: (second: number) => number;
  /** Replicas that a calendar wants, at a time in seconds. @default none */
  readonly floor?: (second: number) => number;
  /** Pods for which room is kept on running nodes. */
  readonly headroom: number;
  /** Time until it ends, in seconds. */
  readonly seconds: number;
  /** Seconds by which the looks of the controller come after the scrapes. */
  readonly phase: number;
}

/** One second of a scenario. */
export interface Second {
  /** Replicas that are asked for. */
  readonly replicas: number;
  /** Of those, the ones that answer. */
  readonly ready: number;
  /** Requests that came, and those of them that found no replica with time for them. */
  readonly asked: number;
  readonly unmet: number;
}

/** How long things take, in seconds. What is assumed is assumed on the long side of what others measured. */
export const delays = {
  /** Between two readings of a series, and between two evaluations of a rule. */
  scrape: 15,
  /** The stretch over which the rate of requests is counted. */
  rateWindow: 60,
  /** The stretch over which metrics-server measures use: between two readings of a kubelet. Assumed. */
  cpuWindow: 30,
  /** From the autoscaler's word until a container runs on a node with room. Assumed: the image is there, or small. */
  place: 5,
  /** From a container's start until its pod gets requests: the probe's first question, or the one after it. */
  ready: 40,
  /** Until a node that is asked for takes pods. Assumed for EKS Auto Mode, of which AWS names no time; Karpenter's take 45 to 90 s. */
  node: 90,
} as const;

/** Runs a scenario from a steady state, second by second. No randomness: the same scenario is the same run. */
export function simulate(scenario: Scenario): Second[] {
  const { size, requestsPerReplica, demand, floor = () => 0, seconds, phase } = scenario;
  const steady = Math.min(size.max, Math.max(size.min, Math.ceil(demand(0) / requestsPerReplica)));
  const capacity = (requestsPerReplica * 100) / targetUtilisation.cpu;
  const autoscaler = new Autoscaler(size);
  const pods = new Pods(steady, scenario.headroom);
  const run: Second[] = [];
  const seen = new Readings(run, capacity);
  for (let second = 0; second < seconds; second += 1) {
    if (second % controller.syncSeconds === phase) {
      const signals = [
        { value: seen.rate(second, demand(0)), perReplica: requestsPerReplica },
        { value: floor(second - (second % delays.scrape)), perReplica: 1 },
      ];
      const { replicas } = pods;
      const ready = pods.ready(second);
      pods.resize(second, autoscaler.look(second, { replicas, ready, cpu: seen.cpu(second), signals }));
    }
    const ready = pods.ready(second);
    const asked = demand(second);
    run.push({ replicas: pods.replicas, ready, asked, unmet: Math.max(0, asked - ready * capacity) });
  }
  return run;
}

/** What has been measured: always something of the past. */
class Readings {
  constructor(
    private readonly run: readonly Second[],
    private readonly capacity: number,
  ) {}

  /** Requests answered a second: scraped once, evaluated up to a scrape later, over the window of the rule. */
  rate(now: number, before: number): number {
    const end = Math.max(0, now - (now % delays.scrape) - delays.scrape);
    const missing = Math.max(0, delays.rateWindow - end);
    const answered = this.#sum(end - delays.rateWindow, end, ({ asked, unmet }) => asked - unmet);
    return (answered + missing * before) / delays.rateWindow;
  }

  /** Use of a ready pod's processor as a share of its request, which is taken for all that it gets on a full node. */
  cpu(now: number): number {
    const end = now - (now % delays.scrape);
    const window = this.run.slice(Math.max(0, end - delays.cpuWindow), end);
    if (window.length === 0) return targetUtilisation.cpu / 100;
    const used = window.map(({ asked, unmet, ready }) => (asked - unmet) / (ready * this.capacity));
    return used.reduce((sum, one) => sum + one, 0) / window.length;
  }

  #sum(from: number, to: number, of: (second: Second) => number): number {
    return this.run.slice(Math.max(0, from), to).reduce((sum, second) => sum + of(second), 0);
  }
}

/** Pods by the second from which they answer, and the room that is kept for more. */
class Pods {
  #from: number[];
  /** Seconds from which each kept place is free. */
  #room: number[];

  constructor(count: number, headroom: number) {
    this.#from = Array.from({ length: count }, () => 0);
    this.#room = Array.from({ length: headroom }, () => 0);
  }

  get replicas(): number {
    return this.#from.length;
  }

  ready(now: number): number {
    return this.#from.filter((from) => from <= now).length;
  }

  resize(now: number, replicas: number): void {
    while (this.#from.length < replicas)
      this.#from.push(now + this.#waitForRoom(now) + delays.place + delays.ready);
    // Those that are not ready yet go first, as Kubernetes has it.
    this.#from.sort((one, other) => one - other);
    this.#from.length = replicas;
  }

  /** A kept place is taken at once, and kept anew on the next node; without one, the pod waits for its node. */
  #waitForRoom(now: number): number {
    const free = this.#room.findIndex((from) => from <= now);
    if (free === -1) return delays.node;
    this.#room[free] = now + delays.node;
    return 0;
  }
}
