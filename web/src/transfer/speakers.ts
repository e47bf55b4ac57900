import type { Schemas } from "../api/client";

export type Parsed = Schemas["ParsedTranscript"];
export type ParsedTurn = Schemas["ParsedTurn"];

/** A speaker as the transcript labels them, how often, and whom they are taken for. */
export interface SpeakerRow {
  readonly label: string;
  readonly turns: number;
  readonly speaker: string;
}

/** All labels in the order in which they first speak. */
export function speakersOf(parsed: Parsed): SpeakerRow[] {
  const rows = new Map<string, { turns: number; speaker: string }>();
  for (const turn of parsed.parsed_turns) {
    const label = turn.original_speaker_label || turn.speaker;
    const row = rows.get(label);
    rows.set(label, { turns: (row?.turns ?? 0) + 1, speaker: row?.speaker ?? turn.speaker });
  }
  return [...rows].map(([label, row]) => ({ label, ...row }));
}

/** The turns with speakers named as `names` says, as a JSON transcript; null when nothing was renamed. */
export function renamed(parsed: Parsed, names: ReadonlyMap<string, string>): string | null {
  const rows = speakersOf(parsed);
  if (rows.every((row) => (names.get(row.label) ?? row.speaker) === row.speaker)) {
    return null;
  }
  const turns = parsed.parsed_turns.map((turn) => ({
    speaker: names.get(turn.original_speaker_label || turn.speaker) ?? turn.speaker,
    text: turn.raw_text,
    ...(turn.start_seconds !== null && { start: turn.start_seconds }),
    ...(turn.end_seconds !== null && { end: turn.end_seconds }),
  }));
  return JSON.stringify({ turns });
}
