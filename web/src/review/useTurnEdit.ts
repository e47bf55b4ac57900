import { useCallback, useMemo, useState } from "react";
import { api, body, type Turn } from "../api/client";
import { tell, tellFailure } from "../ui/toast";
import type { DecisionBoard, Decisions } from "./useDecisions";

const BY_PEOPLE = "person.edit";

const idsOf = (turn: Turn): string[] =>
  turn.metadata.corrections.filter((one) => one.rule === BY_PEOPLE).map((one) => one.id);

/** Writing a turn's text anew, and having a turn cleaned again that failed. */
export function useTurnEdit(conversationId: string, board: () => DecisionBoard | null, decisions: Decisions) {
  const [editing, setEditing] = useState<string | null>(null);

  const save = useCallback(
    async (turn: Turn, text: string): Promise<boolean> => {
      const before = new Set(idsOf(turn));
      try {
        const now = await body(
          api.PUT("/api/v1/conversations/{id}/turns/{turn_id}/cleaned-text", {
            params: { path: { id: conversationId, turn_id: turn.turn_id } },
            body: { cleaned_text: text, revision: board()?.find(turn.turn_id)?.revision ?? turn.revision },
          }),
        );
        board()?.put(now);
        setEditing(null);
        const made = idsOf(now).filter((id) => !before.has(id));
        tell({
          id: `edit-${turn.turn_id}`,
          title: `Turn ${turn.seq} reads as you wrote it`,
          ...(made.length > 0 && {
            timeout: 8000,
            action: {
              label: "Undo",
              run: () => {
                for (const id of made) {
                  decisions.decide(turn.turn_id, id, "undo");
                }
              },
            },
          }),
        });
        return true;
      } catch (failure) {
        tellFailure("Your text was not stored; it is still in its field.", failure);
        return false;
      }
    },
    [conversationId, board, decisions],
  );

  const retry = useCallback(
    async (turn: Turn): Promise<void> => {
      try {
        await body(
          api.POST("/api/v1/conversations/{id}/turns/{turn_id}/retry", {
            params: { path: { id: conversationId, turn_id: turn.turn_id } },
          }),
        );
        board()?.replace({ ...turn, status: "queued" });
      } catch (failure) {
        tellFailure("The turn was not taken up again.", failure);
      }
    },
    [conversationId, board],
  );

  const edits = useMemo(() => ({ setEditing, save, retry }), [save, retry]);
  return { editing, edits };
}
