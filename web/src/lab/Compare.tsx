import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Turn } from "../api/client";
import { TurnText } from "../conversation/TurnText";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { ms } from "../ui/format";

type Level = "light" | "full" | "auto" | "none";

interface Setup {
  readonly level: Level;
  readonly context: string;
}

const LEVELS: readonly Level[] = ["auto", "light", "full", "none"];
const SAMPLE =
  "um i'm the vector of marketing at quick fit windows we spend mostly on book ads and and paper click";

/** Cleans one turn in a conversation of its own, which is gone afterwards. */
async function cleaned(text: string, { level, context }: Setup): Promise<Turn> {
  const { id } = await body(api.POST("/api/v1/conversations", { body: { name: "Lab: comparison" } }));
  try {
    return await body(
      api.POST("/api/v1/conversations/{id}/turns", {
        params: { path: { id } },
        body: {
          speaker: "User",
          raw_text: text,
          ...(context.trim() !== "" && { shared_context: context }),
          ...(level !== "auto" && { force_cleaning_level: level }),
        },
      }),
    );
  } finally {
    await api.DELETE("/api/v1/conversations/{id}", { params: { path: { id } } });
  }
}

function Side({
  name,
  setup,
  turn,
  onSetup,
}: {
  name: string;
  setup: Setup;
  turn: Turn | undefined;
  onSetup: (setup: Setup) => void;
}) {
  return (
    <div className="card stack compare-side">
      <h3>{name}</h3>
      <div className="field">
        <label htmlFor={`level-${name}`}>Cleaning</label>
        <select
          id={`level-${name}`}
          className="input"
          value={setup.level}
          onChange={(event) => onSetup({ ...setup, level: event.target.value as Level })}
        >
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {level === "auto" ? "decided by the cleaner" : level}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`context-${name}`}>Known beforehand</label>
        <input
          id={`context-${name}`}
          className="input"
          value={setup.context}
          onChange={(event) => onSetup({ ...setup, context: event.target.value })}
        />
      </div>
      {turn && (
        <>
          <p className="words" data-view="diff">
            <TurnText
              turn={turn}
              view="diff"
              find=""
              confidence={false}
              selected={null}
              onSelect={() => undefined}
            />
          </p>
          <p className="small soft">
            {turn.metadata.cleaning_level} · {turn.metadata.confidence_score.toLowerCase()} confidence ·{" "}
            {ms(turn.metadata.processing_time_ms)} · {turn.metadata.ai_model_used}
          </p>
          <div className="table-frame">
            <table className="numbers text">
              <caption className="unseen">What each rule did, in the order of the text</caption>
              <thead>
                <tr>
                  <th scope="col">Rule</th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                  <th scope="col">Sure</th>
                </tr>
              </thead>
              <tbody>
                {turn.metadata.corrections.map((one) => (
                  <tr key={`${one.position.start}-${one.position.end}`}>
                    <td>
                      <code>{one.rule}</code>
                      <br />
                      <span className="soft">{one.reason}</span>
                    </td>
                    <td>{one.original}</td>
                    <td>{one.corrected || <span className="soft">left out</span>}</td>
                    <td>
                      {one.confidence.toLowerCase()}
                      {!one.applied && ", suggested"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}

/** One text, cleaned in two ways, with what each rule did. */
export function Compare() {
  const [text, setText] = useState(SAMPLE);
  const [left, setLeft] = useState<Setup>({ level: "light", context: "" });
  const [right, setRight] = useState<Setup>({ level: "full", context: "A call with Quick Fit Windows" });
  const run = useMutation({
    mutationFn: async () => [await cleaned(text, left), await cleaned(text, right)] as const,
  });
  return (
    <section className="stack" aria-labelledby="compare-title">
      <h2 id="compare-title">Rule by rule, two ways side by side</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate();
        }}
      >
        <div className="field">
          <label htmlFor="compare-text">A turn as it was heard</label>
          <textarea
            id="compare-text"
            className="input"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            icon="flask"
            disabled={text.trim() === ""}
            busy={run.isPending}
          >
            Clean both ways
          </Button>
        </div>
      </form>
      {run.isError && <Failure what="The text was not cleaned." error={run.error} />}
      <div className="compare">
        <Side name="One way" setup={left} turn={run.data?.[0]} onSetup={setLeft} />
        <Side name="The other" setup={right} turn={run.data?.[1]} onSetup={setRight} />
      </div>
    </section>
  );
}
