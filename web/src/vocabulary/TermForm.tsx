import { useId } from "react";
import { useFields } from "../app/drafts";
import { Button } from "../ui/Button";
import type * as words from "./queries";

const heard = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

interface Draft {
  readonly text: string;
  readonly sounds: string;
  readonly never: boolean;
}

interface Props {
  /** Whose form it is: what is begun there is found again. */
  place: string;
  term?: words.Term;
  busy: boolean;
  label: string;
  /** Whether it was saved; otherwise what was typed stays. */
  onSave: (term: words.NewTerm) => Promise<boolean>;
  onCancel?: () => void;
}

/** A word, what it sounds like, and whether it is never changed. */
export function TermForm({ place, term, busy, label, onSave, onCancel }: Props) {
  const id = useId();
  const { now, change, drop } = useFields<Draft>(`word ${place}`, {
    text: term?.term ?? "",
    sounds: term?.sounds_like.join(", ") ?? "",
    never: term?.never_change ?? false,
  });
  const { text, sounds, never } = now;
  return (
    <form
      className="term-form"
      onSubmit={(event) => {
        event.preventDefault();
        const word = { term: text.trim(), sounds_like: never ? [] : heard(sounds), never_change: never };
        void onSave(word).then((saved) => saved && drop());
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-term`}>Word or name</label>
        <input
          id={`${id}-term`}
          className="input"
          // biome-ignore lint/a11y/noAutofocus: asked for by the press before
          autoFocus={term !== undefined}
          maxLength={200}
          value={text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-sounds`}>Sounds like (optional)</label>
        <input
          id={`${id}-sounds`}
          className="input"
          placeholder={never ? "not for what is never changed" : "several with commas"}
          disabled={never}
          value={never ? "" : sounds}
          onChange={(event) => change({ sounds: event.target.value })}
        />
      </div>
      <label className="switch small">
        <input
          type="checkbox"
          checked={never}
          onChange={(event) => change({ never: event.target.checked })}
        />
        Never change it
      </label>
      <span className="row">
        <Button small kind="primary" type="submit" disabled={text.trim() === ""} busy={busy}>
          {label}
        </Button>
        {onCancel && (
          <Button
            small
            onClick={() => {
              drop();
              onCancel();
            }}
          >
            Cancel
          </Button>
        )}
      </span>
    </form>
  );
}
