import type { Correction, Turn } from "../api/client";

export type View = "clean" | "diff" | "raw";

/** A stretch of a turn as it is drawn: what stays, or one correction of the server in its place. */
export type Piece =
  | { readonly kind: "same"; readonly text: string }
  | { readonly kind: "change"; readonly correction: Correction; readonly index: number };

/**
 * Cuts a turn along the server's spans (UTF-16 units of the raw text). Spans that do not fit, which
 * a newer server might send, are left out; the text is never wrong for it, only less is drawn.
 */
export function pieces(raw: string, corrections: readonly Correction[]): Piece[] {
  const sorted = corrections
    .map((correction, index) => ({ correction, index }))
    .sort((a, b) => a.correction.position.start - b.correction.position.start || a.index - b.index);
  const result: Piece[] = [];
  let at = 0;
  for (const { correction, index } of sorted) {
    const { start, end } = correction.position;
    if (start < at || end < start || end > raw.length || raw.slice(start, end) !== correction.original) {
      continue;
    }
    if (start > at) {
      result.push({ kind: "same", text: raw.slice(at, start) });
    }
    result.push({ kind: "change", correction, index });
    at = end;
  }
  if (at < raw.length) {
    result.push({ kind: "same", text: raw.slice(at) });
  }
  return result;
}

/** The cleaned text that the pieces make; applied corrections count, offered ones do not. */
export function assembled(all: readonly Piece[]): string {
  return all.map((piece) => (piece.kind === "same" ? piece.text : shown(piece.correction))).join("");
}

function shown(correction: Correction): string {
  return correction.applied ? correction.corrected : correction.original;
}

/** The pieces of a turn, or its text whole where they do not make the text the server sent. */
export function piecesOf(turn: Turn): Piece[] {
  const all = pieces(turn.raw_text, turn.metadata.corrections);
  return assembled(all) === turn.cleaned_text ? all : [{ kind: "same", text: turn.cleaned_text }];
}

/** What a view shows of a turn, for finding and copying. */
export function textOf(turn: Turn, view: View): string {
  return view === "raw" ? turn.raw_text : turn.cleaned_text;
}

/** How much was cleaned away and changed in some turns. */
export interface Counts {
  readonly removed: number;
  readonly changed: number;
  readonly offered: number;
}

export function countsOf(turns: readonly Turn[]): Counts {
  let removed = 0;
  let changed = 0;
  let offered = 0;
  for (const turn of turns) {
    for (const correction of turn.metadata.corrections) {
      if (!correction.applied) {
        offered++;
      } else if (correction.corrected === "") {
        removed++;
      } else {
        changed++;
      }
    }
  }
  return { removed, changed, offered };
}

const LUMEN = new Set(["lumen", "ai", "assistant", "claude"]);

/** Whether a label names the AI voice, whose turns are never cleaned. */
export const isLumen = (speaker: string): boolean => LUMEN.has(speaker.toLowerCase());

/** Cuts text where a search matches, without regard to case. */
export function marked(text: string, query: string): { text: string; found: boolean }[] {
  if (query === "") {
    return [{ text, found: false }];
  }
  const result: { text: string; found: boolean }[] = [];
  const low = text.toLowerCase();
  const wanted = query.toLowerCase();
  // Lower case can be longer than what it came from; then nothing is marked rather than the wrong place.
  if (low.length !== text.length) {
    return [{ text, found: false }];
  }
  let at = 0;
  for (let hit = low.indexOf(wanted); hit >= 0; hit = low.indexOf(wanted, at)) {
    if (hit > at) {
      result.push({ text: text.slice(at, hit), found: false });
    }
    at = hit + wanted.length;
    result.push({ text: text.slice(hit, at), found: true });
  }
  if (at < text.length) {
    result.push({ text: text.slice(at), found: false });
  }
  return result;
}
