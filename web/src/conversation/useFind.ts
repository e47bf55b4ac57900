import { useMemo, useState } from "react";
import type { Turn } from "../api/client";
import { matches, textOf, type View } from "./pieces";
import type { Reading } from "./useReading";

/** The places of the turns that have what is looked for. */
function placesOf(value: string, turns: readonly Turn[], view: View): readonly number[] {
  const isIn = (text: string) => matches(text, value).length > 0;
  return turns.flatMap((turn, index) =>
    isIn(textOf(turn, view)) || (view === "diff" && isIn(turn.raw_text)) ? [index] : [],
  );
}

/** What is looked for in the turns, and the place among its hits: while it is written, the next from where one reads. */
export function useFind(
  turns: readonly Turn[],
  view: View,
  reading: Pick<Reading, "nearest" | "see" | "goTo">,
) {
  const [value, setValue] = useState("");
  const [at, setAt] = useState(-1);
  const hits = useMemo(() => placesOf(value, turns, view), [turns, value, view]);
  const move = (step: 1 | -1) => {
    if (hits.length > 0) {
      const next = at < 0 && step < 0 ? hits.length - 1 : (at + step + hits.length) % hits.length;
      setAt(next);
      reading.goTo(hits[next] as number);
    }
  };
  const change = (next: string) => {
    setValue(next);
    const found = placesOf(next, turns, view);
    const here = reading.nearest(1);
    const ahead = found.findIndex((place) => place >= here);
    // Behind the last hit the first comes again.
    const to = ahead < 0 && found.length > 0 ? 0 : ahead;
    setAt(to);
    const place = found[to];
    if (place !== undefined) {
      reading.see(place);
    }
  };
  return { value, hits, at: Math.min(at, hits.length - 1), change, move };
}
