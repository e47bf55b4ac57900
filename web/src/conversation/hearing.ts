import type { Hearing, LogStore } from "./logState";

/** Who has said nothing more for so long is not waited for: their connection may have been lost. */
const SILENT_MS = 20_000;

export interface Heard {
  readonly turn: string;
  readonly speaker?: string;
  readonly is_final: boolean;
  readonly interim_transcript?: string;
}

/** The words of a spoken conversation before they are turns. */
export class HearingWords {
  private readonly silences = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly store: LogStore) {}

  heard({ turn, speaker = "User", is_final, interim_transcript = "" }: Heard): void {
    const key = `${speaker} ${turn}`;
    clearTimeout(this.silences.get(key));
    if (is_final || interim_transcript.trim() === "") {
      this.forget(key);
      return;
    }
    this.silences.set(
      key,
      setTimeout(() => this.forget(key), SILENT_MS),
    );
    const now: Hearing = { key, speaker, text: interim_transcript };
    const { hearing } = this.store.get();
    const isKnown = hearing.some((one) => one.key === key);
    this.store.set({
      hearing: isKnown ? hearing.map((one) => (one.key === key ? now : one)) : [...hearing, now],
    });
  }

  /** What becomes of the words is not heard any more. */
  stop(): void {
    for (const key of [...this.silences.keys()]) {
      this.forget(key);
    }
  }

  private forget(key: string): void {
    clearTimeout(this.silences.get(key));
    if (this.silences.delete(key)) {
      this.store.set({ hearing: this.store.get().hearing.filter((one) => one.key !== key) });
    }
  }
}
