import { useCallback, useMemo, useRef } from "react";
import { api, body, type Correction, type Turn } from "../api/client";
import { withCorrection } from "../conversation/turns";
import { tracker } from "../performance/tracker";
import { tell, tellFailure } from "../ui/toast";
import { type Decision, decided, restoring } from "./decided";
import { History, isWritten, reversalOf, type Step } from "./history";
import { useAlike } from "./useAlike";

/** Where decisions are shown before the server has them, and taken back when it refuses. */
export interface DecisionBoard {
  /** The turn as it is known now. */
  find(turnId: string): Turn | undefined;
  /** All turns as they are known now. */
  all(): readonly Turn[];
  /** Shows a turn, whatever is known of it. */
  replace(turn: Turn): void;
  /** Takes over what the server says. */
  put(turn: Turn): void;
  /** Reads everything anew. */
  refresh(): void;
}

const NOT_STORED = "The decision was not stored; it is shown as before.";
const NOT_WRITTEN = "Your words were not stored; they are still in their field.";

/**
 * Decides corrections: seen at once, stored by the server, undoable. What is decided about one turn is sent
 * one after the other, each with the revision that the one before has made.
 */
export function useDecisions(conversationId: string, board: () => DecisionBoard | null) {
  const chains = useRef(new Map<string, Promise<unknown>>());
  const history = useRef(new History()).current;

  /** Sends what changes a turn when all before it was answered; whether it was stored. */
  const queued = useCallback(
    (
      turnId: string,
      work: (revision: number | undefined) => Promise<Turn>,
      before: Turn,
      unstored = NOT_STORED,
    ) => {
      const send = async () => {
        const shown = board();
        try {
          shown?.put(await work(shown.find(turnId)?.revision ?? before.revision));
          return true;
        } catch (failure) {
          shown?.replace(before);
          shown?.refresh();
          tellFailure(unstored, failure);
          return false;
        }
      };
      const sent = (chains.current.get(turnId) ?? Promise.resolve()).then(send);
      chains.current.set(turnId, sent);
      return sent;
    },
    [board],
  );

  const store = useCallback(
    (turnId: string, correctionId: string, decision: Decision, corrected?: string, revision?: number) =>
      body(
        api.POST("/api/v1/conversations/{id}/turns/{turn_id}/corrections/{correction_id}/decision", {
          params: { path: { id: conversationId, turn_id: turnId, correction_id: correctionId } },
          body: {
            decision,
            ...(revision !== undefined && { revision }),
            ...(corrected !== undefined && { corrected }),
          },
        }),
      ),
    [conversationId],
  );

  /** Decides without a place in the history; undefined where there is nothing to decide. */
  const carryOut = useCallback(
    (turnId: string, correctionId: string, decision: Decision, corrected?: string, unstored?: string) => {
      const turn = board()?.find(turnId);
      const one = turn?.metadata.corrections.find((each) => each.id === correctionId);
      if (turn === undefined || one === undefined) {
        return undefined;
      }
      const from = performance.now();
      board()?.replace(withCorrection(turn, decided(one, decision, corrected)));
      tracker.untilShown("ui.correction_highlight", from);
      const work = (revision?: number) => store(turnId, correctionId, decision, corrected, revision);
      return { turn, one, stored: queued(turnId, work, turn, unstored) };
    },
    [board, queued, store],
  );

  const restore = useCallback(
    (turnId: string, was: Correction) => carryOut(turnId, was.id, ...restoring(was)),
    [carryOut],
  );

  /** Has a turn read as it did, where only its whole text says how. */
  const rewrite = useCallback(
    (was: Turn) => {
      const path = { id: conversationId, turn_id: was.turn_id };
      const work = (revision?: number) =>
        body(
          api.PUT("/api/v1/conversations/{id}/turns/{turn_id}/cleaned-text", {
            params: { path },
            body: { cleaned_text: was.cleaned_text, ...(revision !== undefined && { revision }) },
          }),
        );
      void queued(was.turn_id, work, board()?.find(was.turn_id) ?? was);
    },
    [conversationId, board, queued],
  );

  /** Decides; whether that was stored. */
  const decide = useCallback(
    async (
      turnId: string,
      correctionId: string,
      decision: Decision,
      corrected?: string,
    ): Promise<boolean> => {
      const unstored = decision === "modify" ? NOT_WRITTEN : NOT_STORED;
      const done = carryOut(turnId, correctionId, decision, corrected, unstored);
      if (done === undefined) {
        return false;
      }
      if (decision === "undo") {
        history.forget(turnId, correctionId);
        return done.stored;
      }
      const { turn, one } = done;
      const isGone = decision === "reject" && isWritten(one);
      const step: Step = {
        turnId,
        correctionId,
        takeBack: () => (isGone ? rewrite(turn) : void restore(turnId, one)),
      };
      history.add(step);
      const stored = await done.stored;
      if (!stored) {
        history.remove(step);
      }
      return stored;
    },
    [carryOut, restore, rewrite, history],
  );

  const takeBack = useCallback(
    (step: Step) => {
      history.remove(step);
      step.takeBack();
    },
    [history],
  );

  const undo = useCallback((): Step | undefined => {
    const last = history.last();
    if (last === undefined) {
      tell({
        id: "undo",
        title: "Nothing to undo",
        description: "Only decisions of this visit are undone by key.",
      });
    } else {
      takeBack(last);
    }
    return last;
  }, [history, takeBack]);

  /** Remembers that a text was written anew; what takes it back. */
  const wrote = useCallback(
    (before: Turn, after: Turn): (() => void) => {
      const { turn_id: turnId } = before;
      const { undone, restored, text } = reversalOf(before, after);
      const step: Step = {
        turnId,
        takeBack: () => {
          if (text !== null) {
            rewrite(before);
          }
          for (const one of undone) {
            carryOut(turnId, one.id, "undo");
          }
          for (const one of restored) {
            restore(turnId, one);
          }
        },
      };
      history.add(step);
      return () => takeBack(step);
    },
    [history, rewrite, carryOut, restore, takeBack],
  );

  const alike = useAlike(conversationId, board, history, store, takeBack);
  return useMemo(() => ({ decide, undo, alike, wrote }), [decide, undo, alike, wrote]);
}

export type Decisions = ReturnType<typeof useDecisions>;
