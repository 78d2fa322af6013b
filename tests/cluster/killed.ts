import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

import { buildSync } from "esbuild";

import type { ProxyExporter } from "../support/exporter";
import { runFolder } from "./support/orphans";
import { ended, namespace, seconds, share, steady, west, type Shop } from "./support/release";
import { runs } from "./support/tools";
import { until } from "./support/wait";

// As deep below the project as the source of what it bundles.
const program = join(runs, "programs/watch.js");

/** The alert waits three minutes. */
const slow = 400_000;

/**
 * What becomes of a step whose watch ends with its process: nothing takes it back, and nothing takes it for watched.
 * Returns the test of the alert, which takes minutes, so that others run meanwhile.
 */
export function killedWatch(shop: Shop, killed: string, measured: string[]): () => void {
  let alert: Promise<string> | undefined;

  describe("a watch that is killed", () => {
    let made: Promise<ProxyExporter> | undefined;
    const exporter = (): Promise<ProxyExporter> => (made ??= shop.report(killed, steady));
    beforeAll(() => {
      buildSync({
        entryPoints: [join(__dirname, "programs/watch.ts")],
        ...{ outfile: program, bundle: true, packages: "external", platform: "node" },
      });
    });
    afterAll(() => {
      rmSync(program, { force: true });
    });

    it.each(["SIGINT", "SIGKILL"] as const)(
      "by %s leaves the new weights, and the next step is refused",
      async (signal) => {
        const proxy = await exporter();
        const oldInputs = shop.engine.sent(killed, "west");
        await shop.up(killed, { greenPercent: 10 }, { ...west, watched: false });
        await killWatch(signal, watchedFile(shop, killed, oldInputs));
        expect([await shop.green(killed), await shop.watchedMark(killed)]).toEqual([10, share(0)]);
        const further = await ended(shop.up(killed, { greenPercent: 50 }, west));
        expect(further.thrown).toContain("(REL-19)");
        expect(await shop.green(killed)).toBe(10);
        if (signal === "SIGKILL") {
          proxy.change({ ...steady, failing: 0.4 });
          alert = firing(shop, `ReleaseErrorsHigh ${killed} green`);
          return;
        }
        await goesBack();
      },
    );
  });

  return () => {
    describe("a step whose watch was killed", () => {
      it(
        "is made good by the alert of an unwatched shift, and by going back",
        async () => {
          const after = await alert;
          measured.push(`40 % failing, and nobody watches: the alert fires after ${after} s`);
          expect(after).toMatch(/^\d+\.\d$/);
          expect(await shop.green(killed)).toBe(10);
          await goesBack();
        },
        slow,
      );
    });
  };

  async function goesBack(): Promise<void> {
    await shop.up(killed, { greenPercent: 0 }, west);
    expect([await shop.green(killed), await shop.watchedMark(killed)]).toEqual([0, share(0)]);
  }
}

/** Seconds until an alert fires in the region of the first wave, or why it did not. */
function firing(shop: Shop, alert: string): Promise<string> {
  const since = Date.now();
  const look = async (): Promise<string[]> =>
    (await shop.prometheus.get("west")!.firing()).includes(alert) ? [] : [`${alert} does not fire`];
  return until("the alert", look, { seconds: 300, every: 1000 }).then(
    () => seconds(since),
    (error: unknown) => String(error),
  );
}

/** Starts the watch of a step in a process of its own, and ends that when it has looked. */
async function killWatch(signal: NodeJS.Signals, file: string): Promise<void> {
  const child = spawn(process.execPath, [program, file], {
    // Jest's own copy of the environment is not what a child inherits.
    env: { ...process.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    await once(createInterface(child.stdout), "line");
    // It has looked at the pods and asked Prometheus.
    await pause(12_000);
    child.kill(signal);
    expect(await exited).toEqual([null, signal]);
  } finally {
    child.kill("SIGKILL");
  }
}

/** What the child watches. */
function watchedFile(shop: Shop, killed: string, oldInputs: object): string {
  const file = join(runFolder(), "watched.json");
  const connection = { kind: "context", context: "kind-west" };
  const watched = {
    ...{ service: shop.configOf(killed, { greenPercent: 10 }), region: "west", namespace },
    ...{ watch: { connection, userPercent: 50 }, notes: { changes: {} } },
    ...{ oldInputs, newInputs: shop.engine.sent(killed, "west") },
  };
  writeFileSync(file, JSON.stringify(watched));
  return file;
}
