import { useSyncExternalStore } from "react";
import type { Turn } from "../api/client";
import { drafts } from "../app/drafts";

/** What was begun in the place of a turn's corrections, by the id of each. */
type Words = Readonly<Record<string, string>>;

const keyOf = (turnId: string): string => `words in ${turnId}`;
const wordsIn = (turnId: string): Words | undefined => drafts.get<Words>(keyOf(turnId));

/** Keeps what was begun in the place of a correction until it is stored; null lets it go. */
export function keepWord(turnId: string, correctionId: string, text: string | null): void {
  const { [correctionId]: _, ...others } = wordsIn(turnId) ?? {};
  const words: Words = text === null ? others : { ...others, [correctionId]: text };
  if (Object.keys(words).length > 0) {
    drafts.set(keyOf(turnId), words);
  } else {
    drafts.drop(keyOf(turnId));
  }
}

/** What was begun in the place of a correction. */
export const useWord = (turnId: string, correctionId: string): string | undefined =>
  useSyncExternalStore(drafts.subscribe, () => wordsIn(turnId)?.[correctionId]);

/** Whether something was begun in the place of a correction that a turn has. */
export const useHasWord = ({ turn_id, metadata }: Turn): boolean =>
  useSyncExternalStore(drafts.subscribe, () => {
    const words = wordsIn(turn_id);
    return words !== undefined && metadata.corrections.some(({ id }) => id in words);
  });
