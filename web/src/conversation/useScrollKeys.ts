import { type RefObject, useEffect } from "react";

/** What stays in sight of a window that is left by a key. */
const KEPT_PX = 48;

type Way = (box: HTMLElement) => number;

const WAYS: Readonly<Record<string, Way>> = {
  PageDown: (box) => box.scrollTop + box.clientHeight - KEPT_PX,
  PageUp: (box) => box.scrollTop - box.clientHeight + KEPT_PX,
  Home: () => 0,
};

/**
 * The page itself does not scroll, its turns do; so the keys that scroll a page scroll those while the focus is nowhere
 * in particular.
 */
export function useScrollKeys(box: RefObject<HTMLElement | null>, toEnd: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
      const isNowhere = target === document.body || (target instanceof HTMLElement && target.id === "main");
      if (!isPlain || !isNowhere || event.defaultPrevented || box.current === null) {
        return;
      }
      const way = WAYS[key];
      if (way !== undefined) {
        event.preventDefault();
        box.current.scrollTo({ top: way(box.current) });
      } else if (key === "End") {
        event.preventDefault();
        toEnd();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [box, toEnd]);
}
