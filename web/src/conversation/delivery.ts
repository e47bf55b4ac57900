import { api, body, type Schemas, type Turn } from "../api/client";
import { mayHelp, sentence } from "../api/errors";
import { drafts } from "../app/drafts";
import { tracker } from "../performance/tracker";
import type { LogStore } from "./logState";
import type { TurnList } from "./turns";

/** A turn that this page has sent and the server has not answered yet. */
export interface Outgoing {
  readonly key: string;
  readonly speaker: string;
  readonly text: string;
  /** The newest turn that was known when it was first sent; null before any was read. */
  readonly after: number | null;
  readonly failure?: string;
  /** Whether it may be taken another time. */
  readonly mayHelp?: boolean;
  /** Whether its words stand nowhere else: then it outlives the view that has sent it. */
  readonly isKept: boolean;
}

const NONE: readonly Outgoing[] = [];

let keys = 0;

/** Where what a conversation has not been heard to take is kept, until it is taken or discarded. */
export const outgoingKey = (id: string): string => `outgoing of ${id}`;

/** Keeps what a page that is left has not heard to arrive: it stands in the conversation, to be sent or discarded. */
export function keepUnheard(id: string, texts: readonly string[], after: number): void {
  if (texts.length > 0) {
    const kept = drafts.get<readonly Outgoing[]>(outgoingKey(id)) ?? NONE;
    const more = texts.map((text) => ({
      key: `out-${++keys}`,
      speaker: "User",
      text,
      after,
      failure: "It is not known to have arrived. What has is not sent twice.",
      mayHelp: true,
      isKept: true,
    }));
    drafts.set(outgoingKey(id), [...kept, ...more]);
  }
}

/** More turns than others say while one is being sent again. */
const LOOKED_AT = 1000;

/** Turns that something sent from this page has become. */
const claimed = new Set<string>();

/** Sends turns; each is on the screen before the server has it, and stays there with its reason if it is refused. */
export class Delivery {
  private readonly sentAt = new Map<string, number>();
  /** What is on its way and kept by whoever sends it. */
  private passing: readonly Outgoing[] = NONE;
  private shown: readonly Outgoing[] = NONE;
  /** Ends this watching. */
  readonly close: () => void;

  constructor(
    private readonly id: string,
    private readonly list: TurnList,
    private readonly store: LogStore,
  ) {
    // What is kept is sent, too, by a view of the same conversation that has been left.
    this.close = drafts.subscribe(() => this.show());
    this.show();
  }

  /**
   * Sends a turn; whether it was taken.
   * @param isKept whether nobody else has its words, so that they must not go before they are stored
   */
  async say(speaker: string, text: string, isKept: boolean): Promise<boolean> {
    const one: Outgoing = { key: `out-${++keys}`, speaker, text, after: this.newest, isKept };
    this.change([...this.outgoing, one]);
    return this.deliver(one);
  }

  async retry(key: string): Promise<boolean> {
    const one = this.outgoing.find((each) => each.key === key);
    if (one === undefined) {
      return false;
    }
    const { speaker, text, after, isKept } = one;
    const fresh: Outgoing = { key, speaker, text, after, isKept };
    this.exchange(fresh);
    try {
      const taken = await this.taken(fresh);
      if (taken !== undefined) {
        this.arrived(fresh, taken.turn_id, taken);
        return true;
      }
    } catch (failure) {
      this.exchange({ ...fresh, failure: sentence(failure), mayHelp: mayHelp(failure) });
      return false;
    }
    return this.deliver(fresh);
  }

  /** The turn that an earlier try has made, where only its answer was lost. */
  private async taken({ after, speaker, text }: Outgoing): Promise<Turn | undefined> {
    if (after === null) {
      return undefined;
    }
    const { turns } = await body(
      api.GET("/api/v1/conversations/{id}/turns", {
        params: { path: { id: this.id }, query: { offset: after, limit: LOOKED_AT, transcripts: false } },
      }),
    );
    return turns.find(
      (turn) =>
        turn.speaker === speaker && turn.raw_text.trim() === text.trim() && !claimed.has(turn.turn_id),
    );
  }

