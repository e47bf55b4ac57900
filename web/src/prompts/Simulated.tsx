import { count, ms } from "../ui/format";
import { Diff } from "./Diff";
import { Edits } from "./Edits";
import type { Simulation } from "./queries";
import { Written } from "./Written";
import { FAILURES, laidOut, OUTCOMES } from "./wording";

type Advice = NonNullable<Simulation["advice"]>;

function Costs({ advice }: { advice: Advice }) {
  const { input_tokens: sent, output_tokens: came } = advice;
  return (
    <p className="small soft tabular">
      {ms(advice.call_ms)} for the answer, {ms(advice.parse_ms)} to judge it
      {sent !== null && came !== null && ` · ${count(sent, "token")} sent, ${came.toLocaleString("en")} back`}
      {" · "}
      {advice.in_time
        ? "in time for a live turn"
        : "too late for a live turn, which would stay as the cleaner has it"}
    </p>
  );
}

/** What came of a trial: the cleaner alone, and with the model. */
export function Simulated({ raw, simulation }: { raw: string; simulation: Simulation }) {
  const { local, advice, model } = simulation;
  const [outcome, look] = OUTCOMES[advice?.outcome ?? ""] ?? ["", ""];
  return (
    <div className="stack" role="status">
      <div className="compare">
        <section className="stack simulated" aria-labelledby="alone-title">
          <div className="row">
            <h3 id="alone-title">The cleaner alone</h3>
            <span className="chip">{local.confidence_score.toLowerCase()} confidence</span>
          </div>
          <Diff raw={raw} corrections={local.corrections} />
        </section>
        <section className="stack simulated" aria-labelledby="with-title">
          <div className="row">
            <h3 id="with-title">{model === null ? "With a model" : `With ${model}`}</h3>
            {outcome !== "" && <span className={`chip ${look}`}>{outcome}</span>}
          </div>
          {model === null ? (
            <p className="soft">No model is configured, so nobody was asked. The question is below.</p>
          ) : (
            <p className="words">{simulation.cleaned_text}</p>
          )}
          {advice && (
            <>
              {advice.failure === undefined ? (
                <Edits edits={advice.edits} />
              ) : (
                <p>{FAILURES[advice.failure] ?? simulation.message}</p>
              )}
              <Costs advice={advice} />
            </>
          )}
        </section>
      </div>
      <Written
        title="The question"
        note={`about ${count(simulation.token_count, "token")}`}
        text={simulation.rendered_prompt}
      />
      {typeof advice?.answer === "string" && <Written title="The answer" text={laidOut(advice.answer)} />}
    </div>
  );
}
