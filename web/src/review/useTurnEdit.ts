import { useCallback, useMemo, useRef, useState } from "react";
import { api, body, type Turn } from "../api/client";
import { asApiError } from "../api/errors";
import { tell, tellFailure } from "../ui/toast";
import type { DecisionBoard, Decisions } from "./useDecisions";

/** Writing a turn's text anew, and having a turn cleaned again that failed. */
export function useTurnEdit(conversationId: string, board: () => DecisionBoard | null, decisions: Decisions) {
  const [editing, setOpen] = useState<string | null>(null);
  const toFocus = useRef<string | null>(null);

  const setEditing = useCallback((turnId: string | null) => {
    toFocus.current = turnId;
    setOpen(turnId);
  }, []);
  /** Whether an editor was opened just now; one that only comes into sight again takes no focus. */
  const takesFocus = useCallback((turnId: string) => {
    const takes = toFocus.current === turnId;
    toFocus.current = null;
    return takes;
  }, []);

  const save = useCallback(
    async (turn: Turn, text: string, revision: number): Promise<boolean> => {
      try {
        const now = await body(
          api.PUT("/api/v1/conversations/{id}/turns/{turn_id}/cleaned-text", {
            params: { path: { id: conversationId, turn_id: turn.turn_id } },
            body: { cleaned_text: text, revision },
          }),
        );
        board()?.put(now);
        setOpen((open) => (open === turn.turn_id ? null : open));
        tell({
          id: `edit-${turn.turn_id}`,
          title: `Turn ${turn.seq} reads as you wrote it`,
          timeout: 8000,
          action: { label: "Undo", run: decisions.wrote(turn, now) },
        });
        return true;
      } catch (failure) {
        if (asApiError(failure).status === 409) {
          board()?.refresh();
          tell({
            title: `Somebody changed turn ${turn.seq} meanwhile`,
            description: "Your text is still in its field; what they made of it stands below it.",
            type: "warn",
            timeout: 9000,
          });
        } else {
          tellFailure("Your text was not stored; it is still in its field.", failure);
        }
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

  const edits = useMemo(
    () => ({ setEditing, takesFocus, save, retry }),
    [setEditing, takesFocus, save, retry],
  );
  return { editing, edits };
}
