import type { Correction, Schemas } from "../api/client";
import { isWritten } from "./history";

export type Decision = Schemas["Decision"];

export const SAID: Readonly<Record<Decision, string>> = {
  accept: "Accepted",
  reject: "Rejected",
  modify: "Changed",
  undo: "Undone",
};

/** A correction as it would be after a decision. */
export function decided(one: Correction, decision: Decision, corrected?: string): Correction {
  switch (decision) {
    case "accept":
      return isWritten(one)
        ? one
        : { ...one, applied: true, state: "accepted", corrected: one.decision?.suggested ?? one.corrected };
    case "reject":
      return { ...one, applied: false, state: "rejected" };
    case "modify":
      return { ...one, applied: true, state: "modified", corrected: corrected ?? one.corrected };
    case "undo":
      return {
        ...one,
        applied: one.confidence !== "LOW",
        state: "pending",
        corrected: one.decision?.suggested ?? one.corrected,
      };
  }
}

/** The decision that makes a correction again what it was. */
export function restoring(was: Correction): [decision: Decision, corrected?: string] {
  switch (was.state) {
    case "accepted":
      return ["accept"];
    case "rejected":
      return ["reject"];
    case "modified":
      return ["modify", was.corrected];
    case "pending":
      return ["undo"];
  }
}
