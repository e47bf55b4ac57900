import { useEffect, useRef } from "react";
import { ACTIONS, type Action, type ActionId, clashes, nameOf } from "./actions";
import { preferences } from "./preferences";

type Handler = () => void;

/** Time for the second key of `g c`. */
const SEQUENCE_MS = 1200;

const handlers = new Map<ActionId, Handler[]>();
let pending: { keys: string; at: number } | null = null;

/** All actions with the keys that this user gave them. */
export function actionsNow(): Action[] {
  const own = preferences().keys;
  return ACTIONS.map((action) => ({ ...action, keys: own[action.id] ?? action.keys }));
}

export function keysOf(id: ActionId): string {
  return preferences().keys[id] ?? ACTIONS.find((action) => action.id === id)?.keys ?? "";
}

/** Does `handler` when the keys of an action are pressed, while the calling component is shown. */
export function useAction(id: ActionId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!enabled) {
      return;
    }
    const own = () => latest.current();
    handlers.set(id, [...(handlers.get(id) ?? []), own]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== own),
      );
    };
  }, [id, enabled]);
}

/** The actions that something on the screen would do now. */
export function offered(): Action[] {
  return actionsNow().filter((action) => (handlers.get(action.id as ActionId)?.length ?? 0) > 0);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)))
  );
}

function isModal(): boolean {
  return (
    document.querySelector(
      '[role="dialog"][data-open]:not(.correction-popup, .toast), [role="alertdialog"][data-open], [role="menu"][data-open]',
    ) !== null
  );
}

function dispatch(event: KeyboardEvent): void {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    ["Shift", "Control", "Alt", "Meta"].includes(event.key)
  ) {
    return;
  }
  const name = nameOf(event);
  const plain = !name.startsWith("Mod+");
  if (plain && (isTyping(event.target) || isModal() || event.altKey || !preferences().letters)) {
    return;
  }
  const actions = offered();
  const keys =
    pending !== null && event.timeStamp - pending.at < SEQUENCE_MS ? `${pending.keys} ${name}` : name;
  pending = null;
  const action = actions.find((one) => one.keys === keys) ?? actions.find((one) => one.keys === name);
  if (action !== undefined) {
    // A button in focus keeps its own keys; arrows in a group of them move there.
    if (
      name.startsWith("Arrow") &&
      event.target instanceof Element &&
      event.target.closest('[role="tablist"], [role="menu"], .segments')
    ) {
      return;
    }
    event.preventDefault();
    handlers.get(action.id as ActionId)?.at(-1)?.();
  } else if (actions.some((one) => one.keys.startsWith(`${name} `))) {
    pending = { keys: name, at: event.timeStamp };
  }
}

/** Begins to listen. Refuses when two actions have the same keys at one place. */
export function startKeyboard(): void {
  const found = clashes(ACTIONS);
  if (found.length > 0) {
    throw new Error(`Two actions share their keys: ${found.join("; ")}`);
  }
  document.addEventListener("keydown", dispatch);
}
