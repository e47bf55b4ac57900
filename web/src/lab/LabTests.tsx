import { Button } from "../ui/Button";
import { ms, whole } from "../ui/format";
import { CASES } from "./cases";
import type { Lab, Result } from "./useLab";

const Outcome = ({ result, expectedMs }: { result: Result | undefined; expectedMs: number }) => {
  if (result === undefined) {
    return <span className="soft">not run</span>;
  }
  if (result.running) {
    return <span className="chip">running</span>;
  }
  if (result.failure !== undefined) {
    return <span className="chip bad">failed: {result.failure}</span>;
  }
  const slow = (result.ms ?? 0) > expectedMs;
  return (
    <span className={slow ? "chip warn" : "chip good"}>
      {slow ? "slow" : "passed"}, {ms(result.ms ?? 0)}
    </span>
  );
};

/** The suite, with how long each test may take and what came of it. */
export function LabTests({ lab }: { lab: Lab }) {
  const { conversation, busy } = lab;
  const ready = conversation !== null && busy === null;
  const results = [...lab.results.values()].filter((one) => !one.running);
  const failed = results.filter((one) => one.failure !== undefined).length;
  return (
    <section className="card stack" aria-labelledby="lab-tests">
      <div className="row">
        <h2 id="lab-tests" className="grow">
          Tests
        </h2>
        <Button
          kind="primary"
          small
          icon="flask"
          disabled={!ready}
          busy={busy === "Suite"}
          onClick={() => void lab.runAll()}
        >
          Run all
        </Button>
      </div>
      <p className="small soft" role="status">
        {results.length === 0
          ? `${CASES.length} tests, one after the other`
          : `${results.length - failed} passed, ${failed} failed`}
      </p>
      <ul className="cases">
        {CASES.map((one) => (
          <li key={one.id}>
            <span>
              {one.name} <span className="soft small tabular">within {whole(one.expectedMs)} ms</span>
            </span>
            <Outcome result={lab.results.get(one.id)} expectedMs={one.expectedMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}
