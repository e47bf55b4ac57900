import { useSearchParams } from "wouter";
import { useMayOperate } from "../app/account";
import { useTitle } from "../app/title";
import { LabPlaces } from "../lab/LabPlaces";
import { Failure } from "../ui/Failure";
import { Comparisons } from "./Comparisons";
import { Insights } from "./Insights";
import { NoModel } from "./NoModel";
import { useModel, useTemplates } from "./queries";
import { Templates } from "./Templates";
import { Trial } from "./Trial";
import { FAILURES, stateOf } from "./wording";

function ModelChip() {
  const model = useModel().data;
  if (model === undefined) {
    return null;
  }
  if (model === null) {
    return <span className="chip">no model</span>;
  }
  const [word, look] = stateOf(model.state);
  return (
    <span className={`chip ${look}`} title={model.last_failure ? FAILURES[model.last_failure] : undefined}>
      {model.name}: {word}
    </span>
  );
}

/** What language models are asked about turns: written, tried, compared, and what came of it. */
export default function PromptsPage() {
  useTitle("Prompts");
  const [params, setParams] = useSearchParams();
  const model = useModel();
  const templates = useTemplates();
  const mayWrite = useMayOperate();
  const all = templates.data ?? [];
  const selected =
    all.find((one) => one.id === params.get("template")) ??
    all.find((one) => one.is_active) ??
    all[0] ??
    null;
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className="stack prompts">
      <div className="page-head">
        <div>
          <h1>Prompts</h1>
          <p>What a language model is asked about a turn, and what became of its answers.</p>
        </div>
        <div className="row">
          <ModelChip />
          <LabPlaces />
        </div>
      </div>
      {model.isError && (
        <Failure
          what="Whether a model is configured is not known."
          error={model.error}
          retry={() => void model.refetch()}
        />
      )}
      {model.data === null && <NoModel />}
      <Templates selected={selected} onSelect={(one) => one && put("template", one.id)} />
      <Trial template={selected} turnId={params.get("turn")} onTurn={(turnId) => put("turn", turnId)} />
      {mayWrite && templates.data && <Comparisons templates={templates.data} />}
      <Insights />
    </div>
  );
}
