import { useMemo, useState } from "react";
import type { Turn } from "../api/client";
import { matches, textOf, type View } from "./pieces";

/** What is looked for in the turns, and the place among its hits. */
export function useFind(turns: readonly Turn[], view: View, goTo: (index: number) => void) {
  const [value, setValue] = useState("");
  const [at, setAt] = useState(0);
  const hits = useMemo(() => {
    const isIn = (text: string) => matches(text, value).length > 0;
    return turns.flatMap((turn, index) =>
      isIn(textOf(turn, view)) || (view === "diff" && isIn(turn.raw_text)) ? [index] : [],
    );
  }, [turns, value, view]);
  const move = (step: 1 | -1) => {
    if (hits.length > 0) {
      const next = at < 0 && step < 0 ? hits.length - 1 : (at + step + hits.length) % hits.length;
      setAt(next);
      goTo(hits[next] as number);
    }
  };
  const change = (next: string) => {
    setValue(next);
    setAt(-1);
  };
  return { value, hits, at, change, move };
}
