import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { releaseGuardHook } from "../../../components/service/release-hook";
import { Service } from "../../../components/service/service";
import { releaseWatchHook } from "../../../components/service/watch-hook";
import { record } from "../../support/recorder";
import { guarded } from "../../support/samples";

jest.mock("../../../components/service/release-hook", () => {
  const actual = jest.requireActual<object>("../../../components/service/release-hook");
  return { ...actual, releaseGuardHook: jest.fn((actual as Record<string, () => unknown>).releaseGuardHook) };
});
jest.mock("../../../components/service/watch-hook", () => {
  const actual = jest.requireActual<object>("../../../components/service/watch-hook");
  return { ...actual, releaseWatchHook: jest.fn((actual as Record<string, () => unknown>).releaseWatchHook) };
});

test("The guard and the watch of one service in one region share their notes, and nobody else's", async () => {
  await record(() => {
    const provider = new kubernetes.Provider("kubernetes", {});
    const namespace = new kubernetes.core.v1.Namespace("namespace", {}, { provider });
    const estate = { environment: "staging", owner: "shop" } as const;
    const wiring = { variables: {}, secrets: [], storeEgress: [], otherEgress: [] };
    const where = { wiring, readsSecrets: false, isWriter: false };
    const rest = { ...where, domain: "shop.example.com", registry: "registry.example.com" };
    for (const name of ["one", "two"])
      new Service(
        name,
        { ...guarded(), ...rest, estate, signingKey: pulumi.secret("key"), placement: { namespace } },
        { providers: [provider] },
      );
  });
  const guards = jest.mocked(releaseGuardHook).mock.calls.map(([, { notes }]) => notes);
  const watches = jest.mocked(releaseWatchHook).mock.calls.map(([, { notes }]) => notes);
  expect(guards).toHaveLength(2);
  for (const [index, notes] of guards.entries()) expect(watches[index]).toBe(notes);
  expect(guards[0]).not.toBe(guards[1]);
});
