import type { Schemas } from "../api/client";
import { ms } from "../ui/format";
import { Tile } from "../ui/Tile";

/** The figures of this moment. */
export function LabMetrics({
  roundTripMs,
  queue,
}: {
  roundTripMs: number | null;
  queue: Schemas["Queue"] | undefined;
}) {
  return (
    <section className="card stack" aria-labelledby="lab-metrics">
      <h2 id="lab-metrics">Measured now</h2>
      <dl className="tiles">
        <Tile name="Round trip" value={roundTripMs === null ? "–" : ms(roundTripMs)} note="target 100 ms" />
        <Tile name="Waiting" value={queue?.total_queued ?? "–"} note={queue?.queue_health ?? ""} />
        <Tile
          name="Workers"
          value={queue?.worker_count ?? "–"}
          note={`${queue?.processing_count ?? 0} at work`}
        />
        <Tile name="Done" value={queue?.processed_jobs ?? "–"} note={`${queue?.failed_jobs ?? 0} failed`} />
        <Tile
          name="Time of a turn"
          value={queue ? ms(queue.average_processing_time_ms) : "–"}
          note="target 500 ms"
        />
      </dl>
    </section>
  );
}
