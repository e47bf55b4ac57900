import { Plots } from "../ui/Plots";
import type { Analytics } from "./analytics";

type Day = Analytics["trends"][number];

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const dayOf = (x: number): string => day.format(x);

/** How the figures changed from day to day. */
export function Trends({ days }: { days: readonly Day[] }) {
  const points = (of: (one: Day) => number, ...also: ((one: Day) => number)[]) =>
    days.map((one) => ({ x: Date.parse(one.date), y: of(one), also: also.map((each) => each(one)) }));
  return (
    <section className="card stack" aria-labelledby="trends-title">
      <h2 id="trends-title">From day to day</h2>
      <p className="small soft">Days begin at midnight, UTC.</p>
      <Plots
        xName="Day, UTC"
        showX={dayOf}
        plots={[
          {
            title: "Heard right, and turns of high confidence",
            points: points(
              (one) => one.quality_metrics.transcription_accuracy,
              (one) => one.quality_metrics.high_confidence_rate,
            ),
            yName: "heard right",
            also: ["high confidence"],
            unit: "percent",
          },
          {
            title: "Corrections",
            label: "Corrections of each day",
            points: points(
              (one) => one.review.made,
              (one) => one.review.judged,
              (one) => one.review.rejected + one.review.modified + one.review.overwritten,
            ),
            yName: "made",
            also: ["judged", "wrong"],
          },
          {
            title: "Turns",
            label: "Turns of each day",
            points: points(
              (one) => one.turns,
              (one) => one.conversations,
            ),
            yName: "turns",
            also: ["conversations"],
          },
          {
            title: "Average time to clean a turn",
            points: points((one) => one.average_processing_time_ms),
            yName: "average",
            unit: "ms",
          },
        ]}
      />
    </section>
  );
}
