import { type RefObject, useEffect, useRef } from "react";
import { tell } from "../ui/toast";
import type { PickedCorrection } from "./picked";

/** Closes, with a word, when somebody else has changed the turn so that the correction is no longer in it. */
export function useGone(
  there: boolean,
  { turnId, id }: PickedCorrection,
  taken: RefObject<boolean>,
  onClose: () => void,
): void {
  const seen = useRef("");
  const mark = `${turnId} ${id}`;
  useEffect(() => {
    if (there) {
      seen.current = mark;
    } else if (seen.current === mark) {
      seen.current = "";
      if (!taken.current) {
        tell({
          id: "correction-gone",
          title: "This correction is no longer there",
          description: "Its turn was changed meanwhile; nothing was decided.",
          type: "warn",
        });
      }
      onClose();
    }
  }, [there, mark, taken, onClose]);
}
