import { type KeyboardEvent, useRef, useState } from "react";
import { useDraft } from "../app/drafts";
import { useAction } from "../app/keyboard";
import { Button } from "../ui/Button";
import { SpeakerSelect } from "../ui/SpeakerSelect";

interface Props {
  /** The conversation; what is begun for one is found again there. */
  id: string;
  /** Why nothing can be said any more; null while it can. */
  closed: string | null;
  onSay: (speaker: string, text: string) => void;
}

/** Writes a turn, as one or the other side. */
export function Composer({ id, closed, onSay }: Props) {
  const [speaker, setSpeaker] = useState("User");
  const [draft, setText, drop] = useDraft<string>(`turn of ${id}`);
  const text = draft ?? "";
  const field = useRef<HTMLTextAreaElement>(null);
  useAction("say", () => field.current?.focus());

  const send = () => {
    if (text.trim() !== "") {
      onSay(speaker, text);
      drop();
      field.current?.focus();
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      field.current?.blur();
    }
  };
  if (closed !== null) {
    return (
      <div className="composer">
        <p className="soft" role="status">
          {closed}
        </p>
      </div>
    );
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SpeakerSelect speakers={["User", "Lumen"]} value={speaker} onChange={setSpeaker} />
      <textarea
        ref={field}
        className="input"
        rows={1}
        aria-label="A turn, as it was heard"
        placeholder="A turn, as it was heard"
        maxLength={100_000}
        value={text}
        onChange={(event) => (event.target.value === "" ? drop() : setText(event.target.value))}
        onKeyDown={onKey}
      />
      <Button kind="primary" type="submit" icon="send" aria-label="Send" />
    </form>
  );
}
