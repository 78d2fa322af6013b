import { meshStageLabel } from "../../../components/mesh/mesh-namespace";
import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { meshModes } from "../../lib/mesh";
import { helmReleaseType } from "../../lib/namespace";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

/** A mesh that takes what comes in the clear proves nothing; one that is on its way says so by its stage. */
export const meshStrict = defineStackRule({
  name: "encryption-mesh-strict",
  title: "A mesh takes nothing in the clear",
  description:
    "Where the agents of a mesh are installed, the whole mesh must ask for mutual TLS, unless it is labelled with a stage before that.",
  severity: "high",
  controls: [
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("HIPAA", "164.312(e)(1)", "Health data is guarded in transmission."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
    control("NIST SP 800-53", "SC-23", "Both ends of a connection prove who they are."),
  ],
  remediation: ["Set `features.mesh: strict`, after permissive has shown no errors (docs/mesh.md)."],
  types: [helmReleaseType],
  check(release, stack) {
    const name = release.properties.at("name");
    if (name.state === "unknown") return undecided(`${name.path} is not known before the update`);
    if (name.content !== "ztunnel") return notApplicable("it is no agent of a mesh");
    const modes = meshModes(release, stack);
    if (modes.length === 0)
      return fail(
        "no PeerAuthentication of the same provider is the whole mesh's; allowed: one with the mode STRICT; declare it",
      );
    const one =
      modes.length === 1
        ? pass
        : fail(`${modes.length} PeerAuthentications are the whole mesh's; allowed: one; remove the others`);
    return allOf(one, ...modes.map(isStrictOrOnItsWay));
  },
});

/** Every stage but the last is a step on the way: the stack file says so, by name. */
function isStrictOrOnItsWay({ properties }: LinkedResource): Verdict {
  const stage = properties.at("metadata", "labels", meshStageLabel);
  const mode = properties.at("spec", "mtls", "mode");
  const before = must(stage, (content) => content === "installed" || content === "permissive", {
    allowed: "installed or permissive, where the mode is PERMISSIVE",
    fix: "set features.mesh",
  });
  return anyOf(mustBe(mode, "STRICT"), allOf(mustBe(mode, "PERMISSIVE"), before));
}
