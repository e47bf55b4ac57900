import { useEffect, useRef, useState } from "react";
import { useAction } from "../app/keyboard";
import { Icon } from "../ui/Icon";

/** Typing pauses this long before the server is asked. */
const TYPING_MS = 180;

/** Asks for what is typed; shows what is asked for when that changes otherwise. */
export function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(value);
  useAction("list.search", () => field.current?.focus());
  useEffect(() => {
    if (value !== asked.current) {
      asked.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    const wait = setTimeout(() => {
      if (typed !== asked.current) {
        asked.current = typed;
        onChange(typed);
      }
    }, TYPING_MS);
    return () => clearTimeout(wait);
  }, [typed, onChange]);
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        aria-label="Search names and everything that was said"
        placeholder="Search names and everything that was said"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
    </div>
  );
}
