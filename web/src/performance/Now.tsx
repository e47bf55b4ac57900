import type { Schemas } from "../api/client";
import { ms, percent } from "../ui/format";
import { Plots } from "../ui/Plots";
import { Tile } from "../ui/Tile";
import { type Figures, rates, type Sample } from "./useFigures";

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const secondOf = (at: number): string => clock.format(at);

function uptime(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return hours >= 48
    ? `${Math.floor(hours / 24)} days`
    : hours > 0
      ? `${hours} h`
      : `${Math.floor(seconds / 60)} min`;
}

interface Props {
  queue: Schemas["Queue"] | undefined;
  health: Schemas["Health"] | undefined;
  system: Figures["system"] | undefined;
  history: readonly Sample[];
}

/** The queue, the workers, the sockets and the process, as they are and as they have been since the page was opened. */
export function Now({ queue, health, system, history }: Props) {
  const points = (of: (sample: Sample) => number) => history.map((one) => ({ x: one.at, y: of(one) }));
  const lags = history.flatMap(({ at, feedLagMs }) => (feedLagMs === null ? [] : [{ x: at, y: feedLagMs }]));
  return (
    <section className="card stack" aria-labelledby="now-title">
      <h2 id="now-title">Now</h2>
      <dl className="tiles">
        <Tile
          name="Waiting turns"
          value={queue?.total_queued ?? "–"}
          note={queue ? `${queue.queue_health}; longest ${ms(queue.oldest_wait_ms)}` : ""}
        />
        <Tile
          name="Workers"
          value={queue?.worker_count ?? "–"}
          note={`${queue?.processing_count ?? 0} at work`}
        />
        <Tile
          name="Through the queue"
          value={queue?.processed_jobs.toLocaleString("en") ?? "–"}
          note={`${queue?.failed_jobs ?? 0} failed, ${queue?.retries ?? 0} tried again`}
        />
        <Tile
          name="Sockets"
          value={health?.subscribers ?? "–"}
          note={`database ${health?.database ?? "–"}, feed ${health?.feed ?? "–"}`}
        />
        <Tile
          name="Memory"
          value={system ? `${Math.round(system.memory_used_mb)} MB` : "–"}
          note={system ? `of ${Math.round(system.memory_allocated_mb)} MB` : ""}
        />
        <Tile
          name="Processor"
          value={system ? percent(system.cpu_share) : "–"}
          note={system ? `${system.processors} cores; up ${uptime(system.uptime_seconds)}` : ""}
        />
      </dl>
      <Plots
        xName="At"
        showX={secondOf}
        plots={[
          { title: "Waiting turns", points: points((one) => one.waiting), yName: "turns" },
          {
            title: "Turns each second",
            points: rates(history, (one) => one.done),
            yName: "turns per second",
          },
          { title: "Sockets", points: points((one) => one.sockets), yName: "sockets" },
          { title: "From commit to here", points: lags, yName: "ms", target: 20 },
        ]}
      />
    </section>
  );
}