  discard(key: string): void {
    this.change(this.outgoing.filter((each) => each.key !== key));
  }

  /** Whether this page has sent a turn, also while the answer to that is still on its way. */
  sent(turn: Turn): boolean {
    return (
      this.sentAt.has(turn.turn_id) ||
      this.outgoing.some((one) => one.speaker === turn.speaker && one.text === turn.raw_text)
    );
  }

  /** A turn came back cleaned; if it was sent here, how long that took in all. */
  cameBack(turnId: string): void {
    const sent = this.sentAt.get(turnId);
    if (sent !== undefined) {
      this.sentAt.delete(turnId);
      tracker.untilShown("ui.workflow", sent);
    }
  }

  private get newest(): number | null {
    const { loading, total } = this.store.get();
    return loading && total === 0 ? null : Math.max(total, this.list.last);
  }

  private get kept(): readonly Outgoing[] {
    return drafts.get<readonly Outgoing[]>(outgoingKey(this.id)) ?? NONE;
  }

  private get outgoing(): readonly Outgoing[] {
    return [...this.kept, ...this.passing];
  }

  private exchange(one: Outgoing): void {
    this.change(this.outgoing.map((each) => (each.key === one.key ? one : each)));
  }

  private change(next: readonly Outgoing[]): void {
    this.passing = next.filter((one) => !one.isKept);
    const kept = next.filter((one) => one.isKept);
    if (kept.length > 0) {
      drafts.set(outgoingKey(this.id), kept);
    } else {
      drafts.drop(outgoingKey(this.id));
    }
    this.show();
  }

  private show(): void {
    const now = this.outgoing;
    if (now.length !== this.shown.length || now.some((one, at) => one !== this.shown[at])) {
      this.shown = now;
      this.store.set({ outgoing: now });
    }
  }

  private async deliver(one: Outgoing): Promise<boolean> {
    const from = performance.now();
    try {
      const queued = await body(
        api.POST("/api/v1/conversations/{id}/turns/realtime", {
          params: { path: { id: this.id } },
          body: { speaker: one.speaker, raw_text: one.text },
        }),
      );
      this.sentAt.set(queued.turn_id, from);
      // Its news may have been faster than this answer.
      if (this.list.find(queued.turn_id)?.status === "processed") {
        this.cameBack(queued.turn_id);
      }
      this.arrived(one, queued.turn_id, queuedTurn(queued, one));
      return true;
    } catch (failure) {
      this.exchange({ ...one, failure: sentence(failure), mayHelp: mayHelp(failure) });
      return false;
    }
  }

  private arrived(one: Outgoing, turnId: string, turn: Turn): void {
    claimed.add(turnId);
    this.list.putIfNew(turn);
    this.discard(one.key);
    this.store.set({
      turns: this.list.all(),
      total: Math.max(this.store.get().total, this.list.last),
    });
  }
}

/** What is known of a turn when the server has just taken it in. */
function queuedTurn(queued: Schemas["QueuedTurn"], said: Outgoing): Turn {
  return {
    turn_id: queued.turn_id,
    conversation_id: queued.conversation_id,
    seq: queued.seq,
    speaker: said.speaker,
    raw_text: said.text,
    cleaned_text: said.text,
    status: queued.status,
    revision: 0,
    created_at: queued.queued_at,
    metadata: {
      confidence_score: "LOW",
      cleaning_applied: false,
      cleaning_level: "none",
      processing_time_ms: 0,
      corrections: [],
      context_detected: null,
      ai_model_used: "none",
      active_contexts: [],
      transcription_error_detected: false,
      self_correction: false,
      business_domain: null,
      conversation_flow: null,
      queue_time_ms: queued.queue_time_ms,
      timing_breakdown: {},
    },
  };
}
