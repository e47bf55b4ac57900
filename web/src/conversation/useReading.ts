import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Correction, Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import { tracker } from "../performance/tracker";
import { whole } from "../ui/format";
import { tell } from "../ui/toast";
import type { Picked } from "./picked";
import { keptPlace } from "./place";
import type { TranscriptHandle } from "./Transcript";

/** For whoever follows a link to a turn that is not in the conversation. */
function tellMissing(wanted: number): void {
  tell({
    id: "missing-turn",
    title: `There is no turn ${whole(wanted)} here`,
    description: "The address names a turn that this conversation does not have.",
    type: "warn",
  });
}

/** Where in a conversation somebody reads: the turn, the correction, and the ways to others. */
export function useReading(turns: readonly Turn[], wanted: number, isAll: boolean) {
  const [current, setCurrent] = useState<string | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const transcript = useRef<TranscriptHandle>(null);
  const places = useMemo(() => new Map(turns.map((turn, index) => [turn.turn_id, index])), [turns]);
  const turnOf = (id: string | null | undefined): Turn | undefined => turns[places.get(id ?? "") ?? -1];

  const goTo = useCallback(
    (index: number) => {
      const turn = turns[index];
      if (turn !== undefined) {
        setCurrent(turn.turn_id);
        transcript.current?.show(index);
      }
    },
    [turns],
  );

  /** Goes to a turn, and leaves the words where they are if it is in sight. */
  const see = (index: number) => {
    const [first, last] = transcript.current?.inSight() ?? [0, -1];
    if (index < first || index > last) {
      goTo(index);
    } else {
      setCurrent(turns[index]?.turn_id ?? null);
    }
  };

  // A link to a turn leads there once it has been read; who was here before is where they left.
  const led = useRef(false);
  const kept = useRef(keptPlace());
  useEffect(() => {
    const left = kept.current;
    const index = turns.findIndex(({ seq }) => (left === null ? seq === wanted : seq >= left));
    if (led.current || (index < 0 && !isAll)) {
      return;
    }
    led.current = true;
    if (index < 0) {
      left === null && wanted > 0 && tellMissing(wanted);
      return;
    }
    if (left === null) {
      requestAnimationFrame(() => goTo(index));
    } else {
      setCurrent(turns.find(({ seq }) => seq === wanted)?.turn_id ?? null);
      requestAnimationFrame(() => transcript.current?.resume(index));
    }
  }, [turns, wanted, isAll, goTo]);

  const select = useCallback((turn: Turn, { id, rule }: Correction, anchor: Element | null) => {
    setCurrent(turn.turn_id);
    setPicked({ turnId: turn.turn_id, id, rule, anchor });
  }, []);
  /** Shows a correction that may not be in the document yet. */
  const pick = useCallback(
    (turn: Turn, correction: Correction) => {
      const place = places.get(turn.turn_id);
      if (place === undefined) {
        return;
      }
      tracker.untilShown("ui.correction_highlight");
      select(turn, correction, null);
      transcript.current?.show(place);
    },
    [places, select],
  );
  const unpick = useCallback(() => setPicked(null), []);

  /** The place of the turn that is read; undefined when it is none of those on the screen. */
  const here = (): number | undefined => {
    const place = places.get(current ?? "");
    const [first, last] = transcript.current?.inSight() ?? [0, 0];
    return place !== undefined && place >= first && place <= last ? place : undefined;
  };
  /** Where somebody begins who has come here by scrolling: with what is on the screen. */
  const nearest = (by: 1 | -1): number => {
    const [first, last] = transcript.current?.inSight() ?? [0, 0];
    return Math.max(0, Math.min(turns.length - 1, by > 0 ? first : last));
  };
  const step = (by: 1 | -1) => {
    const from = here();
    goTo(from === undefined ? nearest(by) : Math.max(0, Math.min(turns.length - 1, from + by)));
  };

  useAction("turn.next", () => step(1));
  useAction("turn.previous", () => step(-1));
  useAction("latest", () => transcript.current?.toLatest());
  return { current, picked, places, transcript, turnOf, goTo, see, select, pick, unpick, here, nearest };
}

export type Reading = ReturnType<typeof useReading>;
