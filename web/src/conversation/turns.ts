import type { Correction, Turn } from "../api/client";

/** Turns in their order, each once. What it answers is replaced, never changed, when something changes. */
export class TurnList {
  private bySeq = new Map<number, Turn>();
  private readonly seqs = new Map<string, number>();
  private sorted: readonly Turn[] | null = [];
  private newest = 0;

  /** The highest number seen. */
  get last(): number {
    return this.newest;
  }

  all(): readonly Turn[] {
    this.sorted ??= [...this.bySeq.values()].sort((a, b) => a.seq - b.seq);
    return this.sorted;
  }

  /** A turn as the server has told it; what is older than what is known changes nothing. */
  put(turn: Turn): void {
    const known = this.bySeq.get(turn.seq);
    if (known !== undefined && isOlder(turn, known)) {
      return;
    }
    this.bySeq.set(turn.seq, turn);
    this.seqs.set(turn.turn_id, turn.seq);
    this.newest = Math.max(this.newest, turn.seq);
    this.sorted = null;
  }

  /** Shows a turn, whatever is known of it: a decision that is on its way, or taken back. */
  replace(turn: Turn): void {
    this.bySeq.set(turn.seq, turn);
    this.sorted = null;
  }

  putIfNew(turn: Turn): void {
    if (!this.bySeq.has(turn.seq)) {
      this.put(turn);
    }
  }

  find(turnId: string): Turn | undefined {
    const seq = this.seqs.get(turnId);
    return seq === undefined ? undefined : this.bySeq.get(seq);
  }

  change(turnId: string, change: (turn: Turn) => Turn): void {
    const turn = this.find(turnId);
    if (turn !== undefined) {
      this.replace(change(turn));
    }
  }

  /** The place of the first turn that still waits or is missing, counted from 0. */
  firstOpen(): number {
    let place = 0;
    for (const turn of this.all()) {
      if (turn.seq !== place + 1 || turn.status === "queued") {
        break;
      }
      place++;
    }
    return place;
  }
}

function isOlder(turn: Turn, known: Turn): boolean {
  return turn.status === "queued" ? known.status !== "queued" : turn.revision < known.revision;
}

/** A turn with one correction put where it belongs, its cleaned text made anew from the spans. */
export function withCorrection(turn: Turn, correction: Correction): Turn {
  const { start, end } = correction.position;
  const others = turn.metadata.corrections.filter(
    ({ position }) =>
      (position.end <= start || position.start >= end) && !(position.start === start && position.end === end),
  );
  const corrections = [...others, correction].sort(
    (a, b) => a.position.start - b.position.start || a.position.end - b.position.end,
  );
  let text = "";
  let at = 0;
  for (const one of corrections) {
    if (one.applied && one.position.start >= at) {
      text += turn.raw_text.slice(at, one.position.start) + one.corrected;
      at = one.position.end;
    }
  }
  return {
    ...turn,
    cleaned_text: text + turn.raw_text.slice(at),
    metadata: { ...turn.metadata, corrections, cleaning_applied: corrections.some((one) => one.applied) },
  };
}
