import { useCallback, useEffect, useSyncExternalStore } from "react";
import { Watched } from "../ui/watched";

/** What is being written and not yet stored: it outlives the field it is written in, while the page is open. */
class Drafts extends Watched {
  private readonly kept = new Map<string, unknown>();
  private writer: string | undefined;

  get<T>(key: string): T | undefined {
    return this.kept.get(key) as T | undefined;
  }

  set(key: string, draft: unknown): void {
    this.kept.set(key, draft);
    this.changed();
  }

  drop(key: string): void {
    if (this.kept.delete(key)) {
      this.changed();
    }
  }

  /** Who is signed in now. Whose session ran out finds the drafts again; nobody finds somebody else's. */
  isOf(user: string | undefined): void {
    if (user !== undefined && this.writer !== undefined && user !== this.writer) {
      this.kept.clear();
      this.changed();
    }
    this.writer = user ?? this.writer;
  }

  get size(): number {
    return this.kept.size;
  }
}

export const drafts = new Drafts();

/** The draft of a place, or undefined where nothing is being written; and the ways to change and to drop it. */
export function useDraft<T>(key: string): [T | undefined, (draft: T) => void, () => void] {
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get<T>(key));
  const set = useCallback((next: T) => drafts.set(key, next), [key]);
  const drop = useCallback(() => drafts.drop(key), [key]);
  return [draft, set, drop];
}

/** What is written into the fields of a form. */
interface Fields<T> {
  /** As they are now; as they are stored where nothing was begun. */
  readonly now: T;
  readonly isChanged: boolean;
  readonly change: (part: Partial<T>) => void;
  readonly drop: () => void;
}

/** The fields of a form, of which those that are as they are stored again are no draft. */
export function useFields<T extends object>(key: string, stored: T): Fields<T> {
  const [begun, set, drop] = useDraft<T>(key);
  const now = begun ?? stored;
  const isAsStored = (one: T) =>
    (Object.keys(stored) as (keyof T)[]).every((name) => one[name] === stored[name]);
  const change = (part: Partial<T>) => {
    const next = { ...now, ...part };
    isAsStored(next) ? drop() : set(next);
  };
  return { now, isChanged: !isAsStored(now), change, drop };
}

/** Whether something is being written at a place. */
export const useHasDraft = (key: string): boolean =>
  useSyncExternalStore(drafts.subscribe, () => drafts.get(key) !== undefined);

/** Asks before the page is closed while something of it is not stored. */
export function useDraftGuard(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => drafts.size > 0 && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
