import { useCallback, useMemo, useRef } from "react";
import { api, body, type Correction, type Schemas, type Turn } from "../api/client";
import { withCorrection } from "../conversation/turns";
import { tracker } from "../performance/tracker";
import { tell, tellFailure } from "../ui/toast";

type Decision = Schemas["Decision"];

/** Where decisions are shown before the server has them, and taken back when it refuses. */
export interface DecisionBoard {
  /** The turn as it is known now. */
  find(turnId: string): Turn | undefined;
  /** Shows a turn, whatever is known of it. */
  replace(turn: Turn): void;
  /** Takes over what the server says. */
  put(turn: Turn): void;
  /** Reads everything anew. */
  refresh(): void;
}

interface Done {
  readonly turnId: string;
  readonly correctionId: string;
}

/** A correction as it would be after a decision. */
export function decided(one: Correction, decision: Decision, corrected?: string): Correction {
  switch (decision) {
    case "accept":
      return { ...one, applied: true, state: "accepted" };
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

const SAID: Readonly<Record<Decision, string>> = {
  accept: "Accepted",
  reject: "Rejected",
  modify: "Changed",
  undo: "Undone",
};

/**
 * Decides corrections: seen at once, stored by the server, undoable. Decisions on one turn are sent one
 * after the other, each with the revision that the one before has made.
 */
export function useDecisions(conversationId: string, board: () => DecisionBoard | null) {
  const chains = useRef(new Map<string, Promise<unknown>>());
  const history = useRef<Done[]>([]);

  const send = useCallback(
    async (
      turnId: string,
      correctionId: string,
      decision: Decision,
      corrected: string | undefined,
      before: Turn,
    ) => {
      const shown = board();
      try {
        const turn = await body(
          api.POST("/api/v1/conversations/{id}/turns/{turn_id}/corrections/{correction_id}/decision", {
            params: { path: { id: conversationId, turn_id: turnId, correction_id: correctionId } },
            body: {
              decision,
              revision: shown?.find(turnId)?.revision ?? before.revision,
              ...(corrected !== undefined && { corrected }),
            },
          }),
        );
        shown?.put(turn);
        return true;
      } catch (failure) {
        shown?.replace(before);
        shown?.refresh();
        tellFailure("The decision was not stored; it is shown as before.", failure);
        return false;
      }
    },
    [conversationId, board],
  );

  const decide = useCallback(
    (turnId: string, correctionId: string, decision: Decision, corrected?: string) => {
      const turn = board()?.find(turnId);
      const one = turn?.metadata.corrections.find((each) => each.id === correctionId);
      if (turn === undefined || one === undefined) {
        return;
      }
      const from = performance.now();
      board()?.replace(withCorrection(turn, decided(one, decision, corrected)));
      tracker.untilShown("ui.correction_highlight", from);
      if (decision !== "undo") {
        history.current.push({ turnId, correctionId });
      }
      const before = chains.current.get(turnId) ?? Promise.resolve();
      chains.current.set(
        turnId,
        before.then(() => send(turnId, correctionId, decision, corrected, turn)),
      );
    },
    [board, send],
  );

  const undo = useCallback((): Done | undefined => {
    const last = history.current.pop();
    if (last === undefined) {
      tell({
        id: "undo",
        title: "Nothing to undo",
        description: "Only decisions of this visit are undone by key.",
      });
      return undefined;
    }
    decide(last.turnId, last.correctionId, "undo");
    return last;
  }, [decide]);

  /** Decides all of one rule and original in this conversation; `preview` only counts them. */
  const alike = useCallback(
    async (
      one: Correction,
      decision: Decision,
      preview: boolean,
    ): Promise<Schemas["AlikeDecided"] | undefined> => {
      try {
        const result = await body(
          api.POST("/api/v1/conversations/{id}/corrections/decisions", {
            params: { path: { id: conversationId } },
            body: { decision, rule: one.rule, original: one.original, preview },
          }),
        );
        if (!preview) {
          board()?.refresh();
          tell({
            title: `${SAID[decision]}: ${result.corrections} alike`,
            ...(decision !== "undo" && {
              timeout: 8000,
              action: { label: "Undo", run: () => void alike(one, "undo", false) },
            }),
          });
        }
        return result;
      } catch (failure) {
        tellFailure("Those alike were not decided.", failure);
        return undefined;
      }
    },
    [conversationId, board],
  );

  return useMemo(() => ({ decide, undo, alike }), [decide, undo, alike]);
}

export type Decisions = ReturnType<typeof useDecisions>;
