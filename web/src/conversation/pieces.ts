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
        offered += correction.state === "rejected" ? 0 : 1;
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

/** From where to where a text matches what is looked for. */
export type Range = readonly [start: number, end: number];

/** Where a search matches, without regard to case. */
export function matches(text: string, query: string): Range[] {
  if (query === "") {
    return [];
  }
  const wanted = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  return [...text.matchAll(wanted)].map((hit) => [hit.index, hit.index + hit[0].length] as const);
}

/** Cuts a stretch that begins at `from` of a longer text along what matched in that. */
export function cut(
  text: string,
  from: number,
  ranges: readonly Range[],
): { text: string; found: boolean }[] {
  const result: { text: string; found: boolean }[] = [];
  let at = 0;
  const upTo = (end: number, found: boolean) => {
    if (end > at) {
      result.push({ text: text.slice(at, end), found });
      at = end;
    }
  };
  for (const [start, end] of ranges) {
    upTo(Math.max(0, Math.min(text.length, start - from)), false);
    upTo(Math.max(0, Math.min(text.length, end - from)), true);
  }
  upTo(text.length, false);
  return result;
}

/** A piece with where it begins in the text as it reads and in the raw text. */
export interface Placed {
  readonly piece: Piece;
  readonly clean: number;
  readonly raw: number;
}

export function placed(all: readonly Piece[]): Placed[] {
  let clean = 0;
  let raw = 0;
  return all.map((piece) => {
    const here = { piece, clean, raw };
    clean += piece.kind === "same" ? piece.text.length : shown(piece.correction).length;
    raw += piece.kind === "same" ? piece.text.length : piece.correction.original.length;
    return here;
  });
}
