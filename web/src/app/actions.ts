/** Where an action is offered. `everywhere` is on top of each of the others. */
export type Scope = "everywhere" | "list" | "conversation" | "review" | "speak";

export interface Action {
  readonly id: string;
  /** As in `Shift+A`, `Mod+K`, `g c` (one after the other), `?`. */
  readonly keys: string;
  readonly label: string;
  readonly scope: Scope;
}

/** Every shortcut there is: read by the dispatcher, the sheet under `?`, the settings and the tests. */
export const ACTIONS = [
  { id: "help", keys: "?", label: "Show all shortcuts", scope: "everywhere" },
  { id: "go.conversations", keys: "g c", label: "Go to conversations", scope: "everywhere" },
  { id: "go.speak", keys: "g v", label: "Go to speak", scope: "everywhere" },
  { id: "go.import", keys: "g i", label: "Go to import", scope: "everywhere" },
  { id: "go.quality", keys: "g q", label: "Go to quality", scope: "everywhere" },
  { id: "go.performance", keys: "g p", label: "Go to performance", scope: "everywhere" },
  { id: "go.lab", keys: "g l", label: "Go to the lab", scope: "everywhere" },
  { id: "go.prompts", keys: "g m", label: "Go to prompts", scope: "everywhere" },
  { id: "go.settings", keys: "g s", label: "Go to settings", scope: "everywhere" },
  { id: "theme", keys: "Shift+T", label: "Switch between light and dark", scope: "everywhere" },

  { id: "list.new", keys: "n", label: "New conversation", scope: "list" },
  { id: "list.search", keys: "/", label: "Search", scope: "list" },
  { id: "list.next", keys: "j", label: "Next conversation", scope: "list" },
  { id: "list.previous", keys: "k", label: "Previous conversation", scope: "list" },
  { id: "list.open", keys: "o", label: "Open it", scope: "list" },
  { id: "list.archive", keys: "e", label: "Archive it, or bring it back", scope: "list" },
  { id: "list.delete", keys: "#", label: "Delete it", scope: "list" },

  { id: "find", keys: "/", label: "Find in this conversation", scope: "conversation" },
  { id: "view.clean", keys: "1", label: "Show the cleaned text", scope: "conversation" },
  { id: "view.diff", keys: "2", label: "Show what was changed", scope: "conversation" },
  { id: "view.raw", keys: "3", label: "Show the raw text", scope: "conversation" },
  { id: "turn.next", keys: "ArrowDown", label: "Next turn", scope: "conversation" },
  { id: "turn.previous", keys: "ArrowUp", label: "Previous turn", scope: "conversation" },
  { id: "turn.view", keys: "v", label: "Change the view of this turn alone", scope: "conversation" },
  { id: "turn.edit", keys: "Shift+E", label: "Write this turn’s text anew", scope: "conversation" },
  { id: "turn.link", keys: "Shift+C", label: "Copy a link to this turn", scope: "conversation" },
  { id: "turn.model", keys: "m", label: "What a model advised on it", scope: "conversation" },
  { id: "latest", keys: "Shift+G", label: "Jump to the latest turn", scope: "conversation" },
  { id: "say", keys: "c", label: "Write a turn", scope: "conversation" },
  { id: "panel", keys: "p", label: "Show or hide the side panel", scope: "conversation" },
  { id: "export", keys: "x", label: "Export", scope: "conversation" },
  { id: "correction.next", keys: "j", label: "Next correction", scope: "conversation" },
  { id: "correction.previous", keys: "k", label: "Previous correction", scope: "conversation" },
  { id: "correction.accept", keys: "a", label: "Accept, and on to the next", scope: "conversation" },
  { id: "correction.reject", keys: "r", label: "Reject, and on to the next", scope: "conversation" },
  { id: "correction.edit", keys: "e", label: "Write something else instead", scope: "conversation" },
  { id: "correction.alike", keys: "Shift+A", label: "Decide all that are alike", scope: "conversation" },
  { id: "correction.undo", keys: "u", label: "Undo the last decision", scope: "conversation" },
  { id: "review.start", keys: "w", label: "Review what is uncertain", scope: "conversation" },
  { id: "review.end", keys: "q", label: "End the review", scope: "review" },

  { id: "speak.listen", keys: "l", label: "Listen, or stop listening", scope: "speak" },
  { id: "speak.hush", keys: "s", label: "Have the voice be quiet", scope: "speak" },
] as const satisfies readonly Action[];

export type ActionId = (typeof ACTIONS)[number]["id"];

export const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  everywhere: "Everywhere",
  list: "In the list of conversations",
  conversation: "In a conversation",
  review: "While reviewing",
  speak: "While speaking",
};

const PAGES: Readonly<Record<Scope, readonly Scope[]>> = {
  everywhere: ["everywhere", "list", "conversation", "review", "speak"],
  list: ["list"],
  conversation: ["conversation", "review"],
  review: ["review", "conversation"],
  speak: ["speak"],
};

/** Pairs that one press would mean at the same place; there must be none. */
export function clashes(actions: readonly Action[]): string[] {
  const found: string[] = [];
  actions.forEach((a, index) => {
    for (const b of actions.slice(index + 1)) {
      const together = PAGES[a.scope].includes(b.scope) || PAGES[b.scope].includes(a.scope);
      if (together && (a.keys === b.keys || starts(a.keys, b.keys) || starts(b.keys, a.keys))) {
        found.push(`${a.id} and ${b.id}: ${a.keys}`);
      }
    }
  });
  return found;
}

/** Why a press cannot be a shortcut here; null when it can. */
export function unusable(keys: string): string | null {
  if (keys.startsWith("Alt+") || keys.startsWith("Mod+Alt+")) {
    return "Alt writes signs on many keyboards and opens menus on others.";
  }
  if (keys.includes(" ")) {
    return "The space bar presses what is in focus.";
  }
  if (/^(.*\+)?\+$/.test(keys)) {
    return "“+” joins the keys of a shortcut.";
  }
  if (/(^|\+)(Enter|Escape|Tab|Backspace|Delete|Dead|Process|Unidentified)$/.test(keys)) {
    return "This key has its own meaning in fields and on buttons.";
  }
  return null;
}

function starts(short: string, long: string): boolean {
  return long.startsWith(`${short} `);
}

/** What a key press is called here, as in `Shift+A`; a shifted sign is just the sign. */
export function nameOf(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
): string {
  const letter = event.key.length === 1;
  const cased = letter && event.key.toLowerCase() !== event.key.toUpperCase();
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) {
    parts.push("Mod");
  }
  if (event.altKey) {
    parts.push("Alt");
  }
  if (event.shiftKey && (cased || !letter)) {
    parts.push("Shift");
  }
  const plain = cased && parts.length === 0 ? event.key.toLowerCase() : event.key;
  parts.push(cased && parts.length > 0 ? event.key.toUpperCase() : plain);
  return parts.join("+");
}
