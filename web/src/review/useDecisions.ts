import { useCallback, useMemo, useRef } from "react";
import { api, body, type Correction, type Turn } from "../api/client";
import { asApiError } from "../api/errors";
import { withCorrection } from "../conversation/turns";
import { tracker } from "../performance/tracker";
import { tell, tellFailure } from "../ui/toast";
import { type Decision, decided, restoring } from "./decided";
import { History, isWritten, reversalOf, type Step } from "./history";
import { isAsSeen, Overtaken, Refusals } from "./refusals";
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

const NOT_WRITTEN = "Your words were not stored; they are still in their field.";

interface Sending {
  /** The turn as it was when the person decided. */
  readonly before: Turn;
  readonly work: (revision: number | undefined) => Promise<Turn>;
  /** The correction that was decided, as it was; undefined where it is about the whole text. */
  readonly one?: Correction;
  /** As it shall be. */
  readonly wanted?: Correction;
  /** What is said when it is not stored. */
  readonly unstored?: string | undefined;
}

/**
 * Decides corrections: seen at once, stored by the server, undoable. What is decided about one turn is sent
 * one after the other, each with the revision that the one before has made. Where somebody else was faster at
 * another correction of the turn, both decisions hold; where at the same one, theirs does.
 */
export function useDecisions(conversationId: string, board: () => DecisionBoard | null) {
  const chains = useRef(new Map<string, Promise<unknown>>());
  const history = useRef(new History()).current;
  const refusals = useRef(new Refusals()).current;

  const read = useCallback(
    (turnId: string) =>
      body(
        api.GET("/api/v1/conversations/{id}/turns/{turn_id}", {
          params: { path: { id: conversationId, turn_id: turnId } },
        }),
      ),
    [conversationId],
  );

  /** Sends a decision, and once more where others have changed the turn, but not what was decided here. */
  const sent = useCallback(
    async ({ before, work, one, wanted }: Sending, revision: number): Promise<Turn> => {
      try {
        return await work(revision);
      } catch (failure) {
        if (one === undefined || asApiError(failure).status !== 409) {
          throw failure;
        }
        const now = await read(before.turn_id);
        const other = now.metadata.corrections.find(({ id }) => id === one.id);
        if (other !== undefined && wanted !== undefined && isAsSeen(wanted, other)) {
          return now; // both have decided alike
        }
        if (other === undefined || !isAsSeen(one, other)) {
          throw new Overtaken(now, other);
        }
        return work(now.revision);
      }
    },
    [read],
  );

  /** Sends what changes a turn when all before it was answered; whether it was stored. */
  const queued = useCallback(
    (sending: Sending) => {
      const { before, one, unstored } = sending;
      const { turn_id: turnId } = before;
      const send = async () => {
        const shown = board();
        try {
          shown?.put(await sent(sending, shown.find(turnId)?.revision ?? before.revision));
          refusals.stored();
          return true;
        } catch (failure) {
          if (failure instanceof Overtaken) {
            shown?.replace(failure.now);
          } else {
            shown?.replace(before);
            shown?.refresh();
          }
          if (unstored !== undefined && !(failure instanceof Overtaken)) {
            tellFailure(unstored, failure);
          } else {
            refusals.tell(before, one, failure);
          }
          return false;
        }
      };
      const stored = (chains.current.get(turnId) ?? Promise.resolve()).then(send);
      chains.current.set(turnId, stored);
      return stored;
    },
    [board, sent, refusals],
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
      const wanted = decided(one, decision, corrected);
      board()?.replace(withCorrection(turn, wanted));
      tracker.untilShown("ui.correction_highlight", from);
      const work = (revision?: number) => store(turnId, correctionId, decision, corrected, revision);
      return { turn, one, stored: queued({ before: turn, work, one, wanted, unstored }) };
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
      void queued({ before: board()?.find(was.turn_id) ?? was, work });
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
      const unstored = decision === "modify" ? NOT_WRITTEN : undefined;
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
