import { useCallback, useMemo, useState } from "react";
import type { Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import type { DecisionBoard, Decisions } from "../review/useDecisions";
import { useTurnEdit } from "../review/useTurnEdit";
import { copyLink } from "./link";
import { isLumen } from "./pieces";
import type { TurnEdits } from "./TurnRow";
import type { Reading } from "./useReading";

/** What can be done with a whole turn: written anew, tried again, linked to, and asked what a model advised on it. */
export function useTurnWork(
  id: string,
  board: () => DecisionBoard | null,
  decisions: Decisions,
  { current, turnOf, unpick }: Reading,
) {
  const { editing, edits: texts } = useTurnEdit(id, board, decisions);
  const [inspecting, setInspecting] = useState<string | null>(null);
  const inspect = useCallback((turn: Turn) => setInspecting(turn.turn_id), []);
  const edits: TurnEdits = useMemo(() => ({ ...texts, inspect, link: copyLink }), [texts, inspect]);
  const onCurrent = (work: (turn: Turn) => void) => () => {
    const turn = turnOf(current);
    if (turn?.status === "processed" && !isLumen(turn.speaker)) {
      unpick();
      work(turn);
    }
  };
  useAction(
    "turn.edit",
    onCurrent((turn) => edits.setEditing(turn.turn_id)),
  );
  useAction("turn.model", onCurrent(inspect));
  useAction("turn.link", () => {
    const turn = turnOf(current);
    turn && void copyLink(turn);
  });
  return { editing, edits, inspected: turnOf(inspecting), stopInspecting: () => setInspecting(null) };
}
