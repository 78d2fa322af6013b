import type { Access } from "../../../config/model";
import { tenantGroup } from "../../tenant/names";

/** The tag of an access entry that says what it grants. A policy lets nobody be administrator whose entry does not say so. */
export const grantTag = "grants";

/** What {@link grantTag} says of an administrator of the whole cluster. */
export const adminGrant = "admin";

/** What an access entry grants, in a word: a permission, or a tenant's group. */
export function grantText({ grant }: Access): string {
  return grant.kind === "tenant" ? tenantGroup(grant.tenant) : grant.permission;
}
