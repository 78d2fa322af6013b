import fc from "fast-check";
import ipaddr from "ipaddr.js";

import { clusterServiceRange } from "../../../../components/region/network/address-plan";
import { Network } from "../../../../components/region/network/network";
import { record } from "../../../support/recorder";
import { account, awsGround, estate } from "../../../support/samples";

// Each network is recorded as a whole, and a busy machine takes its time.
jest.setTimeout(120_000);

/** A region as a stack file could have it. */
interface Sketch {
  readonly region: string;
  readonly cidr: string;
  readonly zones: readonly string[];
}

const regionNames = ["us-east-1", "us-west-2", "eu-central-1", "af-south-1", "ap-south-1"];

/** Regions with ranges that do not meet, because each takes the start of a /16 of its own. */
const sketches = fc
  .tuple(
    fc.shuffledSubarray(regionNames, { minLength: 2, maxLength: 3 }),
    fc.shuffledSubarray([...Array(256).keys()], { minLength: 4, maxLength: 4 }),
    fc.array(fc.tuple(fc.integer({ min: 16, max: 18 }), fc.integer({ min: 2, max: 3 })), {
      minLength: 3,
      maxLength: 3,
    }),
  )
  .map(([names, seconds, sizes]) =>
    names.map((region, index): Sketch => {
      const [prefix, count] = sizes[index]!;
      const zones = ["a", "b", "c", "d"].slice(0, count).map((letter) => `${region}${letter}`);
      return { region, cidr: `10.${seconds[index]!}.0.0/${prefix}`, zones };
    }),
  );

interface Subnet {
  readonly region: string;
  readonly zone: string;
  readonly cidr: string;
}

/** The subnets that the components make of some regions, by name. */
async function subnetsOf(regions: readonly Sketch[]): Promise<Map<string, Subnet>> {
  const { resources } = await record(() => {
    for (const { region, cidr, zones } of regions) {
      const ground = { ...awsGround, cidr, zones, interfaceEndpoints: false };
      new Network(`${region}-network`, { estate, account, region, ground });
    }
  });
  return new Map(
    resources
      .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
      .map(({ name, inputs }) => {
        const zone = inputs.availabilityZone as string;
        return [name, { region: zone.slice(0, -1), zone, cidr: inputs.cidrBlock as string }];
      }),
  );
}

const meet = (left: string, right: string): boolean => {
  const [a, b] = [ipaddr.IPv4.parseCIDR(left), ipaddr.IPv4.parseCIDR(right)];
  return a[0].match(b[0], Math.min(a[1], b[1]));
};

// A recording takes a tenth of a second and more; the address plan by itself is asked for many more regions.
const runs = { numRuns: 3 };

describe("The networks of any regions", () => {
  test("are subnets that are legal, inside their network, and meet nobody's", async () => {
    await fc.assert(
      fc.asyncProperty(sketches, async (regions) => {
        const subnets = [...(await subnetsOf(regions)).values()];
        expect(subnets).toHaveLength(regions.reduce((sum, { zones }) => sum + 3 * zones.length, 0));
        for (const [index, { region, zone, cidr }] of subnets.entries()) {
          const own = regions.find((sketch) => sketch.region === region)!;
          const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
          expect(own.zones).toContain(zone);
          expect(address.match(ipaddr.IPv4.parseCIDR(own.cidr))).toBe(true);
          expect(ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()).toBe(address.toString());
          // What AWS allows: /16 to /28.
          expect(prefix >= 16 && prefix <= 28).toBe(true);
          expect(meet(cidr, clusterServiceRange)).toBe(false);
          expect(subnets.slice(index + 1).filter((other) => meet(cidr, other.cidr))).toEqual([]);
        }
      }),
      runs,
    );
  });

  test("stay where they are when a region comes, when one goes, and when one gets a zone", async () => {
    await fc.assert(
      fc.asyncProperty(sketches, async (regions) => {
        const [first, ...others] = regions;
        const { region, zones } = first!;
        const before = await subnetsOf(regions);
        const fewer = await subnetsOf(others);
        for (const [name, subnet] of fewer) expect(before.get(name)).toEqual(subnet);
        const next = `${region}${"abcd"[zones.length]!}`;
        const wider = await subnetsOf([{ ...first!, zones: [...zones, next] }, ...others]);
        for (const [name, subnet] of before) expect(wider.get(name)).toEqual(subnet);
        expect(wider.size).toBe(before.size + 3);
        expect(fewer.size).toBe(before.size - 3 * zones.length);
      }),
      runs,
    );
  });
});
