import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { ago, exactly } from "../ui/format";
import { tellFailure } from "../ui/toast";
import { FactsTable } from "./Facts";
import { type Comparison, type Template, useBegin, useEnd, useTests } from "./queries";

const nameOf = (one: Template): string => `${one.name}, version ${one.version}`;

/** Two versions take turns on real turns; what became of their edits tells which is better. */
export function Comparisons({ templates }: { templates: readonly Template[] }) {
  const tests = useTests(true);
  const running = tests.data?.find((one) => one.test.status === "active");
  const over = tests.data?.filter((one) => one.test.status === "ended") ?? [];
  return (
    <section className="card stack" aria-labelledby="tests-title">
      <h2 id="tests-title">Compare on real turns</h2>
      <p className="soft small">
        Two versions take turns: which of them a turn is asked about with follows from the turn’s id.
        Meanwhile the template in use rests. Figures hold no text.
      </p>
      {tests.isError && (
        <Failure
          what="The comparisons cannot be shown."
          error={tests.error}
          retry={() => void tests.refetch()}
        />
      )}
      {tests.isPending && <span className="skeleton" style={{ height: "8rem" }} />}
      {tests.data && running === undefined && <Begin templates={templates} />}
      {running && <One comparison={running} templates={templates} />}
      {over.length > 0 && (
        <details>
          <summary>Those that are over ({over.length})</summary>
          <ul className="plain-list">
            {over.map((one) => (
              <li key={one.test.id}>
                <One comparison={one} templates={templates} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function One({ comparison, templates }: { comparison: Comparison; templates: readonly Template[] }) {
  const { test, a, b, better, verdict } = comparison;
  const end = useEnd();
  const named = (id: string) => {
    const one = templates.find((template) => template.id === id);
    return one === undefined ? "a template that is gone" : nameOf(one);
  };
  const side = (letter: "A" | "B", id: string) => (
    <>
      {letter}: {named(id)} {better === letter && <span className="chip good">better</span>}
    </>
  );
  return (
    <div className="stack">
      <div className="row">
        <h3>{test.name}</h3>
        {test.status === "active" ? (
          <span className="chip accent">running</span>
        ) : (
          <span className="chip">over</span>
        )}
        <span className="small soft" title={exactly(test.started_at)}>
          begun {ago(test.started_at)}
          {test.ended_at !== null && `, ended ${ago(test.ended_at)}`}, {100 - test.share_b} : {test.share_b}
        </span>
        {test.status === "active" && (
          <Button
            small
            busy={end.isPending}
            onClick={() =>
              end.mutate(test.id, {
                onError: (failure) => tellFailure("The comparison was not ended.", failure),
              })
            }
          >
            End it
          </Button>
        )}
      </div>
      <FactsTable
        label={`What ${test.name} has shown`}
        rows={[
          ["A", side("A", test.template_a), a],
          ["B", side("B", test.template_b), b],
        ]}
      />
      <p className="small" role="status">
        {verdict}
      </p>
    </div>
  );
}

function Begin({ templates }: { templates: readonly Template[] }) {
  const begin = useBegin();
  const inUse = templates.find((one) => one.is_active) ?? templates[0];
  const [name, setName] = useState("");
  const [a, setA] = useState(inUse?.id ?? "");
  const [b, setB] = useState("");
  const [share, setShare] = useState(50);
  if (templates.length < 2) {
    return <p className="soft">It takes two versions. Store another one above, then compare them here.</p>;
  }
  const start = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate({ name: name.trim(), template_a_id: a, template_b_id: b, share_b: share });
  };
  const select = (letter: string, value: string, set: (id: string) => void, other: string) => (
    <div className="field">
      <label htmlFor={`test-${letter}`}>{letter}</label>
      <select
        id={`test-${letter}`}
        className="input"
        required
        value={value}
        onChange={(event) => set(event.target.value)}
      >
        <option value="">Pick a version</option>
        {templates.map((one) => (
          <option key={one.id} value={one.id} disabled={one.id === other}>
            {nameOf(one)}
            {one.is_active ? ", in use" : ""}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form className="stack" aria-label="Begin a comparison" onSubmit={start}>
      <div className="term-form">
        <div className="field">
          <label htmlFor="test-name">What is to be found out</label>
          <input
            id="test-name"
            className="input"
            maxLength={200}
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {select("A", a, setA, b)}
        {select("B", b, setB, a)}
        <div className="field">
          <label htmlFor="test-share">Of 100 turns, with B</label>
          <input
            id="test-share"
            className="input"
            type="number"
            min={1}
            max={99}
            required
            value={share}
            onChange={(event) => setShare(Number(event.target.value))}
          />
        </div>
      </div>
      {begin.isError && <Failure what="The comparison was not begun." error={begin.error} />}
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          icon="play"
          disabled={name.trim() === "" || a === "" || b === ""}
          busy={begin.isPending}
        >
          Begin
        </Button>
      </div>
    </form>
  );
}
