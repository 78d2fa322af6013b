import { scalingRates, targetUtilisation } from "../../components/service/autoscaling";
import type { Size } from "../../components/service/size";

/** The controller's own numbers. Source: kube-controller-manager, `--horizontal-pod-autoscaler-*`, which EKS leaves alone. */
export const controller = { syncSeconds: 15, tolerance: 0.1 } as const;

/** What the controller sees when it looks. */
export interface Sight {
  /** Pods that it last asked for. */
  readonly replicas: number;
  /** Of those, the ones that are ready. */
  readonly ready: number;
  /** Use of processors by a ready pod, as a share of its request. */
  readonly cpu: number;
  /** Series, each with what one pod stands for. */
  readonly signals: readonly { readonly value: number; readonly perReplica: number }[];
}

interface Change {
  readonly at: number;
  readonly pods: number;
}

/**
 * The arithmetic of Kubernetes' autoscaler with the rates of ours, one look at a time. Source: kubernetes/kubernetes,
 * pkg/controller/podautoscaler, horizontal.go and replica_calculator.go at 1.35.
 */
export class Autoscaler {
  readonly #recommended: Change[] = [];
  readonly #added: Change[] = [];
  readonly #removed: Change[] = [];

  constructor(private readonly size: Size) {}

  /** Pods that it asks for, having looked at a time in seconds. */
  look(at: number, sight: Sight): number {
    const { replicas } = sight;
    const wanted = Math.max(byCpu(sight), ...sight.signals.map((signal) => bySignal(sight, signal)));
    const steady = this.#stabilised(at, replicas, wanted);
    const next = Math.min(this.size.max, Math.max(this.size.min, this.#limited(at, replicas, steady)));
    if (next > replicas) this.#added.push({ at, pods: next - replicas });
    if (next < replicas) this.#removed.push({ at, pods: replicas - next });
    return next;
  }

  /** Down only to the most that it asked for in the window; up at once. */
  #stabilised(at: number, replicas: number, wanted: number): number {
    const { windowSeconds } = scalingRates.in;
    this.#recommended.push({ at, pods: wanted });
    const recent = this.#recommended.filter((one) => one.at > at - windowSeconds).map(({ pods }) => pods);
    return wanted >= replicas ? wanted : Math.min(replicas, Math.max(...recent));
  }

  #limited(at: number, replicas: number, wanted: number): number {
    const { out, in: inwards } = scalingRates;
    const since = (changes: readonly Change[], seconds: number): number =>
      changes.filter((one) => one.at > at - seconds).reduce((sum, { pods }) => sum + pods, 0);
    const before = ({ periodSeconds }: { readonly periodSeconds: number }): number =>
      replicas - since(this.#added, periodSeconds) + since(this.#removed, periodSeconds);
    const start = before(out);
    const most = Math.max(start + out.pods, Math.ceil(start * (1 + out.percent / 100)));
    const fewest = before(inwards) - inwards.pods;
    return wanted > replicas
      ? Math.max(replicas, Math.min(wanted, most))
      : Math.min(replicas, Math.max(wanted, fewest));
  }
}

function isTolerated(ratio: number): boolean {
  return Math.abs(ratio - 1) <= controller.tolerance;
}

/** Pods that are not ready yet count as idle where more are wanted, so that those under way are not asked for twice. */
function byCpu({ replicas, ready, cpu }: Sight): number {
  const ratio = (cpu * 100) / targetUtilisation.cpu;
  if (isTolerated(ratio)) return replicas;
  if (ratio < 1 || ready === replicas) return Math.ceil(ratio * ready);
  const damped = (ratio * ready) / replicas;
  return isTolerated(damped) || damped < 1 ? replicas : Math.ceil(damped * replicas);
}

function bySignal({ replicas }: Sight, { value, perReplica }: Sight["signals"][number]): number {
  return isTolerated(value / (perReplica * replicas)) ? replicas : Math.ceil(value / perReplica);
}
