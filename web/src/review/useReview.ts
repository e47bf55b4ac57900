import { useMemo, useState } from "react";
import type { Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import type { Reading } from "../conversation/useReading";
import { tell } from "../ui/toast";
import type { Decisions } from "./useDecisions";

/** Names a correction among all of a conversation. */
const markOf = (turn: Turn, correctionId: string): string => `${turn.turn_id} ${correctionId}`;

/** The way from correction to correction, through all of them or through the uncertain ones alone. */
export function useReview(turns: readonly Turn[], reading: Reading, decisions: Decisions) {
  const { current, picked, places, turnOf, pick, unpick } = reading;
  /** The corrections of a guided pass, as they were when it began. */
  const [marks, setMarks] = useState<readonly string[] | null>(null);
  const uncertain = useMemo(
    () =>
      turns.flatMap((turn) =>
        turn.metadata.corrections
          .filter((one) => one.state === "pending" && one.confidence !== "HIGH")
          .map((one) => markOf(turn, one.id)),
      ),
    [turns],
  );
  const open = useMemo(() => new Set(uncertain), [uncertain]);

  const step = (by: 1 | -1) => {
    const all = turns.flatMap((turn) =>
      turn.metadata.corrections.map((one, index) => ({ turn, index, id: one.id })),
    );
    const from = picked?.turnId ?? current;
    let at = all.findIndex((one) => one.turn.turn_id === from && one.index === (picked?.index ?? -1));
    if (at < 0) {
      const place = places.get(from ?? "") ?? 0;
      const next = all.findIndex((one) => (places.get(one.turn.turn_id) ?? 0) >= place);
      at = by > 0 ? next - 1 : next;
    }
    const rest = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
    const next = marks === null ? rest[0] : rest.find((one) => open.has(markOf(one.turn, one.id)));
    if (next !== undefined) {
      pick(next.turn, next.index);
    } else if (marks !== null) {
      const first = all.find(
        (one) => open.has(markOf(one.turn, one.id)) && one.turn.turn_id !== picked?.turnId,
      );
      first === undefined ? unpick() : pick(first.turn, first.index);
    }
  };

  const start = () => {
    if (uncertain.length === 0) {
      tell({
        id: "review",
        title: "Nothing is uncertain",
        description: "Every correction is sure or has been decided.",
      });
      return;
    }
    setMarks(uncertain);
    const isOpen = (turn: Turn, id: string) => open.has(markOf(turn, id));
    const first = turns.find((turn) => turn.metadata.corrections.some((one) => isOpen(turn, one.id)));
    if (first !== undefined) {
      pick(
        first,
        first.metadata.corrections.findIndex((one) => isOpen(first, one.id)),
      );
    }
  };

  const end = () => {
    setMarks(null);
    unpick();
  };

  const decide = (decision: "accept" | "reject") => {
    const turn = turnOf(picked?.turnId);
    const one = turn?.metadata.corrections[picked?.index ?? -1];
    if (turn !== undefined && one !== undefined) {
      decisions.decide(turn.turn_id, one.id, decision);
      step(1);
    }
  };

  const undo = () => {
    const undone = decisions.undo();
    const turn = turnOf(undone?.turnId);
    const index = turn?.metadata.corrections.findIndex((one) => one.id === undone?.correctionId) ?? -1;
    if (turn !== undefined && index >= 0) {
      pick(turn, index);
    }
  };

  useAction("correction.next", () => step(1));
  useAction("correction.previous", () => step(-1));
  useAction("review.start", start);
  useAction("correction.undo", undo);
  const pass =
    marks === null ? null : { done: marks.filter((mark) => !open.has(mark)).length, total: marks.length };
  return { uncertain: uncertain.length, pass, step, start, end, decide };
}
