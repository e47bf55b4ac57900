import type { ModelEdit } from "./queries";
import { REFUSALS } from "./wording";

function Fate({ edit }: { edit: ModelEdit }) {
  if (edit.refusal !== undefined) {
    return (
      <>
        <span className="chip bad">refused</span>{" "}
        <span className="soft small">{REFUSALS[edit.refusal] ?? edit.refusal}</span>
      </>
    );
  }
  return edit.confidence === "MEDIUM" ? (
    <span className="chip good">applied</span>
  ) : (
    <span className="chip warn">offered</span>
  );
}

/** What a model would write differently, and what became of each of it. */
export function Edits({ edits }: { edits: readonly ModelEdit[] }) {
  if (edits.length === 0) {
    return <p className="soft small">It would change nothing.</p>;
  }
  return (
    <ul className="model-edits" aria-label="Edits of the model">
      {edits.map((edit) => (
        <li key={`${edit.start}-${edit.end}-${edit.corrected}`}>
          <span className="correction-words">
            {edit.original !== "" && <del>{edit.original}</del>}
            {edit.corrected !== "" ? <ins>{edit.corrected}</ins> : <span className="soft">left out</span>}
          </span>
          <span>
            <Fate edit={edit} />
          </span>
        </li>
      ))}
    </ul>
  );
}
