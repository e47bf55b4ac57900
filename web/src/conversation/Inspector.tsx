import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, body, type Schemas, type Turn } from "../api/client";
import { Edits } from "../prompts/Edits";
import { NoModel } from "../prompts/NoModel";
import { type Question, useAnalysis, useModel } from "../prompts/queries";
import { Written } from "../prompts/Written";
import { FAILURES, laidOut, OUTCOMES } from "../prompts/wording";
import { Bars } from "../ui/Bars";
import { Failure } from "../ui/Failure";
import { count, exactly, ms } from "../ui/format";
import { Modal } from "../ui/Modal";

/** A model is asked after its turn is shown, so the answer may still be on its way. */
const SOON_MS = 1_500;
const FRESH_MS = 30_000;

/** What a language model was asked about a turn, what it answered, and what came of it. */
export default function Inspector({ turn, onClose }: { turn: Turn; onClose: () => void }) {
  const details = useQuery<Schemas["ModelDetails"]>({
    queryKey: ["prompts", "details", turn.turn_id],
    refetchInterval: (query) =>
      query.state.data?.asked === false && Date.now() - Date.parse(turn.created_at) < FRESH_MS
        ? SOON_MS
        : false,
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/conversations/{id}/turns/{turn_id}/model-details", {
          params: { path: { id: turn.conversation_id, turn_id: turn.turn_id } },
          signal,
        }),
      ),
  });
  const known = details.data;
  const steps = Object.entries(known?.timing_breakdown ?? {});
  return (
    <Modal title={`Turn ${turn.seq}: what a model advised`} wide onClose={onClose}>
      <div className="stack inspector">
        <dl className="facts-list">
          <dt>Made by</dt>
          <dd>{turn.metadata.ai_model_used}</dd>
          <dt>Heard</dt>
          <dd className="wrap">{turn.raw_text}</dd>
          <dt>Reads</dt>
          <dd className="wrap">
            {turn.cleaned_text === "" ? "nothing: it was no speech" : turn.cleaned_text}
          </dd>
        </dl>
        {details.isError && (
          <Failure
            what="What a model advised cannot be shown."
            error={details.error}
            retry={() => void details.refetch()}
          />
        )}
        {details.isPending && <span className="skeleton" style={{ height: "10rem" }} />}
        {known?.asked === false && <NotAsked turn={turn} />}
        {known?.questions.map((question) => (
          <Asked key={question.id} question={question} />
        ))}
        {steps.length > 0 && (
          <details>
            <summary>Times of the turn, step by step</summary>
            <Bars
              unit="ms"
              rows={steps.map(([name, took]) => [name.replaceAll("_", " "), took, "plain"] as const)}
            />
          </details>
        )}
        <p>
          <Link href={`/lab/prompts?turn=${turn.turn_id}`}>Try a template on this turn</Link>
        </p>
      </div>
    </Modal>
  );
}

function NotAsked({ turn }: { turn: Turn }) {
  const model = useModel();
  const analysis = useAnalysis(turn.turn_id);
  const would = analysis.data?.rendered_prompt;
  return (
    <>
      {model.data === null ? (
        <NoModel />
      ) : (
        <p>
          No model was asked about this turn. It is asked where the cleaner is unsure, or as the
          conversation’s <code>model_cleaning</code> says; never about the AI voice or what is no speech.
        </p>
      )}
      {would && (
        <Written
          title="The question that would be asked"
          note={`${would.name}, version ${would.version}, about ${count(would.token_count, "token")}`}
          text={would.rendered_prompt}
        />
      )}
    </>
  );
}

function Asked({ question }: { question: Question }) {
  const { asked, times, input_tokens: sent, output_tokens: came } = question;
  const [word, look] = OUTCOMES[question.outcome] ?? [question.outcome, ""];
  return (
    <section className="stack simulated" aria-label={`Asked ${exactly(question.created_at)}`}>
      <div className="row">
        <h3>{question.model}</h3>
        <span className={`chip ${look}`}>{word}</span>
        <span className="small soft">
          {asked.name}, version {asked.version}
          {asked.variant !== undefined && `, as ${asked.variant} of a comparison`}
        </span>
      </div>
      {question.failure !== undefined ? (
        <p>{FAILURES[question.failure] ?? question.failure}</p>
      ) : (
        <Edits edits={question.edits} />
      )}
      <Bars
        unit="ms"
        rows={[
          ["writing the question", times.prepare_ms, "plain"],
          ["the model", times.call_ms, look === "" ? "plain" : look],
          ["judging its answer", times.parse_ms, "plain"],
        ]}
      />
      <p className="small soft tabular">
        asked {exactly(question.created_at)}
        {question.tries > 1 && ` · ${question.tries} tries`}
        {sent !== null && came !== null && ` · ${count(sent, "token")} sent, ${came} back`}
        {question.request_id !== null && ` · the provider calls it ${question.request_id}`}
        {" · "}
        {ms(times.prepare_ms + times.call_ms + times.parse_ms)} in all
      </p>
      <Written title="The question" text={question.prompt} />
      {question.answer !== null && <Written title="The answer" text={laidOut(question.answer)} />}
    </section>
  );
}
