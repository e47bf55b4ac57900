import { useState } from "react";
import type { Turn } from "../api/client";
import { Button } from "../ui/Button";

interface Props {
  turn: Turn;
  /** Stores the text; false when that was refused, and the words stay to be tried again. */
  onSave: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

/** A turn's cleaned text, to be written as it should read: for what the cleaner has missed. */
export function TurnEditor({ turn, onSave, onCancel }: Props) {
  const [text, setText] = useState(turn.cleaned_text);
  const [saving, setSaving] = useState(false);
  const save = async () => {
    if (text === turn.cleaned_text) {
      onCancel();
      return;
    }
    setSaving(true);
    if (!(await onSave(text))) {
      setSaving(false);
    }
  };
  return (
    <form
      className="turn-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className="input words"
        aria-label={`Text of turn ${turn.seq}`}
        // biome-ignore lint/a11y/noAutofocus: asked for by the press before
        autoFocus
        rows={2}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          } else if (event.key === "Escape") {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <div className="row">
        <Button small kind="primary" type="submit" busy={saving}>
          Save
        </Button>
        <Button small onClick={onCancel}>
          Cancel
        </Button>
        <span className="small soft">Heard as: {turn.raw_text}</span>
      </div>
    </form>
  );
}
