import { addressPlan, isNetworkPrefix } from "../../components/region/network/address-plan";
import { podDemand, podRoomWithoutZone } from "../../components/region/network/pod-room";
import { profiles } from "../profiles";
import { defaultZones } from "../resolve/regions";
import type { Check } from "./check";

/** At the ceilings of all services, every pod of a region finds an address, also while one of its zones is lost (R40). */
export const podsFit: Check = ({ regions, services, environment }) => {
  const profile = profiles[environment ?? "development"];
  const scalings = Object.values(services.entries).map(({ scaling = profile.scaling }) => scaling);
  return Object.entries(regions.entries).flatMap(([name, region]) => {
    const { cidr, zones = defaultZones(name) } = region;
    if (cidr === undefined || !isNetworkPrefix(Number(cidr.split("/")[1]))) return [];
    const ranges = addressPlan(cidr, zones).map((zone) => zone.private);
    const [asked, room] = [podDemand(scalings), podRoomWithoutZone(ranges)];
    if (asked <= room) return [];
    return [
      {
        path: `social-commerce:regions.${name}.cidr`,
        found: `${cidr}, while the services scale to ${asked} pods there`,
        allowed: `a range for as many pods: this one has room for ${room} with one of ${zones.length} zones lost`,
        remedy:
          "lower the scaling.max of services; a network that is there cannot grow, so more room is another region",
      },
    ];
  });
};
