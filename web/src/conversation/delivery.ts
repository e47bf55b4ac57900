import { api, body, type Schemas, type Turn } from "../api/client";
import { mayHelp, sentence } from "../api/errors";
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
}

/** More turns than others say while one is being sent again. */
const LOOKED_AT = 1000;

/** Sends turns; each is on the screen before the server has it, and stays there with its reason if it is refused. */
export class Delivery {
  private keys = 0;
  private readonly sentAt = new Map<string, number>();
  /** Turns that something sent here has become. */
  private readonly claimed = new Set<string>();

  constructor(
    private readonly id: string,
    private readonly list: TurnList,
    private readonly store: LogStore,
  ) {}

  async say(speaker: string, text: string): Promise<boolean> {
    const one: Outgoing = { key: `out-${++this.keys}`, speaker, text, after: this.newest };
    this.store.set({ outgoing: [...this.outgoing, one] });
    return this.deliver(one);
  }

  async retry(key: string): Promise<boolean> {
    const one = this.outgoing.find((each) => each.key === key);
    if (one === undefined) {
      return false;
    }
    const fresh: Outgoing = { key, speaker: one.speaker, text: one.text, after: one.after };
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
        turn.speaker === speaker && turn.raw_text.trim() === text.trim() && !this.claimed.has(turn.turn_id),
    );
  }

  discard(key: string): void {
    this.store.set({ outgoing: this.outgoing.filter((each) => each.key !== key) });
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

  private get outgoing(): readonly Outgoing[] {
    return this.store.get().outgoing;
  }

  private exchange(one: Outgoing): void {
    this.store.set({ outgoing: this.outgoing.map((each) => (each.key === one.key ? one : each)) });
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
    this.claimed.add(turnId);
    this.list.putIfNew(turn);
    this.store.set({
      outgoing: this.outgoing.filter((each) => each.key !== one.key),
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
