import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, notApplicable, type Verdict } from "../../lib/verdict";

const clusterType = "aws:eks/cluster:Cluster";

/** Where each kind that starts instances says whether a volume is encrypted. */
const volumes: Readonly<Record<string, (properties: Value) => readonly Value[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
    template
      .at("blockDeviceMappings")
      .items()
      .filter((mapping) => mapping.state === "unknown" || mapping.at("ebs").present)
      .map((mapping) => mapping.at("ebs", "encrypted")),
  "aws:ec2/instance:Instance": (instance) =>
    [...instance.at("rootBlockDevice").items(), ...instance.at("ebsBlockDevices").items()].map((device) =>
      device.at("encrypted"),
    ),
};

/** What a node keeps on its disks is unreadable without a key. */
export const nodeVolumes = defineStackRule({
  name: "encryption-node-volumes",
  title: "Volumes of nodes are encrypted",
  description:
    "A region with a cluster must encrypt new volumes by default, and an instance or a launch template must encrypt each volume that it names.",
  severity: "high",
  controls: [
    control("CIS AWS", "5.1.1", "Volumes are encrypted by default in every region."),
    control("AWS FSBP", "EC2.7", "Volumes are encrypted by default."),
    control("AWS FSBP", "EC2.3", "Volumes that are attached are encrypted."),
    control("PCI DSS", "3.5.1", "Stored card data is unreadable without the key."),
  ],
  remediation: [
    "Declare `aws.ebs.EncryptionByDefault` with the provider of the cluster's region.",
    "Set `ebs.encrypted` in each block device mapping, or leave the mapping out.",
  ],
  types: [...Object.keys(volumes), clusterType],
  check(resource, stack) {
    if (resource.type === clusterType) return isDefaultOfRegion(resource, stack);
    const flags = volumes[resource.type]?.(resource.properties) ?? [];
    if (flags.length === 0) return notApplicable("its volumes are as the region's default is");
    return allOf(...flags.map(isOn));
  },
});

function isDefaultOfRegion({ provider }: LinkedResource, stack: Stack): Verdict {
  const defaults = stack.ofTypes(["aws:ebs/encryptionByDefault:EncryptionByDefault"]);
  const own = defaults.filter((one) => one.provider === provider);
  if (own.length === 0)
    return fail(
      "new volumes of its region are not encrypted by default; allowed: one EncryptionByDefault in each region with a cluster; declare it",
    );
  const demand = { allowed: "true, which is also the default", fix: "remove enabled" };
  const isUnsetOrTrue = (content: unknown): boolean => content === undefined || content === true;
  return allOf(...own.map(({ properties }) => must(properties.at("enabled"), isUnsetOrTrue, demand)));
}

/** A launch template writes its flags as texts. */
function isOn(flag: Value): Verdict {
  const demand = { allowed: "true", fix: `set ${flag.path} to true` };
  return must(flag, (content) => content === true || content === "true", demand);
}
