import type { Conversation, Turn } from "../api/client";
import type { FeedState, LumenEvent } from "../realtime/feed";
import { Watched } from "../ui/watched";
import type { Outgoing } from "./delivery";

/** Words that are being said: they may still change, and no turn was made of them. */
export interface Hearing {
  readonly key: string;
  readonly speaker: string;
  readonly text: string;
}

/** What a page knows of a conversation's turns, and how news of them gets to it. */
export interface LogState {
  readonly turns: readonly Turn[];
  readonly total: number;
  readonly loading: boolean;
  readonly failure: unknown;
  readonly feed: FeedState;
  readonly roundTripMs: number | null;
  readonly processing: ReadonlySet<string>;
  readonly queue: { readonly position: number; readonly waitMs: number } | null;
  readonly outgoing: readonly Outgoing[];
  readonly hearing: readonly Hearing[];
  readonly removed: boolean;
}

/** Before anything was read. */
export const EMPTY: LogState = {
  turns: [],
  total: 0,
  loading: true,
  failure: null,
  feed: "connecting",
  roundTripMs: null,
  processing: new Set(),
  queue: null,
  outgoing: [],
  hearing: [],
  removed: false,
};

/** How many turns of how many are read, while that is not all of them. */
export interface Unread {
  readonly read: number;
  readonly total: number;
  /** Whether the rest is not on its way any more. */
  readonly isStuck: boolean;
}

export function unreadOf({ turns, total, loading, failure }: LogState): Unread | null {
  const isStuck = failure !== null && !loading;
  return (loading || isStuck) && (turns.length < total || turns.length === 0)
    ? { read: turns.length, total, isStuck }
    : null;
}

/** Told of what is news to the reader, apart from the state. */
export interface LogNews {
  onProcessed?(turn: Turn, isOwn: boolean): void;
  onConversation?(conversation: Conversation): void;
  onContexts?(): void;
  /** Everything that is told, also what changes no turn. */
  onEvent?(event: LumenEvent): void;
  onFeed?(feed: FeedState): void;
  onCaughtUp?(): void;
}

/** Holds the state; those who watch are told at most once a frame, however often it changes. */
export class LogStore extends Watched {
  private state: LogState = EMPTY;
  private telling = false;

  get = (): LogState => this.state;

  set(change: Partial<LogState>): void {
    this.state = { ...this.state, ...change };
    if (this.telling) {
      return;
    }
    this.telling = true;
    const tell = () => {
      this.telling = false;
      this.changed();
    };
    // A page nobody looks at has no frames.
    if (document.visibilityState === "visible") {
      requestAnimationFrame(tell);
    } else {
      setTimeout(tell, 100);
    }
  }
}
