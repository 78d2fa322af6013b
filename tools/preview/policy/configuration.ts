import {
  type AnalyzerInfo,
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
  type PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Run } from "../engine/run";

/** Levels and settings of every rule as the engine sends them when no configuration file is given: its defaults. */
export function configureRequest(info: AnalyzerInfo): ConfigureAnalyzerRequest {
  const request = new ConfigureAnalyzerRequest();
  const initial = info.getInitialconfigMap();
  for (const policy of info.getPoliciesList()) {
    const own = initial.get(policy.getName());
    const settings = { ...schemaDefaults(policy), ...own?.getProperties()?.toJavaScript() };
    const config = new PolicyConfig()
      .setEnforcementlevel(own?.getEnforcementlevel() ?? policy.getEnforcementlevel())
      .setProperties(Struct.fromJavaScript(settings));
    request.getPolicyconfigMap().set(policy.getName(), config);
  }
  return request;
}

function schemaDefaults(policy: PolicyInfo): Record<string, string> {
  const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  const entries = Object.entries(properties as Record<string, { default?: string } | null>);
  return Object.fromEntries(
    entries.flatMap(([name, schema]) => (schema?.default === undefined ? [] : [[name, schema.default]])),
  );
}

/** What a pack may know about the stack. */
export function configureStackRequest({ project, stack, config }: Run): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest()
    .setProject(project.name)
    .setStack(stack)
    .setOrganization("organization")
    .setDryRun(true)
    .setConfigSecretKeysList([...config.secretKeys]);
  for (const [key, value] of Object.entries(config.values)) request.getConfigMap().set(key, value);
  return request;
}
