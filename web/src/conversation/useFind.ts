import { useMemo, useState } from "react";
import type { Turn } from "../api/client";
import { textOf, type View } from "./pieces";

/** What is looked for in the turns, and the place among its hits. */
export function useFind(turns: readonly Turn[], view: View, goTo: (index: number) => void) {
  const [value, setValue] = useState("");
  const [at, setAt] = useState(0);
  const hits = useMemo(() => {
    const wanted = value.toLowerCase();
    return wanted === ""
      ? []
      : turns.flatMap((turn, index) =>
          textOf(turn, view).toLowerCase().includes(wanted) ||
          (view === "diff" && turn.raw_text.toLowerCase().includes(wanted))
            ? [index]
            : [],
        );
  }, [turns, value, view]);
  const move = (step: 1 | -1) => {
    if (hits.length > 0) {
      const next = (at + step + hits.length) % hits.length;
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
