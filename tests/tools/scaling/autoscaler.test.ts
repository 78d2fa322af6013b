import { Autoscaler, type Sight } from "../../../tools/scaling/autoscaler";

const sight = (replicas: number, more: Partial<Sight> = {}): Sight => ({
  replicas,
  ready: replicas,
  cpu: 0.7,
  signals: [],
  ...more,
});
const asks = (value: number, perReplica = 1) => ({ signals: [{ value, perReplica }] });
const wide = { min: 1, max: 100 };

describe("The autoscaler's arithmetic", () => {
  test.each([
    // replicas, sight → replicas
    ["keeps what is at its target", 10, {}, 10],
    ["tolerates nearly a tenth more", 10, { cpu: 0.769 }, 10],
    ["adds by what is above that, rounded up", 10, { cpu: 0.78 }, 12],
    ["takes the most that any metric asks for", 10, { cpu: 0.8, ...asks(15) }, 15],
    ["shares a series out", 10, asks(1201, 100), 13],
    ["tolerates a tenth of a series", 24, asks(25), 24],
    ["counts pods that are not ready as idle", 10, { ready: 5, cpu: 1 }, 10],
    ["doubles at most", 10, asks(100), 20],
    ["adds two at least", 1, asks(100), 3],
  ] as const)("%s", (_, replicas, more, wanted) => {
    expect(new Autoscaler(wide).look(0, sight(replicas, more))).toBe(wanted);
  });

  test("stays within its bounds", () => {
    expect(new Autoscaler({ min: 3, max: 8 }).look(0, sight(6, asks(100)))).toBe(8);
    expect(new Autoscaler({ min: 3, max: 8 }).look(0, sight(3, { cpu: 0.1 }))).toBe(3);
  });

  test("adds again when a minute has passed, from where it then is", () => {
    const autoscaler = new Autoscaler(wide);
    expect(autoscaler.look(0, sight(4, asks(100)))).toBe(8);
    expect(autoscaler.look(45, sight(8, asks(100)))).toBe(8);
    expect(autoscaler.look(60, sight(8, asks(100)))).toBe(16);
  });

  test("removes one in ten minutes, ten minutes after it last wanted more", () => {
    const autoscaler = new Autoscaler(wide);
    let replicas = autoscaler.look(0, sight(10));
    const gone: number[] = [];
    for (let at = 15; at <= 1900; at += 15) {
      const next = autoscaler.look(at, sight(replicas, { cpu: 0.2 }));
      if (next < replicas) gone.push(at);
      replicas = next;
    }
    expect(gone).toEqual([600, 1200, 1800]);
    expect(replicas).toBe(7);
  });
});
