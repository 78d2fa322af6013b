import proto from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../policies/rules";
import { unknown, urnOf, type Declared } from "./support/fixture";
import { buildPack, RunningPack } from "./support/pack";
import { container, deployment, pod } from "./support/pods";

// The compiled pack in its own process, over the protocol that the engine speaks.

const { EnforcementLevel } = proto;
const resourceRules = rules.filter(({ scope }) => scope === "resource");
const stackRules = rules.filter(({ scope }) => scope === "stack");

const key = (name: string, enableKeyRotation?: unknown): Declared => ({
  type: "aws:kms/key:Key",
  name,
  protect: true,
  properties: enableKeyRotation === undefined ? {} : { enableKeyRotation },
});
const bucket: Declared = {
  type: "aws:s3/bucket:Bucket",
  name: "bucket",
  protect: true,
  properties: { bucket: unknown },
};
const encryption: Declared = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "encryption",
  properties: {
    bucket: unknown,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown } }],
  },
  sources: { bucket: ["bucket"] },
};

describe("the pack", () => {
  let file: string;
  let pack: RunningPack;

  beforeAll(async () => {
    file = buildPack();
    pack = await RunningPack.start(file);
  }, 30_000);
  afterAll(async () => {
    await pack.stop();
    pack.clean();
  });

  it("offers every rule with its level, severity, controls and repair, and prints only its port", async () => {
    const info = await pack.info();
    expect(info.getName()).toBe("social-commerce");
    expect(info.getVersion()).toMatch(/^\d+\.\d+\.\d+$/);
    const offered = info.getPoliciesList().map((one) => ({
      name: one.getName(),
      description: one.getDescription(),
      controls: one.getTagsList().length,
      isMandatory: one.getEnforcementlevel() === EnforcementLevel.MANDATORY,
      hasRepair: one.getRemediationSteps().startsWith("1. "),
      framework: one.getFramework()?.getReference(),
    }));
    expect(offered).toEqual(
      rules.map(({ name, description, controls }) => ({
        name,
        description,
        controls: controls.length,
        isMandatory: true,
        hasRepair: true,
        framework: controls[0]!.id,
      })),
    );
    expect(pack.output()).toMatch(/^\d+\n$/);
  });

  it("reports both violations beside an unknown, whichever resource comes between them", async () => {
    const found = [];
    for (const one of [key("a", false), key("b", unknown), key("c", false)])
      found.push(...(await pack.analyze(one)));
    expect(found.map(({ rule, level, urn }) => [rule, level, urn])).toEqual([
      ["encryption-key-rotation", "mandatory", urnOf("a")],
      ["encryption-key-rotation", "advisory", urnOf("b")],
      ["encryption-key-rotation", "mandatory", urnOf("c")],
    ]);
    expect(found[0]!.message).toMatch(
      /^enableKeyRotation is false; allowed: true; set enableKeyRotation to true$/,
    );
    expect(found[1]!.message).toMatch(/^undecided: enableKeyRotation is not known before the update/);
  });

  it("reports both violations beside an unknown in the rules about a whole stack", async () => {
    const named = (name: string, tags: Declared["properties"]): Declared => ({
      ...bucket,
      name,
      properties: { bucket: name, tags },
    });
    const found = await pack.analyzeStack(
      named("a", {}),
      named("b", { "bucket-role": unknown }),
      named("c", {}),
    );
    const encryptionOnly = found.filter(({ rule }) => rule === "encryption-bucket-default");
    expect(encryptionOnly.map(({ level, urn }) => [level, urn])).toEqual([
      ["mandatory", urnOf("a")],
      ["advisory", urnOf("b")],
      ["mandatory", urnOf("c")],
    ]);
  });

  it("is silent about a resource that keeps every rule", async () => {
    await expect(pack.analyze(key("good", true))).resolves.toEqual([]);
    await expect(pack.analyze(deployment(pod))).resolves.toEqual([]);
  });

  it("reads the options of a resource", async () => {
    const found = await pack.analyze({ ...key("good", true), protect: false });
    expect(found.map(({ rule }) => rule)).toEqual(["retention-stateful-protected"]);
  });

  it("follows the graph to a bucket whose name is unknown", async () => {
    const found = await pack.analyzeStack(bucket, encryption);
    expect(found.map(({ rule }) => rule)).not.toContain("encryption-bucket-default");
    const strayed = await pack.analyzeStack(bucket, { ...encryption, sources: {} });
    expect(strayed).toContainEqual(
      expect.objectContaining({ rule: "encryption-bucket-default", level: "advisory" }),
    );
    const child = await pack.analyzeStack(bucket, { ...encryption, sources: {}, parent: "bucket" });
    expect(child.map(({ rule }) => rule)).not.toContain("encryption-bucket-default");
  });

  it("keeps clusters apart by their providers", async () => {
    const namespace = {
      type: "kubernetes:core/v1:Namespace",
      name: "shop",
      properties: { metadata: { name: "shop" } },
    };
    const denial = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
    const policy = {
      type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      name: "deny",
      properties: { metadata: { namespace: "shop" }, spec: denial },
    };
    const denied = async (...policies: Declared[]): Promise<unknown[]> => {
      const found = await pack.analyzeStack(namespace, deployment(pod), ...policies);
      return found.filter(({ rule }) => rule === "compliance-default-deny").map(({ urn }) => urn);
    };
    await expect(denied(policy)).resolves.toEqual([]);
    await expect(denied({ ...policy, provider: "urn:other" })).resolves.toEqual([urnOf("shop")]);
  });

  it("leaves one line of evidence for each rule and resource, even when it is killed after its last answer", async () => {
    const declared = [
      key("bad", false),
      key("open", unknown),
      key("good", true),
      deployment({ ...pod, containers: [container] }),
    ];
    const fresh = await RunningPack.start(file);
    for (const one of declared) await fresh.analyze(one);
    await fresh.analyzeStack(...declared);
    await fresh.stop();
    const lines = fresh.evidence();
    fresh.clean();
    const expected = [
      ...declared.flatMap(({ name = "subject" }) =>
        resourceRules.map((rule) => `${rule.name} ${urnOf(name)}`),
      ),
      ...stackRules.flatMap((rule) => declared.map(({ name = "subject" }) => `${rule.name} ${urnOf(name)}`)),
    ];
    expect(lines.map(({ rule, urn }) => `${rule} ${urn}`)).toEqual(expected);
    const rotation = lines.filter(({ rule }) => rule === "encryption-key-rotation");
    expect(rotation.map(({ verdict }) => verdict)).toEqual(["fail", "undecided", "pass", "not-applicable"]);
    expect(lines.every(({ level }) => level === "mandatory")).toBe(true);
    expect(rotation[0]!.message).toContain("enableKeyRotation is false");
  });
});

describe("a rule that throws", () => {
  const thing = (name: string): Declared => ({ type: "test:index:Thing", name });
  let pack: RunningPack;

  beforeAll(async () => {
    pack = await RunningPack.start(
      buildPack("index=tests/policies/support/throwing-pack.ts", ".cache/throwing-pack"),
    );
  }, 30_000);
  afterAll(async () => {
    await pack.stop();
    pack.clean();
  });

  it("is a mandatory violation of that resource, and the next rule is asked", async () => {
    const found = await pack.analyze(thing("broken"));
    expect(found.map(({ rule, level }) => [rule, level])).toEqual([
      ["compliance-throws", "mandatory"],
      ["compliance-after", "mandatory"],
    ]);
    expect(found[0]!.message).toBe("internal error, the resource was not judged: a mistake in the rule");
  });

  it("hides no other resource of a stack", async () => {
    const found = await pack.analyzeStack(thing("a"), thing("broken"), thing("c"));
    expect(found.map(({ level, urn }) => [level, urn])).toEqual([
      ["advisory", urnOf("a")],
      ["mandatory", urnOf("broken")],
      ["advisory", urnOf("c")],
    ]);
  });
});
