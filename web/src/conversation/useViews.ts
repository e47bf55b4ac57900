import { useCallback, useState } from "react";
import type { Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import { setPreferences, usePreferences } from "../app/preferences";
import type { View } from "./pieces";

const AFTER: Readonly<Record<View, View>> = { clean: "diff", diff: "raw", raw: "clean" };

/** How turns are shown: all in one way, but for those that were given another. */
export function useViews() {
  const { view } = usePreferences();
  const [own, setOwn] = useState<ReadonlyMap<string, View>>(new Map());
  const change = useCallback(
    (turn: Turn) =>
      setOwn((before) => {
        const next = new Map(before);
        const shown = AFTER[before.get(turn.turn_id) ?? view];
        if (shown === view) {
          next.delete(turn.turn_id);
        } else {
          next.set(turn.turn_id, shown);
        }
        return next;
      }),
    [view],
  );
  const changeAll = (to: View) => {
    setPreferences({ view: to });
    setOwn(new Map());
  };
  useAction("view.clean", () => changeAll("clean"));
  useAction("view.diff", () => changeAll("diff"));
  useAction("view.raw", () => changeAll("raw"));
  return { view, own, change, changeAll };
}
