import { useCallback } from "react";
import { api, body, type Correction, type Schemas, type Turn } from "../api/client";
import { tell, tellFailure } from "../ui/toast";
import { type Decision, restoring, SAID } from "./decided";
import type { History, Step } from "./history";
import type { DecisionBoard } from "./useDecisions";

type Store = (turnId: string, correctionId: string, decision: Decision, corrected?: string) => Promise<Turn>;

/** Decides at once what is alike, which is one step to be taken back. */
export function useAlike(
  conversationId: string,
  board: () => DecisionBoard | null,
  history: History,
  store: Store,
  takeBack: (step: Step) => void,
) {
  const allAlike = useCallback(
    (one: Correction, decision: Decision, preview: boolean) =>
      body(
        api.POST("/api/v1/conversations/{id}/corrections/decisions", {
          params: { path: { id: conversationId } },
          body: { decision, rule: one.rule, original: one.original, preview },
        }),
      ),
    [conversationId],
  );

  /** Has those alike stand as they did: undecided, but for those that were decided one by one before. */
  const undoAlike = useCallback(
    async (one: Correction, before: readonly (readonly [turnId: string, was: Correction])[]) => {
      try {
        const { corrections } = await allAlike(one, "undo", false);
        for (const [turnId, was] of before) {
          if (was.state !== "pending") {
            const [decision, corrected] = restoring(was);
            await store(turnId, was.id, decision, corrected);
          }
        }
        tell({ title: `${SAID.undo}: ${corrections} alike` });
      } catch (failure) {
        tellFailure("Those alike were not all put back.", failure);
      }
      board()?.refresh();
    },
    [allAlike, board, store],
  );

  /** Decides all of one rule and original in this conversation; `preview` only counts them. */
  return useCallback(
    async (
      turnId: string,
      one: Correction,
      decision: "accept" | "reject",
      preview: boolean,
    ): Promise<Schemas["AlikeDecided"] | undefined> => {
      const before = (board()?.all() ?? []).flatMap((turn) =>
        turn.metadata.corrections
          .filter((each) => each.rule === one.rule && each.original === one.original)
          .map((each) => [turn.turn_id, each] as const),
      );
      try {
        const result = await allAlike(one, decision, preview);
        if (!preview) {
          board()?.refresh();
          const step: Step = { turnId, correctionId: one.id, takeBack: () => void undoAlike(one, before) };
          history.add(step);
          tell({
            title: `${SAID[decision]}: ${result.corrections} alike`,
            timeout: 8000,
            action: { label: "Undo", run: () => takeBack(step) },
          });
        }
        return result;
      } catch (failure) {
        tellFailure("Those alike were not decided.", failure);
        return undefined;
      }
    },
    [board, allAlike, undoAlike, history, takeBack],
  );
}
