import { Watched } from "../ui/watched";

export type Kind = "info" | "socket" | "test" | "error";

export interface Entry {
  readonly key: number;
  readonly at: number;
  readonly kind: Kind;
  readonly text: string;
}

const KEPT = 1000;

/** The last thousand lines of what happened, for those who look for something. */
export class DebugLog extends Watched {
  private entries: readonly Entry[] = [];
  private keys = 0;

  add(kind: Kind, text: string): void {
    this.entries = [...this.entries.slice(1 - KEPT), { key: ++this.keys, at: Date.now(), kind, text }];
    this.changed();
  }

  clear(): void {
    this.entries = [];
    this.changed();
  }

  get = (): readonly Entry[] => this.entries;
}

/** Those of a kind that have some text in them. */
export function filtered(entries: readonly Entry[], kind: Kind | "all", text: string): readonly Entry[] {
  const wanted = text.toLowerCase();
  return entries.filter(
    (entry) => (kind === "all" || entry.kind === kind) && entry.text.toLowerCase().includes(wanted),
  );
}
