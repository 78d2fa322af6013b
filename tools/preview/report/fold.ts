import { add, total, type Component, type Counts } from "./component";

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

/** Folds the leaves that stand deepest, which say the least of the whole. The topmost always stay. */
export function foldDeepest(root: Component): Component {
  const level = deepest(root);
  const inside = (component: Component, at: number): Component => {
    const leaves = component.children.filter(({ children }) => children.length === 0 && at === level);
    const others = component.children.filter((child) => !leaves.includes(child));
    return { ...absorb(component, leaves), children: others.map((child) => inside(child, at + 1)) };
  };
  return level === 1 ? root : inside(root, 1);
}

/**
 * Shows by one how all siblings of its kind are built: the largest stays open, the first where several are, and each other
 * becomes a line. Of these regions the first is twice as large as the second:
 *
 *     us-east-1   Region            us-east-1   Region
 *     ├─ cart     Service           ├─ cart     Service
 *     └─ orders   Service     →     └─ orders   Service
 *     us-west-2   Region            us-west-2   Region
 *     └─ cart     Service
 *
 * Twins are looked for from the top: where a component has some, all that is beside or beneath the open one stays as it is.
 */
export function foldTwins(component: Component): Component {
  const twins = twinsIn(component);
  if (twins.length === 0) return { ...component, children: component.children.map(foldTwins) };
  const others = twins.flatMap(allButLargest);
  const children = component.children.map((child) => (others.includes(child) ? collapse(child) : child));
  return { ...component, children };
}

/** Whether {@link foldTwins} folds anything. */
export function hasTwins(component: Component): boolean {
  return twinsIn(component).length > 0 || component.children.some(hasTwins);
}

/** The children that have children, by kind, for each kind of which there are several. */
function twinsIn({ children }: Component): (readonly Component[])[] {
  const open = children.filter((child) => child.children.length > 0);
  const kinds = [...new Set(open.map(({ kind }) => kind))];
  return kinds.map((kind) => open.filter((child) => child.kind === kind)).filter(({ length }) => length > 1);
}

function allButLargest(siblings: readonly Component[]): Component[] {
  const most = Math.max(...siblings.map(size));
  const largest = siblings.find((sibling) => size(sibling) === most);
  return siblings.filter((sibling) => sibling !== largest);
}

/** Managed resources in a component and beneath it. */
function size({ own, children }: Component): number {
  return children.reduce((sum, child) => sum + size(child), total(own));
}

/** A component with all beneath it folded into it. */
function collapse(component: Component): Component {
  return { ...absorb(component, component.children.map(collapse)), children: [] };
}

/** How many components without children there are, by kind; the topmost always stay, and do not count. */
function leafKinds(root: Component): Counts {
  const kinds = ({ children }: Component): string[] =>
    children.flatMap((child) => (child.children.length > 0 ? kinds(child) : [child.kind]));
  return add(...root.children.flatMap(kinds).map((kind) => ({ [kind]: 1 })));
}

/** The level of the deepest components, where the topmost stand on the first. */
function deepest({ children }: Component): number {
  const levels = ({ children: below }: Component): number => 1 + Math.max(0, ...below.map(levels));
  return Math.max(1, ...children.map(levels));
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
