import { type KeyboardEvent, useRef, useState } from "react";
import { useAction } from "../app/keyboard";
import { Button } from "../ui/Button";
import { SpeakerSelect } from "../ui/SpeakerSelect";

/** Writes a turn, as one or the other side. */
export function Composer({ onSay }: { onSay: (speaker: string, text: string) => void }) {
  const [speaker, setSpeaker] = useState("User");
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useAction("say", () => field.current?.focus());

  const send = () => {
    if (text.trim() !== "") {
      onSay(speaker, text);
      setText("");
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
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <Button kind="primary" type="submit" icon="send" aria-label="Send" />
    </form>
  );
}
