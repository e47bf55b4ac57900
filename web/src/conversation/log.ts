import type { Confidence, Conversation, Turn } from "../api/client";
import { tracker } from "../performance/tracker";
import type { Face } from "../realtime/faces";
import type { Feed, FeedListener, FeedState, LumenEvent } from "../realtime/feed";
import { ConversationSocket } from "../realtime/socket";
import { Delivery } from "./delivery";
import { type Heard, HearingWords } from "./hearing";
import { type LogNews, type LogState, LogStore } from "./logState";
import { TurnReader } from "./turnReader";
import { TurnList } from "./turns";

/** The turns of one conversation as this page knows them: read once, then kept by events. */
export class ConversationLog implements FeedListener {
  private readonly list = new TurnList();
  private readonly store = new LogStore();
  private readonly reading: TurnReader;
  private readonly delivery: Delivery;
  private readonly words = new HearingWords(this.store);
  private readonly feed: Feed;

  constructor(
    readonly id: string,
    private readonly news: LogNews,
    face?: Face,
  ) {
    this.reading = new TurnReader(id, this.list, this.store);
    this.delivery = new Delivery(id, this.list, this.store);
    this.feed = new ConversationSocket(id, this, face);
  }

  subscribe = this.store.subscribe;
  get = this.store.get;

  close(): void {
    this.reading.stop();
    this.delivery.close();
    this.words.stop();
    this.feed.close();
  }

  /** Says something to the server that is no turn yet; false when there is no connection. */
  send(message: object): boolean {
    return this.feed.send(message);
  }

  /** Sends a turn; it is on the screen before the server has it. */
  say(speaker: string, text: string): Promise<boolean> {
    return this.delivery.say(speaker, text, false);
  }

  /** Sends a turn whose words stand nowhere else; they are kept until it is taken or discarded. */
  entrust(speaker: string, text: string): void {
    void this.delivery.say(speaker, text, true);
  }

  /** Sends a turn again that was not taken. */
  retry(key: string): Promise<boolean> {
    return this.delivery.retry(key);
  }

  discard(key: string): void {
    this.delivery.discard(key);
  }

  find(turnId: string): Turn | undefined {
    return this.list.find(turnId);
  }

  all(): readonly Turn[] {
    return this.list.all();
  }

  /** Takes over a turn that was answered to a request of this page. */
  put(turn: Turn): void {
    this.list.put(turn);
    this.store.set({ turns: this.list.all() });
  }

  /** Shows a turn, whatever is known of it. */
  replace(turn: Turn): void {
    this.list.replace(turn);
    this.store.set({ turns: this.list.all() });
  }

  refresh(): void {
    void this.reading.from();
  }

  onState(feed: FeedState): void {
    this.store.set({ feed });
    if (feed !== "live") {
      this.words.stop();
    }
    this.news.onFeed?.(feed);
    if (feed === "ended" && this.state.turns.length === 0 && !this.reading.underWay) {
      this.refresh(); // says why
    }
  }

  onRoundTrip(roundTripMs: number): void {
    this.store.set({ roundTripMs });
  }

  onCaughtUp(): void {
    this.news.onCaughtUp?.();
  }

  onReset(): void {
    this.refresh();
  }

  onPoll(): void {
    void this.reading.from(Math.max(0, this.list.firstOpen() - 1));
  }

  onEvent(event: LumenEvent): void {
    const at = performance.now();
    switch (event.type) {
      case "turn:queued":
      case "turn:revised":
      case "turn:processed":
        this.turnCame(event.payload.turn as Turn, event.type, at);
        break;
      case "confidence:updated": {
        const { turn_id, confidence } = event.payload as { turn_id: string; confidence: Confidence };
        this.list.change(turn_id, (turn) => ({
          ...turn,
          metadata: { ...turn.metadata, confidence_score: confidence },
        }));
        this.store.set({ turns: this.list.all() });
        tracker.untilShown("ui.confidence_indicator_update", at);
        break;
      }
      case "transcript_update":
        this.words.heard(event.payload as unknown as Heard);
        break;
      case "turn:processing":
        this.store.set({ processing: new Set(this.state.processing).add(event.payload.turn_id as string) });
        break;
      case "turn:error": {
        const { turn_id, error } = event.payload as { turn_id: string; error: object };
        this.list.change(turn_id, (turn) => ({
          ...turn,
          status: "failed",
          metadata: { ...turn.metadata, error: { ...error } },
        }));
        this.done(turn_id, true);
        break;
      }
      case "queue:position": {
        const { position, estimated_wait_ms: waitMs } = event.payload as Record<string, number>;
        this.store.set({ queue: position ? { position, waitMs: waitMs ?? 0 } : null });
        break;
      }
      case "conversation:updated":
        this.news.onConversation?.(event.payload.conversation as Conversation);
        break;
      case "context:detected":
        this.news.onContexts?.();
        break;
      case "conversation:deleted":
        this.store.set({ removed: true });
        break;
    }
    this.news.onEvent?.(event);
  }

  private get state(): LogState {
    return this.store.get();
  }

  private turnCame(turn: Turn, type: LumenEvent["type"], at: number): void {
    this.list.put(turn);
    this.done(turn.turn_id, type !== "turn:queued");
    if (type === "turn:processed") {
      this.news.onProcessed?.(turn, this.delivery.sent(turn));
      tracker.record("ui.turn_processed_handler", performance.now() - at);
      this.delivery.cameBack(turn.turn_id);
    }
    tracker.untilShown("ui.realtime.update", at);
    tracker.untilShown("ui.websocket_message_display", at);
  }

  private done(turnId: string, finished: boolean): void {
    const processing = new Set(this.state.processing);
    if (finished) {
      processing.delete(turnId);
    }
    const turns = this.list.all();
    const waits = turns.some((turn) => turn.status === "queued");
    this.store.set({
      turns,
      processing,
      total: Math.max(this.state.total, this.list.last),
      queue: waits ? this.state.queue : null,
    });
  }
}
