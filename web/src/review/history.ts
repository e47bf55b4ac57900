import type { Correction, Turn } from "../api/client";

/** Something that was decided in this visit, and how it is taken back. */
export interface Step {
  readonly turnId: string;
  /** Absent where a text was written anew. */
  readonly correctionId?: string;
  readonly takeBack: () => void;
}

const BY_PEOPLE = "person.edit";

/** Whether a person wrote it, in place of what the cleaner had made; taken back, it is gone. */
export const isWritten = (one: Correction): boolean => one.rule === BY_PEOPLE;

/** The latest decision first to be taken back; what was refused, or taken back otherwise, is no longer in it. */
export class History {
  private steps: Step[] = [];

  add(step: Step): void {
    this.steps.push(step);
  }

  last(): Step | undefined {
    return this.steps.at(-1);
  }

  remove(step: Step): void {
    this.steps = this.steps.filter((one) => one !== step);
  }

  forget(turnId: string, correctionId: string): void {
    this.steps = this.steps.filter((one) => one.turnId !== turnId || one.correctionId !== correctionId);
  }
}

/** What has to happen so that a turn reads as before a person wrote its text anew. */
export interface Reversal {
  /** Corrections by the person whose undoing puts the cleaner's back. */
  readonly undone: readonly Correction[];
  /** Corrections of the cleaner that were decided by the way, as they were. */
  readonly restored: readonly Correction[];
  /** Where what a person wrote before was overwritten: the whole text. */
  readonly text: string | null;
}

const isSame = (a: Correction, b: Correction): boolean =>
  a.id === b.id && a.rule === b.rule && a.corrected === b.corrected;

export function reversalOf(before: Turn, after: Turn): Reversal {
  const had = before.metadata.corrections;
  const has = after.metadata.corrections;
  const isIn = (list: readonly Correction[]) => (one: Correction) => list.some((other) => isSame(one, other));
  if (!had.filter(isWritten).every(isIn(has))) {
    return { undone: [], restored: [], text: before.cleaned_text };
  }
  return {
    undone: has.filter((one) => isWritten(one) && !isIn(had)(one)),
    restored: had.filter(
      (one) =>
        !isWritten(one) &&
        has.some((now) => now.id === one.id && now.rule === one.rule && now.state !== one.state),
    ),
    text: null,
  };
}
