import { api, body } from "../api/client";
import type { LogStore } from "./logState";
import type { TurnList } from "./turns";

/** The first turns come alone, so that something is there to read; then in larger parts. */
const FIRST = 200;
const PART = 1000;

/** Reads the turns of a conversation from the server into its list, part by part. */
export class TurnReader {
  private current: AbortController | null = null;

  constructor(
    private readonly id: string,
    private readonly list: TurnList,
    private readonly store: LogStore,
  ) {}

  get underWay(): boolean {
    return this.current !== null;
  }

  stop(): void {
    this.current?.abort();
  }

  /** Reads all turns from a place on; another reading that is under way is given up. */
  async from(start = 0): Promise<void> {
    this.stop();
    const mine = new AbortController();
    this.current = mine;
    try {
      for (let offset = start, more = true; more; ) {
        const part = await this.part(offset, offset === 0 ? FIRST : PART, mine.signal);
        for (const turn of part.turns) {
          this.list.put(turn);
        }
        offset += part.turns.length;
        more = part.turns.length > 0 && offset < part.total;
        this.store.set({
          turns: this.list.all(),
          total: Math.max(part.total, this.list.last),
          loading: more,
          failure: null,
        });
      }
    } catch (failure) {
      if (!mine.signal.aborted) {
        this.store.set({ failure, loading: false });
      }
    } finally {
      if (this.current === mine) {
        this.current = null;
      }
    }
  }

  private part(offset: number, limit: number, signal: AbortSignal) {
    return body(
      api.GET("/api/v1/conversations/{id}/turns", {
        params: { path: { id: this.id }, query: { offset, limit, transcripts: false } },
        signal,
      }),
    );
  }
}
