import { keysOf, useAction } from "../app/keyboard";
import { Keys } from "../app/ShortcutSheet";
import { Button } from "../ui/Button";
import { whole } from "../ui/format";

interface Props {
  done: number;
  total: number;
  /** Whether a correction is in sight to be decided. */
  ready: boolean;
  onDecide: (decision: "accept" | "reject") => void;
  onSkip: (by: 1 | -1) => void;
  onEnd: () => void;
}

/** The guided pass: one uncertain correction after the other, decided by one key each. */
export function ReviewBar({ done, total, ready, onDecide, onSkip, onEnd }: Props) {
  useAction("review.end", onEnd);
  const finished = done >= total;
  return (
    <section className="review-bar" aria-label="Review of uncertain corrections">
      <span className="tabular" role="status">
        {finished ? `All ${whole(total)} are decided` : `${whole(done)} of ${whole(total)} decided`}
      </span>
      <progress max={total} value={done} aria-label="Decided" />
      {!finished && (
        <>
          <Button small icon="check" disabled={!ready} onClick={() => onDecide("accept")}>
            Accept <Keys keys={keysOf("correction.accept")} />
          </Button>
          <Button small icon="close" disabled={!ready} onClick={() => onDecide("reject")}>
            Reject <Keys keys={keysOf("correction.reject")} />
          </Button>
          <Button small kind="quiet" onClick={() => onSkip(1)}>
            Skip <Keys keys={keysOf("correction.next")} />
          </Button>
        </>
      )}
      <Button small kind={finished ? "primary" : "quiet"} onClick={onEnd}>
        End
      </Button>
    </section>
  );
}
