import { useEffect, useRef, useState } from "react";
import type { Turn } from "../api/client";
import { useDraft } from "../app/drafts";
import { Button } from "../ui/Button";
import type { TurnEdits } from "./TurnRow";

interface Draft {
  readonly text: string;
  /** What the turn read when the writing began, and its revision then. */
  readonly base: string;
  readonly revision: number;
}

export const turnDraftKey = (turnId: string): string => `turn ${turnId}`;

/**
 * A turn's cleaned text, to be written as it should read: for what the cleaner has missed. What is written
 * is kept outside, as the row goes whenever it is out of sight.
 */
export function TurnEditor({ turn, edits }: { turn: Turn; edits: TurnEdits }) {
  const [draft, setDraft, drop] = useDraft<Draft>(turnDraftKey(turn.turn_id));
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft?.text ?? turn.cleaned_text;
  const overtaken = draft !== undefined && draft.base !== turn.cleaned_text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the editor is opened
  useEffect(() => {
    if (edits.takesFocus(turn.turn_id)) {
      field.current?.focus();
    }
  }, []);

  const close = () => {
    drop();
    edits.setEditing(null);
  };
  const save = async (revision: number) => {
    if (text === turn.cleaned_text) {
      close();
      return;
    }
    setSaving(true);
    if (await edits.save(turn, text, revision)) {
      drop();
    } else {
      setSaving(false);
    }
  };
  /** Of the text that was seen: a decision that left it as it was is no reason to refuse. */
  const seen = overtaken ? draft.revision : turn.revision;
  return (
    <form
      className="turn-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save(seen);
      }}
    >
      <textarea
        ref={field}
        className="input words"
        aria-label={`Text of turn ${turn.seq}`}
        rows={2}
        maxLength={100_000}
        value={text}
        onChange={({ target: { value } }) =>
          value === turn.cleaned_text
            ? drop()
            : setDraft({
                text: value,
                base: draft?.base ?? turn.cleaned_text,
                revision: draft?.revision ?? turn.revision,
              })
        }
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save(seen);
          } else if (event.key === "Escape" && !event.nativeEvent.isComposing) {
            event.stopPropagation();
            close();
          }
        }}
      />
      {overtaken && (
        <p className="notice" role="alert">
          Changed meanwhile. It now reads: “{turn.cleaned_text}”
        </p>
      )}
      <div className="row">
        {overtaken ? (
          <>
            <Button small busy={saving} onClick={() => void save(turn.revision)}>
              Save mine in its place
            </Button>
            <Button small onClick={close}>
              Leave it as it is
            </Button>
          </>
        ) : (
          <>
            <Button small kind="primary" type="submit" busy={saving}>
              Save
            </Button>
            <Button small onClick={close}>
              Cancel
            </Button>
          </>
        )}
        <span className="small soft">
          Heard as: <bdi>{turn.raw_text}</bdi>
        </span>
      </div>
    </form>
  );
}
