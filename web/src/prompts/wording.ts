/** How a question to a model ended, in words; the names are those of docs/prompts.md. */
export const OUTCOMES: Readonly<Record<string, readonly [word: string, look: "good" | "warn" | "bad" | ""]>> =
  {
    kept: ["edits kept", "good"],
    nothing: ["nothing to change", ""],
    refused: ["every edit refused", "warn"],
    overtaken: ["overtaken by a change", ""],
    late: ["too late", "warn"],
    unreadable: ["unreadable answer", "bad"],
    failed: ["failed", "bad"],
  };

/** Why an edit was refused. */
export const REFUSALS: Readonly<Record<string, string>> = {
  number: "it makes, changes or drops a number",
  negation: "it makes or drops a “not”",
  hedge: "it makes or drops a “maybe” or “about”",
  name: "it writes a name unlike what was heard",
  invented_word: "it writes a word unlike what was heard",
  dropped_word: "it leaves out what was said",
  reordered: "it says the same words in another order",
  local_result: "it undoes a correction of the cleaner",
  decided: "a person has decided about this",
  overtaken: "this was changed meanwhile",
};

/** Why there was no answer to use. */
export const FAILURES: Readonly<Record<string, string>> = {
  late: "The answer came after its time.",
  unreachable: "The model could not be reached. Check its address and that it runs.",
  unauthorised: "The model’s provider refuses the key. Check LUMEN_MODEL_API_KEY.",
  throttled: "The provider asks for fewer calls.",
  broken: "The provider failed, or its answer broke off.",
  refused: "The provider refuses the request. Check LUMEN_MODEL_NAME.",
  blocked: "The provider blocked the answer.",
  unreadable: "What came was not the JSON that the template asks for.",
  resting: "The model failed often and is left alone for some seconds.",
};

const STATES = {
  not_asked: ["not asked yet", ""],
  answering: ["answering", "good"],
  failing: ["failing", "bad"],
  resting: ["resting after failures", "warn"],
} as const;

/** How a model has answered lately. */
export const stateOf = (state: keyof typeof STATES): (typeof STATES)[keyof typeof STATES] => STATES[state];

/** JSON laid out for reading; anything else as it is. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
