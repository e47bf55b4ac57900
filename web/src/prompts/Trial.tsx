import { useEffect, useRef, useState } from "react";
import { useMayOperate } from "../app/account";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { count } from "../ui/format";
import { type Template, useAnalysis, useRender, useSimulate } from "./queries";
import { Simulated } from "./Simulated";
import { TurnPicker } from "./TurnPicker";
import { Written } from "./Written";

const SAMPLE = {
  text: "um i'm the vector of marketing at quick fit windows and we buy from casterover",
  context: "Lumen: Am I speaking with the Director of Marketing at Quick Fit Windows? You buy from Kestrova?",
};

interface Props {
  template: Template | null;
  /** A stored turn to try it on, from the address; null for a text of one's own. */
  turnId: string | null;
  onTurn: (turnId: string) => void;
}

/** A template on a text: the question it makes, and what cleaner and model make of the text. */
export function Trial({ template, turnId, onTurn }: Props) {
  const mayWrite = useMayOperate();
  const stored = useAnalysis(turnId);
  const [text, setText] = useState(SAMPLE.text);
  const [context, setContext] = useState(SAMPLE.context);
  const heading = useRef<HTMLHeadingElement>(null);
  const values = stored.data?.values;
  useEffect(() => {
    if (values) {
      setText(values.raw_text);
      setContext(values.conversation_context);
      heading.current?.scrollIntoView({ block: "start" });
    }
  }, [values]);

  const simulate = useSimulate();
  const render = useRender();
  const { reset: forgetTrial } = simulate;
  const { reset: forgetQuestion } = render;
  // What another template made is no answer about this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each other template
  useEffect(() => {
    forgetTrial();
    forgetQuestion();
  }, [template?.id, forgetTrial, forgetQuestion]);
  const run = mayWrite ? simulate : render;
  const start = () => {
    if (template !== null) {
      const sample = {
        raw_text: text,
        conversation_context: context,
        cleaning_level: values?.cleaning_level ?? "full",
      };
      run.mutate({ template, sample });
    }
  };
  return (
    <section className="card stack" aria-labelledby="trial-title">
      <h2 id="trial-title" ref={heading}>
        Try it
      </h2>
      <p className="soft small">
        {template === null
          ? "Store the template first; what is stored can be tried."
          : `${template.name}, version ${template.version}, as it is stored. Nothing of a trial is kept.`}
      </p>
      <TurnPicker onPick={onTurn} />
      {stored.isError && <Failure what="This turn cannot be tried." error={stored.error} />}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div className="trial-fields">
          <div className="field">
            <label htmlFor="trial-text">A turn as it was heard</label>
            <textarea
              id="trial-text"
              className="input"
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="trial-context">What was said and shared before</label>
            <textarea
              id="trial-context"
              className="input"
              maxLength={100_000}
              value={context}
              onChange={(event) => setContext(event.target.value)}
            />
          </div>
        </div>
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            icon="flask"
            disabled={template === null || text.trim() === ""}
            busy={run.isPending}
          >
            {mayWrite ? "Try the template" : "Show the question"}
          </Button>
          {!mayWrite && <span className="small soft">Administrators can have it answered, too.</span>}
        </div>
      </form>
      {run.isError && <Failure what="The template was not tried." error={run.error} />}
      {simulate.data && <Simulated raw={simulate.data.sample.raw_text} simulation={simulate.data.came} />}
      {render.data && (
        <Written
          title="The question"
          note={`about ${count(render.data.token_count, "token")}`}
          text={render.data.rendered_prompt}
        />
      )}
    </section>
  );
}
