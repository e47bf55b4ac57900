import { useEffect, useMemo, useRef, useState } from "react";
import type { Correction, Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import { correctionOf, isPicked } from "../conversation/picked";
import type { Reading } from "../conversation/useReading";
import { tell } from "../ui/toast";
import type { DecisionBoard, Decisions } from "./useDecisions";

interface Place {
  readonly turn: Turn;
  readonly one: Correction;
}

const markOf = ({ turn, one }: Place): string => `${turn.turn_id} ${one.id}`;

const isUncertain = (one: Correction): boolean => one.state === "pending" && one.confidence !== "HIGH";

/** The way from correction to correction, through all of them or through the uncertain ones alone. */
export function useReview(
  turns: readonly Turn[],
  reading: Reading,
  decisions: Decisions,
  board: () => DecisionBoard | null,
  isAll: boolean,
) {
  const { picked, places, turnOf, pick, unpick, goTo } = reading;
  /** The corrections of a guided pass, as they were when it began. */
  const [marks, setMarks] = useState<readonly string[] | null>(null);
  /** Whether the pass began before all turns were read; then those that come belong to it. */
  const isGrowing = useRef(false);
  const all = useMemo(
    () => turns.flatMap((turn) => turn.metadata.corrections.map((one): Place => ({ turn, one }))),
    [turns],
  );
  const uncertain = useMemo(() => all.filter(({ one }) => isUncertain(one)), [all]);
  const open = useMemo(() => new Set(uncertain.map(markOf)), [uncertain]);
  useEffect(() => {
    if (isGrowing.current) {
      isGrowing.current = !isAll;
      setMarks((before) => before && [...new Set([...before, ...uncertain.map(markOf)])]);
    }
  }, [isAll, uncertain]);
  /** What was decided a moment ago is known to the board before it is drawn. */
  const isOpen = ({ turn, one }: Place): boolean =>
    board()
      ?.find(turn.turn_id)
      ?.metadata.corrections.some((now) => now.id === one.id && isUncertain(now)) ?? false;

  /** Between which corrections somebody is: after `done` of them, before the rest. */
  const standing = (by: 1 | -1): [before: number, after: number] => {
    const at = picked === null ? -1 : all.findIndex(({ turn, one }) => isPicked(picked, turn.turn_id, one));
    if (at >= 0) {
      return [at, at + 1];
    }
    const here = places.get(picked?.turnId ?? "") ?? reading.here() ?? reading.nearest(by);
    const placeOf = ({ turn }: Place) => places.get(turn.turn_id) ?? 0;
    const next = all.findIndex((one) => placeOf(one) >= here);
    const after = next < 0 ? all.length : next;
    const past = all.findIndex((one) => placeOf(one) > here);
    return [by > 0 ? after : past < 0 ? all.length : past, after];
  };

  const step = (by: 1 | -1) => {
    const [before, after] = standing(by);
    const ahead = by > 0 ? all.slice(after) : all.slice(0, before).reverse();
    if (marks === null) {
      const next = ahead[0];
      next && pick(next.turn, next.one);
      return;
    }
    // A pass comes back to what was skipped.
    const next = ahead.find(isOpen) ?? (by > 0 ? all : all.toReversed()).find(isOpen);
    next === undefined ? unpick() : pick(next.turn, next.one);
  };

  const start = () => {
    const [first] = uncertain;
    if (first === undefined) {
      tell({
        id: "review",
        title: "Nothing is uncertain",
        description: "Every correction is sure or has been decided.",
      });
      return;
    }
    isGrowing.current = !isAll;
    setMarks(uncertain.map(markOf));
    pick(first.turn, first.one);
  };

  const end = () => {
    isGrowing.current = false;
    setMarks(null);
    unpick();
  };

  const decide = (decision: "accept" | "reject") => {
    const one = picked === null ? undefined : correctionOf(turnOf(picked.turnId), picked);
    if (picked !== null && one !== undefined) {
      void decisions.decide(picked.turnId, one.id, decision);
      step(1);
    }
  };

  const undo = () => {
    const undone = decisions.undo();
    const turn = turnOf(undone?.turnId);
    const one = turn?.metadata.corrections.find((each) => each.id === undone?.correctionId);
    if (turn !== undefined && one !== undefined) {
      pick(turn, one);
    } else if (turn !== undefined) {
      unpick();
      goTo(places.get(turn.turn_id) ?? 0);
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
