import { type Component, type Counts, total } from "./component";
import { width } from "./style";

/** One line of a tree: a component, or, without a name, what is beneath the one above by kind. */
export interface Row {
  /** The lines that join a component to its parent. */
  readonly guide: string;
  readonly name: string;
  readonly kind: string;
  /** Number of managed resources; empty where the kinds are counted in a line of their own. */
  readonly resources: string;
  readonly text: string;
}

/**
 * The lines of a tree. The root is in the heading of the report; only what stands directly in it has a line.
 *
 * @param kinds - True for a second line under each component that counts what is beneath it by kind.
 */
export function rowsOf(root: Component, kinds: boolean): Row[] {
  const rows = root.children.flatMap((child) => below(child, child.name, "", kinds));
  if (total(root.own) === 0) return rows;
  return [{ ...blank, text: `outside components: ${kindList(root.own, width - 24)}` }, ...rows];
}

const blank: Row = { guide: "", name: "", kind: "", resources: "", text: "" };

function below(component: Component, name: string, guide: string, kinds: boolean): Row[] {
  const { kind, summary = "", children, own } = component;
  const last = children.length - 1;
  const rows = children.flatMap((child, index) => {
    const [branch, trunk] = index === last ? ["└─ ", "   "] : ["├─ ", "│  "];
    const inner = below(child, shortName(child.name, component.name), `${guide}${trunk}`, kinds);
    return inner.map((row, line) => (line === 0 ? { ...row, guide: `${guide}${branch}` } : row));
  });
  const count = total(own);
  const head = { ...blank, guide, name, kind, text: summary };
  if (!kinds || count === 0) return [{ ...head, resources: count === 0 ? "" : String(count) }, ...rows];
  const under = `${guide}${last >= 0 ? "│  " : "   "}`;
  return [head, { ...blank, guide: under, text: contents(component, width - under.length - 2) }, ...rows];
}

/** Names repeat the names above them, because a URN holds only the types of its ancestors. */
export function shortName(name: string, parent: string): string {
  return name.startsWith(`${parent}-`) ? name.slice(parent.length + 1) : name;
}

function contents({ own, folded }: Component, columns: number): string {
  const into = sorted(folded).map(([kind, number]) => `${number} ${kind}`);
  const prefix =
    into.length === 0 ? "" : `in ${into.slice(0, 2).join(", ")}${into.length > 2 ? ", …" : ""}: `;
  return `${prefix}${kindList(own, columns - prefix.length)}`;
}

/** As many kinds as fit, the most numerous first, and how many are left out. */
function kindList(counts: Counts, columns: number): string {
  const items = sorted(counts).map(([kind, number]) => `${number} ${kind}`);
  for (let kept = items.length; kept > 1; kept--) {
    const rest = items.length - kept;
    const line = [...items.slice(0, kept), ...(rest === 0 ? [] : [`${rest} more kinds`])].join(" · ");
    if (line.length <= columns) return line;
  }
  return items[0] ?? "";
}

function sorted(counts: Counts): [string, number][] {
  return Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
