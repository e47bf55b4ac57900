/** A frame of docs/protocol/native.md. */
export interface LumenEvent {
  readonly type: string;
  readonly seq?: number;
  readonly conversation_id?: string;
  /** Milliseconds since 1970; on the live socket the same as ISO 8601. */
  readonly timestamp: number | string;
  readonly ref?: string;
  readonly payload: Record<string, unknown>;
}

export type FeedState =
  | "connecting"
  /** Everything up to now has been delivered, and what comes is delivered at once. */
  | "live"
  /** The socket cannot be had; news is asked for every few seconds. */
  | "polling"
  /** It ended for good: deleted, or not one's own. */
  | "ended";

export interface FeedListener {
  onEvent(event: LumenEvent): void;
  onState(state: FeedState): void;
  /** What was known must be read anew: the history is another one, or parts of it are gone. */
  onReset(): void;
  /** Asked every few seconds while there is no socket. */
  onPoll(): void;
  /** Everything that had happened when the connection began has been told. */
  onCaughtUp?(): void;
  /** Milliseconds of a question and its answer over the socket. */
  onRoundTrip(ms: number): void;
}

/** News of one conversation, whatever brings it. */
export interface Feed {
  close(): void;
  /** Says something to the server; false when there is no connection to say it over. */
  send(message: object): boolean;
}
