import type { Correction, Turn } from "../api/client";

/** A correction that is looked at. Its id names its place in the turn, the rule what was made there. */
export interface PickedCorrection {
  readonly turnId: string;
  readonly id: string;
  readonly rule: string;
}

/** With what it is drawn on, which is looked up once its turn is in the document. */
export interface Picked extends PickedCorrection {
  readonly anchor: Element | null;
}

export const isPicked = (picked: PickedCorrection | null, turnId: string, one: Correction): boolean =>
  picked !== null && picked.turnId === turnId && picked.id === one.id && picked.rule === one.rule;

/** The correction that was picked, as it is now; undefined when it is no longer there. */
export const correctionOf = (turn: Turn | undefined, picked: PickedCorrection): Correction | undefined =>
  turn?.metadata.corrections.find((one) => isPicked(picked, turn.turn_id, one));
