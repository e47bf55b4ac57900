import { useSyncExternalStore } from "react";

/** What this browser remembers of how its user likes the page. */
export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  readonly size: "small" | "medium" | "large";
  readonly face: "serif" | "sans";
  readonly view: "clean" | "diff" | "raw";
  readonly confidence: boolean;
  readonly hideLumen: boolean;
  /** Single-letter shortcuts, which may collide with speech input. */
  readonly letters: boolean;
  /** What is spoken, as a language tag. */
  readonly language: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly newConversation: { readonly level: "auto" | "light" | "full" | "none"; readonly window: number };
}

const KEY = "lumen.preferences";

const DEFAULTS: Preferences = {
  theme: "system",
  size: "medium",
  face: "serif",
  view: "clean",
  confidence: false,
  hideLumen: false,
  letters: true,
  language: /^en-(US|GB|AU|IN)$/.test(navigator.language) ? navigator.language : "en-US",
  keys: {},
  newConversation: { level: "auto", window: 10 },
};

let current: Preferences = read();
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

function apply(): void {
  const root = document.documentElement.dataset;
  if (current.theme === "system") {
    delete root.theme;
  } else {
    root.theme = current.theme;
  }
  root.size = current.size;
  root.face = current.face;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  apply();
  for (const listener of listeners) {
    listener();
  }
}

export const preferences = (): Preferences => current;

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences);
}

/** Brings the document in line, now and when another tab changes them. */
export function followPreferences(): void {
  apply();
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      current = read();
      apply();
      for (const listener of listeners) {
        listener();
      }
    }
  });
}
