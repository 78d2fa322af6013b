import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { AnyMadeStore } from "../../config/model";
import { residencyTags, retentionTag } from "../backup/retention";
import { tags, type Estate } from "../lib/estate";
import { recoveryTag } from "../recovery/objectives";
import type { StoreRegion } from "./store-region";
import type { WindowsByKind } from "./windows";

/** What a region offers to stores, and who is in it. */
export interface StoreGround {
  /** Name of the region. */
  readonly region: string;
  /** Provider of the region. */
  readonly provider: aws.Provider;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Range of that network. */
  readonly cidr: string;
  /** Zones, in the order of the subnets. */
  readonly zones: readonly string[];
  /** Subnets of stores, in the order of the zones. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Ranges of these subnets. */
  readonly ranges: readonly string[];
  /** Security group of the cluster's nodes and pods. */
  readonly podGroupId: pulumi.Input<string>;
  /** When AWS works on its stores. */
  readonly windows: WindowsByKind;
  /** What its stores share. */
  readonly shared: StoreRegion;
}

/** What a store in one region must be told, whatever its kind. */
export interface MemberArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** What the region offers. */
  readonly ground: StoreGround;
  /** Ranges of other regions' networks, whose pods reach the store when writes go to this region. */
  readonly callers: readonly string[];
}

/** What a component of a store in one region has as inputs: everything that is plain data. */
export function memberInputs({ ground }: Pick<MemberArgs, "ground">, store: AnyMadeStore): object {
  return { region: ground.region, store: store.name };
}

/** Tags of a store in one region: besides the common ones, what it holds and how soon it must be back. */
export function storeTags(
  estate: Estate,
  region: string,
  name: string,
  { holds, tier, permitted }: AnyMadeStore,
): Record<string, string> {
  return {
    ...tags(estate, region, name),
    [retentionTag]: holds,
    [recoveryTag]: tier,
    ...residencyTags(permitted),
  };
}
