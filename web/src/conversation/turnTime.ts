import type { Turn } from "../api/client";
import { exactly, position, whenOf } from "../ui/format";

/** When something was said, for eyes and for programs. */
interface When {
  readonly text: string;
  readonly exact: string;
  /** As an element `time` has it. */
  readonly machine: string;
}

/**
 * When a turn was said. Of one that was imported that is where it stands in the recording, or nothing: when it came in
 * is the time of the import, the same for all of them.
 */
export function timeOfTurn({ created_at, metadata: { source } }: Turn): When | null {
  if (source === undefined) {
    return { text: whenOf(created_at), exact: exactly(created_at), machine: created_at };
  }
  const { start_seconds: start } = source as { readonly start_seconds?: unknown };
  if (typeof start !== "number") {
    return null;
  }
  const exact = `${position(start)} from the beginning; imported ${exactly(created_at)}`;
  return { text: position(start), exact, machine: `PT${start}S` };
}
