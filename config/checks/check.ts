import type { Draft } from "../draft";
import type { Problem } from "../problems";

/** A rule across the fields of a stack file. It sees the parts whose shape is right, and judges only what it can see. */
export type Check = (draft: Draft) => readonly Problem[];
