import { ControlPlane } from "../support/control-plane";

/** Starts a control plane, says its process ids, and holds it until the process ends, however that happens. */
const plane = new ControlPlane("held", "eu-central-1");
void plane.start().then(() => {
  process.stdout.write(`${JSON.stringify(plane.pids)}\n`);
});
