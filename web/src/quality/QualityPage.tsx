import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { api, body } from "../api/client";
import { useTitle } from "../app/title";
import { Failure } from "../ui/Failure";
import { count, ms, percent, whole } from "../ui/format";
import { Segments } from "../ui/Segments";
import { Tile } from "../ui/Tile";
import type { Analytics } from "./analytics";
import { Calibration } from "./Calibration";
import { Frequent } from "./Frequent";
import { Suggestions } from "./Suggestions";
import { Trends } from "./Trends";

const SPANS = [
  ["7", "Week"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["366", "Year"],
] as const;

const USUAL = "30";

/** As the table below has it: judged corrections that were kept. */
function judgedOf({ HIGH, MEDIUM, LOW }: Analytics["calibration"]) {
  const sum = (of: "judged" | "kept") => HIGH[of] + MEDIUM[of] + LOW[of];
  return { judged: sum("judged"), kept: sum("kept") };
}

function Totals({ totals, calibration }: Pick<Analytics, "totals" | "calibration">) {
  const { quality_metrics: quality, review } = totals;
  const { judged, kept } = judgedOf(calibration);
  return (
    <section className="card stack" aria-labelledby="totals-title">
      <h2 id="totals-title">In all</h2>
      <dl className="tiles">
        <Tile
          name="Conversations"
          value={whole(totals.conversations)}
          note={`${count(totals.people_turns, "turn")} of people`}
        />
        <Tile
          name="Heard right"
          value={percent(quality.transcription_accuracy)}
          note="of characters nothing mended as misheard"
        />
        <Tile
          name="Decided right"
          value={judged === 0 ? "–" : percent(kept / judged)}
          note={`${whole(kept)} kept of ${count(judged, "judged correction")}`}
        />
        <Tile
          name="High confidence"
          value={percent(quality.high_confidence_rate)}
          note="of turns of people"
        />
        <Tile
          name="Corrections"
          value={whole(review.made)}
          note={`${whole(review.applied)} applied, ${whole(review.offered)} offered`}
        />
        <Tile
          name="Time of a turn"
          value={ms(totals.performance_metrics.average_processing_time_ms)}
          note={`95 of 100 within ${ms(totals.performance_metrics.p95_processing_time_ms)}`}
        />
      </dl>
    </section>
  );
}

/** How well talk was heard and cleaned over all conversations, and what would make it better. */
export default function QualityPage() {
  useTitle("Quality");
  const [params, setParams] = useSearchParams();
  const days = SPANS.find(([span]) => span === params.get("days"))?.[0] ?? USUAL;
  const setDays = (span: string) => setParams(span === USUAL ? {} : { days: span });
  const analytics = useQuery({
    queryKey: ["analytics", "all", days],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/analytics", { params: { query: { days: Number(days) } }, signal })),
  });
  const all = analytics.data;
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>Quality</h1>
          <p>What stored turns and people’s decisions say about the cleaning, over all conversations.</p>
        </div>
        <Segments label="How far back" value={days} options={SPANS} onChange={setDays} />
      </div>
      {analytics.isError && (
        <Failure
          what="The figures cannot be shown."
          error={analytics.error}
          retry={() => void analytics.refetch()}
        />
      )}
      {analytics.isPending && <span className="skeleton" style={{ height: "20rem" }} />}
      {all && all.totals.turns === 0 && (
        <div className="empty">
          <h2>Nothing was said in these days</h2>
          <p>
            The figures come from stored turns and from what people decide about corrections. Import a
            transcript or hold a conversation, then come back.
          </p>
          <div className="row">
            <Link className="button primary" href="/import">
              Import a transcript
            </Link>
            <Link className="button" href="/speak">
              Speak
            </Link>
          </div>
        </div>
      )}
      {all && all.totals.turns > 0 && (
        <>
          <Totals totals={all.totals} calibration={all.calibration} />
          <Trends days={all.trends} />
          <Calibration calibration={all.calibration} rules={all.rules} />
          <div className="halves">
            <Frequent corrections={all.frequent_corrections} />
            <Suggestions suggestions={all.vocabulary_suggestions} />
          </div>
        </>
      )}
    </div>
  );
}
