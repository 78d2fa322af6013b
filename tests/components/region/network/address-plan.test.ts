import fc from "fast-check";

import {
  addressPlan,
  clusterServiceRange,
  longestNetworkPrefix,
  shortestNetworkPrefix,
  zoneSlots,
} from "../../../../components/region/network/address-plan";

/** A range as its first and last address. Written for the tests, so that the plan is not checked by itself. */
interface Span {
  readonly first: bigint;
  readonly last: bigint;
}

function span(cidr: string): Span {
  const [address = "", prefix = ""] = cidr.split("/");
  const value = address.split(".").reduce((total, octet) => (total << 8n) | BigInt(octet), 0n);
  const hostBits = 32n - BigInt(prefix);
  if ((value >> hostBits) << hostBits !== value) throw new RangeError(`${cidr} does not start a range`);
  return { first: value, last: value + (1n << hostBits) - 1n };
}

const overlaps = (left: Span, right: Span): boolean => left.first <= right.last && right.first <= left.last;
const contains = (outer: Span, inner: Span): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

const text = (address: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");

/** Networks inside 10.0.0.0/8, /16 to /18. */
const network = fc
  .tuple(fc.integer({ min: shortestNetworkPrefix, max: longestNetworkPrefix }), fc.nat(0xffff_ffff))
  .map(([prefix, seed]) => {
    const hostBits = 32n - BigInt(prefix);
    const address = (10n << 24n) | (BigInt(seed) & 0xff_ffffn);
    return `${text((address >> hostBits) << hostBits)}/${prefix}`;
  });

const zoneNames = ["a", "b", "c", "d"];
const zones = fc.integer({ min: 1, max: zoneSlots }).map((count) => zoneNames.slice(0, count));

const subnets = (cidr: string, names: readonly string[]): string[] =>
  addressPlan(cidr, names).flatMap((plan) => [plan.private, plan.public, plan.data]);

const disjoint = (spans: readonly Span[]): boolean =>
  spans.every((one, index) => spans.slice(index + 1).every((other) => !overlaps(one, other)));

describe("The address plan of a region", () => {
  test("is, for the production network, what the documentation says", () => {
    expect(addressPlan("10.16.0.0/16", ["us-east-1a", "us-east-1b", "us-east-1c"])).toEqual([
      { zone: "us-east-1a", private: "10.16.0.0/19", public: "10.16.32.0/22", data: "10.16.36.0/22" },
      { zone: "us-east-1b", private: "10.16.64.0/19", public: "10.16.96.0/22", data: "10.16.100.0/22" },
      { zone: "us-east-1c", private: "10.16.128.0/19", public: "10.16.160.0/22", data: "10.16.164.0/22" },
    ]);
    expect(addressPlan("192.168.192.0/18", ["a"])).toEqual([
      { zone: "a", private: "192.168.192.0/21", public: "192.168.200.0/24", data: "192.168.201.0/24" },
    ]);
  });

  test("lets no subnet overlap another, and keeps all inside the network", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        const spans = subnets(cidr, names).map(span);
        expect(spans).toHaveLength(names.length * 3);
        expect(disjoint(spans)).toBe(true);
        expect(spans.every((subnet) => contains(span(cidr), subnet))).toBe(true);
      }),
    );
  });

  test("moves nothing when a zone is appended", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        const before = addressPlan(cidr, names);
        expect(addressPlan(cidr, [...names, "e"].slice(0, zoneSlots)).slice(0, names.length)).toEqual(before);
      }),
    );
  });

  test("gives nodes and pods half of each zone, and every subnet a size that AWS allows", () => {
    fc.assert(
      fc.property(network, zones, (cidr, names) => {
        const prefixOf = (range: string): number => Number(range.split("/")[1]);
        for (const plan of addressPlan(cidr, names)) {
          expect(prefixOf(plan.private)).toBe(prefixOf(cidr) + 3);
          expect([prefixOf(plan.public), prefixOf(plan.data)]).toEqual([
            prefixOf(cidr) + 6,
            prefixOf(cidr) + 6,
          ]);
          expect(prefixOf(plan.data)).toBeLessThanOrEqual(28);
        }
      }),
    );
  });

  test("lets nothing overlap across regions whose networks are apart", () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 2, maxLength: 6 }), zones, (candidates, names) => {
        const apart = candidates.filter(
          (cidr, index) => !candidates.slice(0, index).some((other) => overlaps(span(cidr), span(other))),
        );
        expect(disjoint(apart.flatMap((cidr) => subnets(cidr, names)).map(span))).toBe(true);
      }),
    );
  });

  test("never meets the addresses of Kubernetes services, which are the same in every cluster", () => {
    fc.assert(
      fc.property(network, (cidr) => {
        expect(overlaps(span(cidr), span(clusterServiceRange))).toBe(false);
      }),
    );
  });
});
