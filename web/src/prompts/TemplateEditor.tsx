import { useRef } from "react";
import { asApiError } from "../api/errors";
import { useFields } from "../app/drafts";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { exactly } from "../ui/format";
import { tell, tellFailure } from "../ui/toast";
import { type Draft, type Template, useActivate, useWrite } from "./queries";

const VARIABLES = [
  ["{raw_text}", "the turn as it was heard; must be there"],
  ["{conversation_context}", "what was shared and said before"],
  ["{cleaning_level}", "how far it may be cleaned"],
] as const;

const NEW: Draft = {
  name: "",
  description: "",
  template: `What was said before:
{conversation_context}

The turn:
{raw_text}

Write the turn as its speaker said it. Answer with one JSON object and nothing else:
{"cleaned_text": "the whole turn"}`,
};

interface Props {
  /** What is shown and written anew; null for a template that does not exist yet. */
  before: Template | null;
  versions: readonly Template[];
  mayWrite: boolean;
  onVersion: (template: Template) => void;
  onWritten: (template: Template) => void;
  onCancel: () => void;
}

/** One version of a template. It never changes: what is written becomes the next one. */
export function TemplateEditor({ before, versions, mayWrite, onVersion, onWritten, onCancel }: Props) {
  const { name, description, template } = before ?? NEW;
  const {
    now: draft,
    isChanged: changed,
    change,
    drop,
  } = useFields<Draft>(`template ${before?.id ?? "new"}`, { name, description, template });
  const text = useRef<HTMLTextAreaElement>(null);
  const write = useWrite();
  const activate = useActivate();
  const blind = !draft.template.includes("{raw_text}");
  const error = write.isError ? asApiError(write.error) : null;
  const problem = blind
    ? "It needs {raw_text}: without it the model would not see the turn."
    : error?.fields.get("template");

  const insert = (variable: string) => {
    const box = text.current;
    const from = box?.selectionStart ?? draft.template.length;
    const to = box?.selectionEnd ?? from;
    change({ template: draft.template.slice(0, from) + variable + draft.template.slice(to) });
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + variable.length, from + variable.length);
    });
  };
  const save = () =>
    write.mutate(
      { before, draft: { ...draft, name: draft.name.trim() } },
      {
        onSuccess: (written) => {
          drop();
          tell({
            title: `${written.name}, version ${written.version}, is stored`,
            description: "It is asked with once you put it to use.",
          });
          onWritten(written);
        },
      },
    );
  const use = (template: Template) =>
    activate.mutate(template, {
      onSuccess: () => tell({ title: `Models are asked with ${template.name}, version ${template.version}` }),
      onError: (failure) => tellFailure("The template was not put to use.", failure),
    });

  return (
    <form
      className="stack template"
      aria-label={before === null ? "New template" : `${before.name}, version ${before.version}`}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {before !== null && (
        <div className="row">
          <select
            className="input"
            aria-label="Version"
            value={before.id}
            onChange={(event) => {
              const one = versions.find((version) => version.id === event.target.value);
              one && onVersion(one);
            }}
          >
            {versions.map((one) => (
              <option key={one.id} value={one.id}>
                Version {one.version}
                {one.is_active ? ", in use" : ""}
              </option>
            ))}
          </select>
          {before.is_active ? (
            <span className="chip good">in use</span>
          ) : (
            mayWrite && (
              <Button small icon="check" busy={activate.isPending} onClick={() => use(before)}>
                Put to use
              </Button>
            )
          )}
          {before.built_in && <span className="chip">ships with Lumen</span>}
          <span className="small soft">written {exactly(before.created_at)}</span>
        </div>
      )}
      <div className="field">
        <label htmlFor="template-name">Name</label>
        <input
          id="template-name"
          className="input"
          maxLength={200}
          required
          readOnly={!mayWrite}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="template-description">What it is for</label>
        <input
          id="template-description"
          className="input"
          maxLength={2000}
          readOnly={!mayWrite}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="template-text">Template</label>
        <textarea
          id="template-text"
          ref={text}
          className="input template-text"
          maxLength={20_000}
          spellCheck={false}
          readOnly={!mayWrite}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? "template-variables" : "template-problem"}
          value={draft.template}
          onChange={(event) => change({ template: event.target.value })}
        />
        {problem !== undefined && (
          <p className="problem" id="template-problem">
            {problem}
          </p>
        )}
      </div>
      <ul className="variables small" id="template-variables" aria-label="Variables">
        {VARIABLES.map(([name, meaning]) => (
          <li key={name}>
            {mayWrite ? (
              <Button small onClick={() => insert(name)} aria-label={`Insert ${name}`}>
                <code>{name}</code>
              </Button>
            ) : (
              <code>{name}</code>
            )}{" "}
            <span className="soft">{meaning}</span>
          </li>
        ))}
      </ul>
      {write.isError && error?.fields.get("template") === undefined && (
        <Failure what="The template was not stored." error={write.error} />
      )}
      {mayWrite ? (
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            disabled={blind || draft.name.trim() === "" || (before !== null && !changed)}
            busy={write.isPending}
          >
            {before === null ? "Store the template" : "Store as a new version"}
          </Button>
          {before === null ? (
            <Button
              onClick={() => {
                drop();
                onCancel();
              }}
            >
              Cancel
            </Button>
          ) : (
            changed && <Button onClick={drop}>Discard the changes</Button>
          )}
          <span className="small soft">
            Versions never change, so what a turn was asked with stays readable.
          </span>
        </div>
      ) : (
        <p className="small soft">
          Administrators write templates; you may read them and see their questions.
        </p>
      )}
    </form>
  );
}
