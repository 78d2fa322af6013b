import type { Colour } from "../../config/model";
import type { ColourChange, Weights } from "../../guards/facts";

/**
 * What the hooks of one service in one region tell each other: they run in the program's process, and a run has its
 * own. The engine hands a hook the old and the new inputs of one resource only.
 */
export interface RunNotes {
  /** What changes of each colour, as far as the engine has asked. */
  readonly changes: Partial<Record<Colour, ColourChange>>;
  /** Weights of the live route before its update; nothing where the guard did not see them. */
  served?: Weights | undefined;
}
