import { add, type Component, type Counts } from "./component";

/** Leaves of one kind from which on they are numerous. */
const numerous = 13;

/** Folds the components that say nothing of themselves and have nobody beneath them who does. */
export function foldSilent(root: Component): Component {
  return foldLeaves(root, ({ summary }) => summary === undefined);
}

/** Folds the kinds of which there are more than a dozen leaves. */
export function foldNumerous(root: Component): Component {
  const counts = leafKinds(root);
  return foldLeaves(root, ({ kind }) => (counts[kind] ?? 0) >= numerous);
}

/**
 * Folds one kind of leaf: of those that stand deepest, which say the least of the whole, the most numerous, and of several
 * the first by name. Without a leaf nothing changes.
 */
export function foldMostNumerous(root: Component): Component {
  const counts = leafKinds(root, deepest(root));
  const [most] = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most === undefined ? root : foldLeaves(root, ({ kind }) => kind === most[0]);
}

/**
 * How many components without children there are, by kind; the topmost always stay, and do not count.
 *
 * @param from - Level from which on they count; the topmost stand on the first.
 */
function leafKinds(root: Component, from = 2): Counts {
  const kinds = ({ children }: Component, level: number): string[] =>
    children.flatMap((child) =>
      child.children.length > 0 ? kinds(child, level + 1) : level >= from ? [child.kind] : [],
    );
  return add(...kinds(root, 1).map((kind) => ({ [kind]: 1 })));
}

/** The level of the deepest components, where the topmost stand on the first; never less than the second. */
function deepest({ children }: Component): number {
  const levels = ({ children: below }: Component): number => 1 + Math.max(0, ...below.map(levels));
  return Math.max(2, ...children.map(levels));
}

function foldLeaves(root: Component, wanted: (leaf: Component) => boolean): Component {
  const inside = (component: Component): Component => {
    const children = component.children.map(inside);
    const goes = (child: Component) => child.children.length === 0 && wanted(child);
    return {
      ...absorb(component, children.filter(goes)),
      children: children.filter((child) => !goes(child)),
    };
  };
  return { ...root, children: root.children.map(inside) };
}

/** A component with the counts of some of its leaves. */
function absorb(component: Component, leaves: readonly Component[]): Component {
  return {
    ...component,
    own: add(component.own, ...leaves.map(({ own }) => own)),
    folded: add(component.folded, ...leaves.map(({ kind, folded }) => add({ [kind]: 1 }, folded))),
  };
}
