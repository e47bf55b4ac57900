import type { LumenEvent } from "./feed";

/** What the first frame of a socket says of the history that follows. */
export interface Greeting {
  readonly epoch: string;
  /** The newest event at that moment. */
  readonly lastSeq: number;
  /** Events with greater numbers follow; null where that is not known: whatever comes first is taken. */
  readonly after: number | null;
  /** What was known is of another history. */
  readonly reset: boolean;
}

/** Up to where a page has dealt with the events of a conversation. */
export interface Place {
  readonly epoch: string;
  readonly seq: number | null;
}

/** Where two sockets differ that tell the same events. */
export interface Face {
  readonly path: (conversationId: string) => string;
  /** Whether the first frame is news for the listener too. */
  readonly tellsGreeting: boolean;
  /** Reads a first frame; null for every other. */
  readonly greeting: (event: LumenEvent, known: Place | null) => Greeting | null;
}

/** docs/protocol/native.md: to watch a conversation. */
export const NATIVE: Face = {
  path: (id) => `/ws/conversations/${id}`,
  tellsGreeting: false,
  greeting: (event) => {
    if (event.type !== "hello") {
      return null;
    }
    const hello = event.payload as { epoch: string; after: number; last_seq: number; reset?: string };
    return {
      epoch: hello.epoch,
      lastSeq: hello.last_seq,
      after: hello.after,
      reset: hello.reset !== undefined,
    };
  },
};

/** docs/protocol/live.md: to speak in it. */
export const LIVE: Face = {
  path: (id) => `/api/ws/conversations/${id}`,
  tellsGreeting: true,
  greeting: (event, known) => {
    const { epoch, last_seq } = event.payload as { epoch?: string; last_seq?: number };
    if (event.type !== "state_update" || event.seq !== undefined || epoch === undefined) {
      return null;
    }
    const lastSeq = last_seq ?? 0;
    if (known === null) {
      return { epoch, lastSeq, after: lastSeq, reset: false };
    }
    const same = known.epoch === epoch && known.seq !== null && known.seq <= lastSeq;
    return { epoch, lastSeq, after: same ? known.seq : null, reset: !same };
  },
};
