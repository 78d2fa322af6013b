import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import { fail, pass, undecided } from "../../lib/verdict";

const fewestZones = 3;

/** A cluster outlives a zone, with two to spare it. */
export const clusterZones = defineStackRule({
  name: "compliance-cluster-zones",
  title: "Clusters span three zones",
  description: "An EKS cluster must have subnets in at least three availability zones.",
  severity: "high",
  controls: [
    control("NIST SP 800-53", "CP-10", "What fails with a zone is there in another."),
    control("ISO 27001", "A.8.14", "Facilities are redundant enough for what must be available."),
    control("SOC 2", "A1.2", "Infrastructure meets its objectives of availability."),
  ],
  remediation: ["Hand the cluster a private subnet in each of three zones of its region."],
  types: ["aws:eks/cluster:Cluster"],
  check(cluster, stack) {
    const sources = cluster.sources.vpcConfig ?? [];
    const subnets = stack.ofTypes(["aws:ec2/subnet:Subnet"]).filter(({ urn }) => sources.includes(urn));
    const zones = subnets.map(({ properties }) => properties.at("availabilityZone"));
    const known = new Set(zones.flatMap(({ content }) => (typeof content === "string" ? [content] : [])));
    if (known.size >= fewestZones) return pass;
    const sentence = `vpcConfig.subnetIds are in ${known.size} zones; allowed: at least ${fewestZones}; add a subnet in another`;
    const isOpen = subnets.length === 0 || zones.some(({ content }) => content === undefined);
    return isOpen ? undecided(`${sentence}, unless those that are not known yet are`) : fail(sentence);
  },
});
