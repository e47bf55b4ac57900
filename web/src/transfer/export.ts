import type { Turn } from "../api/client";
import { isLumen, piecesOf } from "../conversation/pieces";

export type Text = "raw" | "clean" | "marked";
export type Format = "txt" | "md" | "docx" | "srt" | "vtt" | "json";

export interface Choice {
  readonly text: Text;
  readonly format: Format;
  readonly speakers: boolean;
  readonly times: boolean;
}

/** What a conversation is called in an export. */
export interface Title {
  readonly name: string;
  readonly created_at: string;
}

export const TYPES: Readonly<Record<Format, string>> = {
  txt: "text/plain",
  md: "text/markdown",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  srt: "application/x-subrip",
  vtt: "text/vtt",
  json: "application/json",
};

/** A turn without times lasts as long as it takes to read it: 15 characters a second, 1 to 8 s. */
const CHARACTERS_A_SECOND = 15;
/** What an import brought along may be shorter than anybody reads. */
const SHORTEST = 0.5;

/** A name for the file that every system takes. */
export function fileName(name: string, { text, format }: Choice): string {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain || "conversation"}-${text}.${format}`;
}

/** The words of a turn; in `marked`, [-removed-] and {+added+} as `lumen clean --output diff` has them. */
export function words(turn: Turn, text: Text): string {
  if (text === "raw") {
    return turn.raw_text;
  }
  if (text === "clean") {
    return turn.cleaned_text;
  }
  return piecesOf(turn)
    .map((piece) => {
      if (piece.kind === "same") {
        return piece.text;
      }
      const { original, corrected, applied } = piece.correction;
      return applied
        ? `${original === "" ? "" : `[-${original}-]`}${corrected === "" ? "" : `{+${corrected}+}`}`
        : original;
    })
    .join("");
}

interface Timed {
  readonly start_seconds?: number | null;
  readonly end_seconds?: number | null;
}

export interface Cue {
  readonly turn: Turn;
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
  /** When it was said, for readers; of an import that brought no times along nobody knows it. */
  readonly time: string | null;
}

function timesOf(turn: Turn): Timed {
  const { start_seconds, end_seconds } = (turn.metadata.source as Timed | undefined) ?? {};
  return { ...(start_seconds != null && { start_seconds }), ...(end_seconds != null && { end_seconds }) };
}

/** When each turn is shown: by the times an import brought along, else by when it came in. */
export function cues(turns: readonly Turn[]): Cue[] {
  const first = turns[0] === undefined ? 0 : Date.parse(turns[0].created_at);
  const starts = turns.map(
    (turn) => timesOf(turn).start_seconds ?? (Date.parse(turn.created_at) - first) / 1000,
  );
  // A turn without an end has the time to be read, although the next may have come in before; that one
  // then follows. Where an import brought times along they hold. Turns of one import came in at one moment.
  let clock = 0;
  return turns.map((turn, index) => {
    const length = Math.min(8, Math.max(1, turn.raw_text.length / CHARACTERS_A_SECOND));
    const start = Math.max(clock, starts[index] ?? 0);
    const said = timesOf(turn).end_seconds;
    const end = Math.max(start + SHORTEST, said ?? start + length);
    clock = end;
    const isKnown = turn.metadata.source === undefined || typeof timesOf(turn).start_seconds === "number";
    return { turn, start, end, time: isKnown ? stamp(start, ".").slice(0, 8) : null };
  });
}

/** `01:02:03,456`, or with a point for WebVTT. */
export function stamp(seconds: number, separator: "," | "."): string {
  const all = Math.round(seconds * 1000);
  const part = (value: number, digits: number) => String(value).padStart(digits, "0");
  const clock = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60, Math.floor(all / 1000) % 60];
  return `${clock.map((value) => part(value, 2)).join(":")}${separator}${part(all % 1000, 3)}`;
}

/**
 * Words in one line: whoever reads the file back takes a line that begins like a label for the words of
 * somebody else, and a blank line for the end of a cue.
 */
const oneLine = (text: string): string =>
  text
    .split(/[\n\r\v\f\u0085\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");

/** A few words with capitals: before a colon that is read as a name, and little else is. */
const NAME = /^\p{Lu}[\p{L}\p{M}\p{N}.'’_-]*(?: [\p{Lu}\p{N}][\p{L}\p{M}\p{N}.'’_-]*){0,4}$/u;

/** Whether all speakers are read back as such from in front of a colon; of one turn alone only a role is. */
const areNames = (turns: readonly Turn[]): boolean =>
  turns.every(
    ({ speaker }) =>
      NAME.test(speaker) &&
      (turns.length > 1 || isLumen(speaker) || /^(?:user|human|customer)$/i.test(speaker)),
  );

/** The label of a turn in text. One that is no plain name has all bold, as a text has one form of them. */
function labels(turns: readonly Turn[]): (speaker: string) => string {
  return areNames(turns)
    ? (speaker) => `${speaker}: `
    : (speaker) => `**${speaker.replace(/[*:]+ */g, " ").trim()}:** `;
}

function plain(turns: readonly Turn[], choice: Choice): string {
  const label = labels(turns);
  const lines = cues(turns).map(({ turn, time: known }) => {
    const time = choice.times && known !== null ? `[${known}] ` : "";
    const who = choice.speakers ? label(turn.speaker) : "";
    return `${time}${who}${oneLine(words(turn, choice.text))}`;
  });
  return `${lines.join("\n\n")}\n`;
}

const MARKDOWN = /([\\`*_{}[\]<>#|~])/g;

