import { useState } from "react";
import { Bars } from "../ui/Bars";
import { Failure } from "../ui/Failure";
import { Segments } from "../ui/Segments";
import { FactsTable } from "./Facts";
import { useInsights } from "./queries";
import { OUTCOMES, REFUSALS } from "./wording";

const SPANS = [
  ["7", "Week"],
  ["30", "30 days"],
  ["366", "Year"],
] as const;

/** What the questions of the last days came to, over the conversations that one sees. */
export function Insights() {
  const [days, setDays] = useState<(typeof SPANS)[number][0]>("30");
  const insights = useInsights(Number(days));
  const all = insights.data;
  const refusals = Object.entries(all?.refusals ?? {});
  return (
    <section className="card stack" aria-labelledby="insights-title">
      <div className="section-head">
        <h2 id="insights-title">What came of it</h2>
        <Segments label="How far back" value={days} options={SPANS} onChange={setDays} />
      </div>
      {insights.isError && (
        <Failure
          what="The figures cannot be shown."
          error={insights.error}
          retry={() => void insights.refetch()}
        />
      )}
      {insights.isPending && <span className="skeleton" style={{ height: "8rem" }} />}
      {all && (
        <ul className="plain-list">
          {all.insights.map((one) => (
            <li key={one.kind + one.message}>{one.message}</li>
          ))}
        </ul>
      )}
      {all && all.totals.asked === 0 && (
        <p className="soft">No model was asked about a turn in these days.</p>
      )}
      {all && all.totals.asked > 0 && (
        <>
          <FactsTable
            label="Figures by template"
            rows={[
              ["all", "All", all.totals],
              ...all.templates.map(
                (one) =>
                  [
                    one.template_id,
                    <>
                      {one.name}, version {one.version}{" "}
                      {one.is_active && <span className="chip good">in use</span>}
                    </>,
                    one.facts,
                  ] as const,
              ),
            ]}
          />
          <div className="halves">
            <div className="stack">
              <h3>How questions ended</h3>
              <Bars
                unit="questions"
                rows={Object.entries(all.totals.outcomes).map(([name, n]) => {
                  const [word, look] = OUTCOMES[name] ?? [name, ""];
                  return [word, n, look === "" ? "plain" : look] as const;
                })}
              />
            </div>
            {refusals.length > 0 && (
              <div className="stack">
                <h3>Why edits were refused</h3>
                <Bars
                  unit="edits"
                  rows={refusals.map(([name, n]) => [REFUSALS[name] ?? name, n, "plain"] as const)}
                />
              </div>
            )}
          </div>
        </>
      )}
    </section>
  );
}
