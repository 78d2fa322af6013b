import type { PlatformConfig } from "../../config/model";
import { configMap, readSource } from "../../config/source";
import { ownKeys, readConfig } from "../../config/stack-file";

/** What a stack file says; nothing for one that has problems, which are told elsewhere. */
export function configOf(text: string): PlatformConfig | undefined {
  const { document } = readSource(text);
  return document && readConfig(ownKeys(configMap(document))).config;
}
