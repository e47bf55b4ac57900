import { useRef } from "react";
import type { Turn } from "../api/client";

/** Reads out turns that are cleaned while the page is open; nothing of what was there before. */
export function Announcer({ turns, loading }: { turns: readonly Turn[]; loading: boolean }) {
  const from = useRef<number | null>(null);
  if (!loading && from.current === null) {
    from.current = turns.at(-1)?.seq ?? 0;
  }
  const after = from.current;
  const fresh =
    after === null ? [] : turns.filter((turn) => turn.seq > after && turn.status === "processed").slice(-5);
  return (
    <div className="unseen" role="log" aria-label="New turns">
      {fresh.map((turn) => (
        <p key={turn.turn_id}>
          {turn.speaker}: {turn.cleaned_text}
        </p>
      ))}
    </div>
  );
}
