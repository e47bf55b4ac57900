/** Where a spoken conversation stands; the server owns it (docs/protocol/live.md). */
export type SpeakState =
  | "idle"
  | "listening"
  | "processing"
  | "speaking"
  | "waiting_for_user"
  | "error"
  | "ended";

const MOVES: Readonly<Record<SpeakState, readonly SpeakState[]>> = {
  idle: ["listening", "processing", "error", "ended"],
  listening: ["idle", "processing", "speaking", "waiting_for_user", "error", "ended"],
  processing: ["idle", "listening", "speaking", "waiting_for_user", "error", "ended"],
  speaking: ["idle", "listening", "processing", "waiting_for_user", "error", "ended"],
  waiting_for_user: ["idle", "listening", "processing", "speaking", "error", "ended"],
  error: ["idle", "listening", "ended"],
  ended: [],
};

/** The states in the order a turn goes through them, with the words they are shown by. */
export const STATES: readonly (readonly [SpeakState, string, string])[] = [
  ["idle", "Ready", "Start listening, or type."],
  ["listening", "Listening", "Speak; a pause ends your turn."],
  ["processing", "Cleaning", "What you said is being cleaned, and an answer found."],
  ["speaking", "Speaking", "Say something to interrupt."],
  ["waiting_for_user", "Your turn", "Go on whenever you like."],
];

/** Why the server has moved, where that is worth a word. */
export const REASONS: Readonly<Record<string, string>> = {
  speech: "words were heard",
  barge_in: "you cut in",
  final_transcript: "your turn ended",
  reply: "a reply began",
  reply_finished: "the reply was heard",
  false_interruption: "it was no interruption",
  reply_failed: "no reply could be given",
  restarted: "the server was started again",
  request: "a page asked for it",
};

export const nameOf = (state: SpeakState): string =>
  STATES.find(([one]) => one === state)?.[1] ?? (state === "ended" ? "Ended" : "Something went wrong");

/** Whether there is a move from one state to another; staying is always one. */
export const mayMove = (from: SpeakState, to: SpeakState): boolean => from === to || MOVES[from].includes(to);

/**
 * Whether what was heard while a voice speaks is that voice itself, come back through the microphone:
 * at least four of five of its words are among those being said.
 */
export function isEcho(heard: string, spoken: string): boolean {
  const words = wordsOf(heard);
  const said = new Set(wordsOf(spoken));
  return words.length > 0 && words.filter((word) => said.has(word)).length >= words.length * 0.8;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

const SENTENCE = /[^.!?…]*[.!?…]+["”’')]*(?:\s+|$)/uy;

/**
 * The whole sentences of a text that grows, from a place on: while it grows its last sentence may
 * not be whole, as more of it may come.
 */
export function sentences(text: string, from: number, isWhole: boolean): string[] {
  const found: string[] = [];
  let at = from;
  for (;;) {
    SENTENCE.lastIndex = at;
    const next = SENTENCE.exec(text)?.[0];
    if (next === undefined || (!isWhole && at + next.length === text.length)) {
      break;
    }
    found.push(next);
    at += next.length;
  }
  if (isWhole && at < text.length) {
    found.push(text.slice(at));
  }
  return found;
}
