import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { sentence } from "../api/errors";
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

/** Asks for a name and leads to the new conversation. */
export function NewConversation({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [context, setContext] = useState("");
  const [missing, setMissing] = useState(false);
  const create = useCreate();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") {
      setMissing(true);
      return;
    }
    create.mutate(
      { name: name.trim(), description: context.trim() || null, metadata: defaultMetadata() },
      { onSuccess: (made) => go(`/conversations/${made.id}`) },
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
              setName(event.target.value);
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
            value={context}
            onChange={(event) => setContext(event.target.value)}
          />
        </div>
        {create.isError && (
          <p className="problem" role="alert">
            {sentence(create.error)}
          </p>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" busy={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Modal>
  );
}
