import type { Turn } from "../api/client";
import { isLumen } from "../conversation/pieces";

/** Finds what the AI voice has said since the last look; what was there at the first is old. */
export class NewTurns {
  private seen: number | null = null;

  of(turns: readonly Turn[]): readonly Turn[] {
    const before = this.seen;
    const done = turns.filter((turn) => turn.status !== "queued");
    this.seen = Math.max(before ?? 0, done.at(-1)?.seq ?? 0);
    return before === null ? [] : done.filter((turn) => turn.seq > before && isLumen(turn.speaker));
  }
}

/** The reply that a turn was stored from; undefined where it came another way. */
export function replyOf(turn: Turn): string | undefined {
  return ((turn.metadata.source ?? {}) as { message_id?: string }).message_id;
}