/** Text that Markdown shows as it is. */
const literally = (text: string): string =>
  text.replace(MARKDOWN, "\\$1").replace(/^(\s*\d*)([-+.])(?=\s)/, "$1\\$2");

function markdownWords(turn: Turn, text: Text): string {
  if (text !== "marked") {
    return literally(words(turn, text));
  }
  return piecesOf(turn)
    .map((piece) => {
      if (piece.kind === "same") {
        return literally(piece.text);
      }
      const { original, corrected, applied } = piece.correction;
      if (!applied) {
        return literally(original);
      }
      const gone = original.trim() === "" ? "" : `~~${literally(original.trim())}~~`;
      const come = corrected.trim() === "" ? "" : `**${literally(corrected.trim())}**`;
      const before = /^\s/.test(original) || /^\s/.test(corrected) ? " " : "";
      const after = /\s$/.test(original) || /\s$/.test(corrected) ? " " : "";
      return `${before}${[gone, come].filter((one) => one !== "").join(" ")}${after}`;
    })
    .join("");
}

function markdown(title: Title, turns: readonly Turn[], choice: Choice): string {
  const lines = cues(turns).map(({ turn, time: known }) => {
    const time = choice.times && known !== null ? `\`${known}\` ` : "";
    const who = choice.speakers ? `**${literally(turn.speaker)}:** ` : "";
    return `${time}${who}${oneLine(markdownWords(turn, choice.text))}`;
  });
  return `# ${literally(title.name)}\n\n${lines.join("\n\n")}\n`;
}

const spoken = (turns: readonly Turn[], text: Text): Cue[] =>
  cues(turns).filter(({ turn }) => words(turn, text).trim() !== "");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What a reader of captions takes for a time, a mark or an entity. */
const MARK =
  /-->|<\/?(?:c|i|b|u|v|lang|ruby|rt|font)(?:[. \t][^<>]*)?>|<[0-9:.]+>|\{\\|&(?:lt|gt|nbsp|lrm|rlm|amp);/;

/** SubRip has no escapes; what would be misread has those of WebVTT. */
const inSubRip = (text: string): string => (MARK.test(text) ? escaped(text) : text);

function subtitles(turns: readonly Turn[], choice: Choice): string {
  const shown = spoken(turns, choice.text);
  const label = areNames(shown.map(({ turn }) => turn))
    ? (speaker: string) => `${speaker}: `
    : (speaker: string) => `<b>${escaped(oneLine(speaker))}:</b> `;
  return shown
    .map(({ turn, start, end }, index) => {
      const who = choice.speakers ? label(turn.speaker) : "";
      return `${index + 1}\n${stamp(start, ",")} --> ${stamp(end, ",")}\n${who}${inSubRip(oneLine(words(turn, choice.text)))}\n`;
    })
    .join("\n");
}

function webVtt(turns: readonly Turn[], choice: Choice): string {
  const blocks = spoken(turns, choice.text).map(({ turn, start, end }) => {
    const who = choice.speakers ? `<v ${escaped(oneLine(turn.speaker))}>` : "";
    return `${stamp(start, ".")} --> ${stamp(end, ".")}\n${who}${escaped(oneLine(words(turn, choice.text)))}\n`;
  });
  return `WEBVTT\n\n${blocks.join("\n")}`;
}

/** The times that an import brought along, by the names that it is read back by. */
function broughtAlong(turn: Turn): { start?: number; end?: number } {
  const { start_seconds: start, end_seconds: end } = timesOf(turn);
  return { ...(typeof start === "number" && { start }), ...(typeof end === "number" && { end }) };
}

/** Marked up it has everything: both texts, each correction with its reason and how it was decided. */
function json(title: Title, turns: readonly Turn[], choice: Choice): string {
  const list = turns.map((turn) => ({
    seq: turn.seq,
    ...(choice.speakers && { speaker: turn.speaker }),
    text: words(turn, choice.text === "marked" ? "clean" : choice.text),
    ...(choice.text === "marked" && { raw_text: turn.raw_text, corrections: turn.metadata.corrections }),
    ...(choice.times && { created_at: turn.created_at, ...broughtAlong(turn) }),
  }));
  return `${JSON.stringify({ name: title.name, created_at: title.created_at, turns: list }, null, 2)}\n`;
}

/** The export as text; docx itself is made apart, as its library is loaded only when it is wanted. */
export function exported(title: Title, turns: readonly Turn[], choice: Choice): string {
  switch (choice.format) {
    case "txt":
      return plain(turns, choice);
    case "docx":
    case "md":
      return markdown(title, turns, choice);
    case "srt":
      return subtitles(turns, choice);
    case "vtt":
      return webVtt(turns, choice);
    case "json":
      return json(title, turns, choice);
  }
}

export const withoutLumen = (turns: readonly Turn[]): readonly Turn[] =>
  turns.filter((turn) => !isLumen(turn.speaker));
