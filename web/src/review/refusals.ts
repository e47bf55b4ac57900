import type { Correction, Turn } from "../api/client";
import { sentence } from "../api/errors";
import { tell } from "../ui/toast";

/** Somebody else has decided the same correction first, or written over it. */
export class Overtaken extends Error {
  constructor(
    /** The turn as it is now. */
    readonly now: Turn,
    /** The correction as it is now; undefined where it is gone. */
    readonly one: Correction | undefined,
  ) {
    super("overtaken");
  }
}

/** Whether a correction stands as somebody saw it who has decided it. */
export const isAsSeen = (seen: Correction, now: Correction): boolean =>
  seen.rule === now.rule && seen.corrected === now.corrected && seen.state === now.state;

const SHOWN = 40;
const TOLD_MS = 9000;

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What was decided, as a person finds it again: “office” in turn 3. */
function placeOf({ seq }: Turn, one: Correction | undefined): string {
  const words = one?.original.trim() || one?.corrected.trim();
  return words ? `“${short(words)}” in turn ${seq}` : `turn ${seq}`;
}

const THEIRS: Readonly<Record<NonNullable<Correction["state"]>, string>> = {
  pending: "It is undecided now.",
  accepted: "They have accepted it.",
  rejected: "They have rejected it.",
  modified: "They have written something else there.",
};

function theirs(one: Correction | undefined): string {
  return one === undefined ? "It was written over." : THEIRS[one.state ?? "pending"];
}

/** Tells of decisions that were not stored: of each by its place, of several in a row by their number. */
export class Refusals {
  private inRow = 0;
  private last = 0;

  /** One was stored, so that those before it are another matter. */
  stored(): void {
    this.inRow = 0;
  }

  tell(turn: Turn, one: Correction | undefined, failure: unknown): void {
    if (failure instanceof Overtaken) {
      tell({
        id: `overtaken-${turn.turn_id}-${one?.id}`,
        title: `Somebody else was faster at ${placeOf(turn, one)}`,
        description: `${theirs(failure.one)} Your decision was not stored.`,
        type: "warn",
        timeout: TOLD_MS,
      });
      return;
    }
    const now = Date.now();
    this.inRow = now - this.last < TOLD_MS ? this.inRow + 1 : 1;
    this.last = now;
    tell({
      id: "undecided",
      title:
        this.inRow === 1
          ? `The decision on ${placeOf(turn, one)} was not stored`
          : `${this.inRow} decisions were not stored, the last on ${placeOf(turn, one)}`,
      description: `${this.inRow === 1 ? "It is" : "They are"} shown as before. ${sentence(failure)}`,
      type: "bad",
      timeout: TOLD_MS,
    });
  }
}
