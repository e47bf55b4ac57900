import { useEffect, useLayoutEffect, useRef } from "react";

const LISTED = ".correction-list button";

/** Where focus is before anybody has moved it on this page. */
const isNowhere = (here: Element | null): boolean =>
  here === null || here === document.body || here.id === "main";

/**
 * The popup stands at the end of the document, so Tab alone would not find it. From the word, from its entry in
 * the list and from nowhere Tab leads into it; what closes it leads back.
 */
export function useWayIn(anchor: Element | null) {
  const popup = useRef<HTMLDivElement>(null);
  const word = useRef(anchor);
  word.current = anchor;
  const entry = useRef<HTMLElement | null>(null);

  const back = useRef(() => {
    if (popup.current?.contains(document.activeElement)) {
      const to = entry.current?.isConnected ? entry.current : (word.current as HTMLElement | null);
      to?.focus({ preventScroll: true });
    }
  });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const first = popup.current?.querySelector<HTMLElement>("button, input");
      if (event.key !== "Tab" || !first) {
        return;
      }
      const here = document.activeElement;
      const isListed = here?.matches(LISTED) ?? false;
      if (event.shiftKey && here === first) {
        event.preventDefault();
        back.current();
      } else if (!event.shiftKey && (here === word.current || isListed || isNowhere(here))) {
        event.preventDefault();
        entry.current = isListed ? (here as HTMLElement) : null;
        first.focus();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  // After the last decision it goes by itself, with the focus in it.
  useLayoutEffect(() => () => back.current(), []);
  return { popup, back: back.current };
}
