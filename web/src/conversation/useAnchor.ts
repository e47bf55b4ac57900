import { useEffect, useState } from "react";
import type { Picked } from "./picked";

/** Frames to wait for the row of a far turn to be drawn. */
const TRIES = 40;
/** Rows settle this long after they were scrolled to. */
const SETTLED_MS = 250;

const idIn = (id: string): string => `[data-correction-id="${CSS.escape(id)}"]`;

function isInSight(element: Element): boolean {
  const box = element.closest(".transcript")?.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  return element.isConnected && box !== undefined && bottom >= box.top && top <= box.bottom;
}

/** What a picked correction is drawn on, once it is; `onLost` when it has been scrolled out of sight. */
export function useAnchor({ turnId, id, anchor }: Picked, onLost: () => void): Element | null {
  const [found, setFound] = useState(anchor);
  useEffect(() => {
    setFound(anchor?.isConnected ? anchor : null);
    let tries = 0;
    let frame = 0;
    const look = () => {
      const row = document.querySelector(`[data-turn="${turnId}"]`);
      const one = row?.querySelector(idIn(id)) ?? (tries > 3 ? row?.querySelector(".words") : null);
      if (one) {
        setFound(one);
      } else if (++tries < TRIES) {
        frame = requestAnimationFrame(look);
      }
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [turnId, id, anchor]);

  useEffect(() => {
    if (found === null) {
      return;
    }
    let wait = 0;
    const check = () => {
      // The words may have been drawn anew in the same row.
      const row = document.querySelector(`[data-turn="${turnId}"]`);
      const now = row?.querySelector(idIn(id)) ?? row?.querySelector(".words") ?? found;
      if (!isInSight(now)) {
        onLost();
      } else if (now !== found) {
        setFound(now);
      }
    };
    const soon = () => {
      clearTimeout(wait);
      wait = window.setTimeout(check, SETTLED_MS);
    };
    document.addEventListener("scroll", soon, { capture: true, passive: true });
    return () => {
      clearTimeout(wait);
      document.removeEventListener("scroll", soon, { capture: true });
    };
  }, [found, turnId, id, onLost]);
  return found;
}
