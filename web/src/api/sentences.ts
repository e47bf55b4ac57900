/** What the server says of an error, as far as a sentence for people is made from it. */
export interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly retryAfterMs?: number | undefined;
}

type Sentences = readonly [what: string, action: string];

/** "in 12 seconds", "in 3 minutes". */
export function within(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 120) {
    return `in ${seconds} second${seconds === 1 ? "" : "s"}`;
  }
  return `in ${Math.ceil(seconds / 60)} minutes`;
}

const soon = (ms: number | undefined): string =>
  `Try again ${ms === undefined ? "in a moment" : within(ms)}.`;

const NAMES: Readonly<Record<string, string>> = {
  raw_transcript: "transcript",
  content: "transcript",
  raw_text: "turn",
  cleaned_text: "text",
  term: "word",
};

/** What is wrong with a field: "The name must not be blank." */
function ofField(field: string, wrong: string): string {
  if (wrong.includes("NUL")) {
    return "This is no text: it has signs that only programs can read.";
  }
  const name = NAMES[field] ?? field.replace(/^.*\./, "").replaceAll("_", " ");
  return `The ${name} ${wrong}.`;
}

function ofFields({ message, fields }: Said): string {
  const all = [...fields].map(([field, wrong]) => ofField(field, wrong));
  return all.length === 0 ? message : all.join(" ");
}

const NOT_THERE: Sentences = [
  "It is not there: it was deleted, the address is not whole, or it belongs to somebody else.",
  "",
];

/** What an error means for somebody in front of the page, and what they can do; by its code in docs/errors.md. */
export function sentencesOf(said: Said, suggested: string | undefined): Sentences {
  const again = soon(said.retryAfterMs);
  switch (said.code) {
    case "AUTH_001":
    case "AUTH_002":
      return ["You are no longer signed in.", "Sign in again."];
    case "AUTH_003":
      return ["Your account may not do this.", "Ask whoever runs Lumen."];
    case "VAL_001":
      return said.status === 413
        ? ["It is too large for this server.", "Split it into parts."]
        : ["The server did not understand this page.", "Load the page again; it may be an old one."];
    case "VAL_002":
    case "VAL_003":
      if (said.status === 409) {
        return [said.message, "Look at how it stands now."];
      }
      return said.fields.get("id")?.includes("UUID") ? NOT_THERE : [ofFields(said), ""];
    case "PROC_001":
      return NOT_THERE;
    case "PROC_002":
      return ["The turn is stored, but cleaning it failed.", "Its raw text stands."];
    case "PROC_003":
      return ["The language model does not answer.", again];
    case "PROC_004":
      return ["The server has too much to do just now; nothing was stored.", again];
    case "SYS_001":
      return ["The server cannot reach its database; nothing was stored.", again];
    case "SYS_002":
      return ["Something that the server depends on failed.", again];
    case "SYS_003":
      return ["These were too many tries in a short time.", again];
    case "SYS_004":
      return ["The server failed unexpectedly.", "Try again; if it stays so, tell whoever runs Lumen."];
    default:
      return [said.message, suggested ?? again];
  }
}
