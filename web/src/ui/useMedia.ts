import { useCallback, useSyncExternalStore } from "react";

/** Too narrow for a row of all controls: what is used less goes into a menu. As in the styles. */
export const NARROW = "(max-width: 48rem)";

/** Whether the window is as a media query says, now and after each change. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => matchMedia(query).matches);
}
