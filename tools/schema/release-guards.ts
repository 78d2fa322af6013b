import type { Problem } from "../../config/problems";
import type { Guard, Moment } from "../../guards/guard";
import { releaseGuards } from "../../guards/release";
import { guardExamples } from "./guard-examples";

const moments: Readonly<Record<Moment, string>> = {
  file: "stack file",
  migration: "migration",
  pods: "pods",
  route: "route",
};

/** The reference page of the guards, out of the table that decides. */
export function releaseGuardsPage(): string {
  const names = Object.keys(releaseGuards) as (keyof typeof releaseGuards)[];
  return [
    "# Guards of a release",
    "",
    "Written by `npm run schema` out of `guards/release.ts`; a test fails when it is stale.",
    "",
    "One table of pure functions, asked at four moments: when a **stack file** is checked; before a **migration** is made;",
    "before **pods** are made or made anew, and before a **route** is made or changed. The last three are asked by a",
    "resource hook in `pulumi preview`, in `pulumi up`, and in `npm run preview -- --against …`. A guard that needs to see",
    "something of a cluster is asked in `pulumi up` alone, and says so in a preview; how the rest works together,",
    "[releases](../releases.md) tell.",
    "",
    "Whatever the code, every step towards the `stable` colour passes in an edit of its own.",
    "",
    "| code | refuses | asked before | needs to see |",
    "| --- | --- | --- | --- |",
    ...names.map((name) => row(releaseGuards[name])),
    ...names.flatMap((name) => section(name, releaseGuards[name])),
    "",
  ].join("\n");
}

function row({ code, refuses, asked, needs = "" }: Guard): string {
  const when = asked.map((moment) => moments[moment]).join(", ");
  return `| [${code}](#${code.toLowerCase()}) | ${refuses} | ${when} | ${needs} |`;
}

function section(name: keyof typeof releaseGuards, { code, remedy, judge }: Guard): string[] {
  const { release, step, observed } = guardExamples[name];
  const [problem] = judge(release, step, observed);
  return ["", `## ${code}`, "", remedy, "", "```text", ...(problem ? lines(problem) : []), "```"];
}

function lines({ path, found, allowed, remedy }: Problem): string[] {
  return [path, `  found    ${found}`, `  allowed  ${allowed}`, `  do       ${remedy}`];
}
