import { useState } from "react";
import { useMayOperate } from "../app/account";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { byName, type Template, useTemplates } from "./queries";
import { TemplateEditor } from "./TemplateEditor";

interface Props {
  /** The version that is looked at; null for one that is being written. */
  selected: Template | null;
  onSelect: (template: Template | null) => void;
}

/** Every template by its name, and the one that is picked with all its versions. */
export function Templates({ selected, onSelect }: Props) {
  const templates = useTemplates();
  const mayWrite = useMayOperate();
  const [writing, setWriting] = useState(false);
  const names = byName(templates.data ?? []);
  const show = (one: Template) => {
    setWriting(false);
    onSelect(one);
  };
  return (
    <section className="card stack" aria-labelledby="templates-title">
      <div className="section-head">
        <h2 id="templates-title">Templates</h2>
        {mayWrite && (
          <Button small icon="plus" aria-pressed={writing} onClick={() => setWriting(true)}>
            New template
          </Button>
        )}
      </div>
      {templates.isError && (
        <Failure
          what="The templates cannot be shown."
          error={templates.error}
          retry={() => void templates.refetch()}
        />
      )}
      {templates.isPending && <span className="skeleton" style={{ height: "18rem" }} />}
      {templates.data && (
        <div className="templates">
          <ul className="template-names" aria-label="Templates">
            {[...names].map(([name, versions]) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={!writing && selected?.name === name}
                  onClick={() => show(versions.find((one) => one.is_active) ?? (versions[0] as Template))}
                >
                  <span className="template-name">{name}</span>
                  <span className="row small soft">
                    {versions.length === 1 ? "1 version" : `${versions.length} versions`}
                    {versions.some((one) => one.is_active) && <span className="chip good">in use</span>}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {(writing || selected !== null) && (
            <TemplateEditor
              key={writing ? "new" : selected?.id}
              before={writing ? null : selected}
              versions={writing || selected === null ? [] : (names.get(selected.name) ?? [])}
              mayWrite={mayWrite}
              onVersion={show}
              onWritten={show}
              onCancel={() => setWriting(false)}
            />
          )}
        </div>
      )}
    </section>
  );
}
