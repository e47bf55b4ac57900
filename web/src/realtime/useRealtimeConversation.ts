import type { Confidence, Turn } from "../api/client";
import { type Live, useConversation } from "../conversation/useConversation";
import type { FeedState } from "./feed";

export interface RealtimeConversation {
  /** All turns in their order; a turn that waits is among them with its raw text. */
  readonly turns: readonly Turn[];
  readonly status: FeedState;
  /** How sure the cleaner was of the last turn it cleaned; null before the first. */
  readonly confidence: Confidence | null;
}

/** A conversation as it happens, for a component that wants no more of it (W-04). */
export function useRealtimeConversation(
  id: string,
  live?: Live,
): RealtimeConversation & ReturnType<typeof useConversation> {
  const all = useConversation(id, live);
  const { turns, feed } = all.state;
  const last = turns.findLast(
    (turn) => turn.status === "processed" && turn.metadata.cleaning_level !== "none",
  );
  return { ...all, turns, status: feed, confidence: last?.metadata.confidence_score ?? null };
}
