import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { sentence } from "../api/errors";
import { useFields } from "../app/drafts";
import { preferences } from "../app/preferences";
import { Button } from "../ui/Button";
import { Modal } from "../ui/Modal";
import { useCreate } from "./queries";

/** The metadata of a new conversation: how its turns are cleaned, as the settings say, and whence it comes. */
export function defaultMetadata(): Record<string, unknown> {
  const { level, window } = preferences().newConversation;
  return {
    processing_settings: {
      sliding_window_size: window,
      ...(level !== "auto" && { default_cleaning_level: level }),
    },
    session_info: { created_via: "page" },
  };
}

interface Draft {
  readonly name: string;
  readonly description: string;
}

const EMPTY: Draft = { name: "", description: "" };

/** Asks for a name and leads to the new conversation. What was begun is found again, unless it was cancelled. */
export function NewConversation({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation();
  const { now, change, drop } = useFields("new conversation", EMPTY);
  const { name, description } = now;
  const [missing, setMissing] = useState(false);
  const create = useCreate();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") {
      setMissing(true);
      return;
    }
    create.mutate(
      { name: name.trim(), description: description.trim() || null, metadata: defaultMetadata() },
      {
        onSuccess: (made) => {
          drop();
          go(`/conversations/${made.id}`);
        },
      },
    );
  };

  return (
    <Modal title="New conversation" onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor="new-name">Name</label>
          <input
            id="new-name"
            className="input"
            // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type this
            autoFocus
            maxLength={255}
            value={name}
            onChange={(event) => {
              change({ name: event.target.value });
              setMissing(false);
            }}
            aria-invalid={missing}
            aria-describedby={missing ? "new-name-problem" : undefined}
          />
          {missing && (
            <p id="new-name-problem" className="problem">
              Give it a name you will find it by.
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor="new-description">Description (optional)</label>
          <textarea
            id="new-description"
            className="input"
            maxLength={10_000}
            value={description}
            onChange={(event) => change({ description: event.target.value })}
          />
        </div>
        {create.isError && (
          <p className="problem" role="alert">
            {sentence(create.error)}
          </p>
        )}
        <div className="dialog-actions">
          <Button
            onClick={() => {
              drop();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button kind="primary" type="submit" busy={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Modal>
  );
}
