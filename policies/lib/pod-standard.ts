import { must, mustBe, mustBeSet, mustInclude, mustNotBeTrue, type Demand } from "./condition";
import { containersOf } from "./pod";
import type { Value } from "./value";
import { allOf, pass, type Verdict } from "./verdict";

/** Volumes that the restricted standard allows; anything else reaches the node or somebody else's storage. */
const allowedVolumes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const profiles = ["RuntimeDefault", "Localhost"];

/** SELinux types that the baseline standard allows. */
const seLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/** Kernel settings that act on one pod only, as the baseline standard lists them. */
const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

/** The restricted Pod Security Standard, and a root filesystem that nobody can write to. */
export function meetsRestrictedStandard(pod: Value): Verdict {
  return allOf(
    mustBeSet(pod.at("containers"), { allowed: "at least one container", fix: "declare the containers" }),
    ...["hostNetwork", "hostPID", "hostIPC"].map((key) => mustNotBeTrue(pod.at(key))),
    ...pod.at("volumes").items().map(volumeIsAllowed),
    ...pod.at("securityContext", "sysctls").items().map(sysctlIsSafe),
    contextIsConfined(pod.at("securityContext")),
    ...containersOf(pod).map((container) => containerIsRestricted(container, pod.at("securityContext"))),
  );
}

function containerIsRestricted(container: Value, podContext: Value): Verdict {
  const context = container.at("securityContext");
  return allOf(
    mustBe(context.at("runAsNonRoot").or(podContext.at("runAsNonRoot")), true),
    mustBe(context.at("allowPrivilegeEscalation"), false),
    mustBe(context.at("readOnlyRootFilesystem"), true),
    mustNotBeTrue(context.at("privileged")),
    mustInclude(context.at("capabilities", "drop"), ["ALL"]),
    ...context.at("capabilities", "add").items().map(capabilityIsAllowed),
    seccompIsOn(context.at("seccompProfile", "type").or(podContext.at("seccompProfile", "type"))),
    unsetOr(context.at("procMount"), ["Default"]),
    contextIsConfined(context),
    ...container
      .at("ports")
      .items()
      .map((port) => unsetOr(port.at("hostPort"), [0])),
  );
}

/** What a pod's and a container's security context have in common. */
function contextIsConfined(context: Value): Verdict {
  return allOf(
    must(context.at("runAsUser"), (content) => content !== 0, {
      allowed: "any user but 0",
      fix: "remove runAsUser or set it to the number of an unprivileged user",
    }),
    mustNotBeTrue(context.at("windowsOptions", "hostProcess")),
    unsetOr(context.at("appArmorProfile", "type"), profiles),
    unsetOr(context.at("seLinuxOptions", "type"), seLinuxTypes),
    unsetOr(context.at("seLinuxOptions", "user"), [""]),
    unsetOr(context.at("seLinuxOptions", "role"), [""]),
  );
}

function seccompIsOn(type: Value): Verdict {
  return must(type, (content) => profiles.includes(String(content)), {
    allowed: profiles.join(" or "),
    fix: "set seccompProfile: { type: RuntimeDefault } on the pod",
  });
}

function capabilityIsAllowed(capability: Value): Verdict {
  return must(capability, (content) => content === "NET_BIND_SERVICE", {
    allowed: "NET_BIND_SERVICE",
    fix: "remove the capability",
  });
}

function sysctlIsSafe(sysctl: Value): Verdict {
  return must(sysctl.at("name"), (content) => safeSysctls.includes(String(content)), {
    allowed: safeSysctls.join(", "),
    fix: "remove the setting",
  });
}

/** The key that is present names the kind of a volume, and that is decidable whatever it holds. */
function volumeIsAllowed(volume: Value): Verdict {
  const demand: Demand = { allowed: allowedVolumes.join(", "), fix: "use one of those kinds of volume" };
  if (allowedVolumes.some((kind) => volume.at(kind).present && volume.state === "known")) return pass;
  return must(volume, () => false, demand);
}

function unsetOr(value: Value, allowed: readonly (number | string)[]): Verdict {
  const names = allowed.filter((one) => one !== "").map(String);
  const demand = { allowed: ["not set", ...names].join(" or "), fix: `remove ${value.path}` };
  return must(value, (content) => content === undefined || allowed.some((one) => one === content), demand);
}
