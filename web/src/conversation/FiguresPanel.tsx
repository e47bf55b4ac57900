import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body, type Conversation, type Turn } from "../api/client";
import { Bars } from "../ui/Bars";
import { Failure } from "../ui/Failure";
import { ms, percent, whole } from "../ui/format";
import { LinePlot } from "../ui/LinePlot";
import { countsOf, isLumen } from "./pieces";
import { analyticsKey } from "./useConversation";

/** The figures of a conversation; each plot has its numbers beside it as a table. */
export default function FiguresPanel({
  conversation,
  turns,
}: {
  conversation: Conversation;
  turns: readonly Turn[];
}) {
  const id = conversation.id;
  const analytics = useQuery({
    queryKey: analyticsKey(id),
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/conversations/{id}/analytics", { params: { path: { id } }, signal })),
  });
  const points = useMemo(
    () =>
      turns
        .filter((turn) => turn.status === "processed" && !isLumen(turn.speaker))
        .map((turn) => ({ x: turn.seq, y: turn.metadata.processing_time_ms })),
    [turns],
  );
  const rules = useMemo(() => {
    const counts = new Map<string, number>();
    for (const correction of turns.flatMap((turn) => turn.metadata.corrections)) {
      counts.set(correction.rule, (counts.get(correction.rule) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
  }, [turns]);
  if (analytics.isError) {
    return (
      <Failure
        what="The figures cannot be shown."
        error={analytics.error}
        retry={() => void analytics.refetch()}
      />
    );
  }
  if (analytics.data === undefined) {
    return <span className="skeleton" style={{ height: "20rem" }} />;
  }
  const {
    quality_metrics: quality,
    performance_metrics: speed,
    performance_targets: targets,
    confidence_breakdown: sure,
  } = analytics.data;
  const counts = countsOf(turns);
  return (
    <div className="stack figures">
      <section className="stack">
        <h2>How sure the cleaner was</h2>
        <Bars
          unit="turns"
          rows={[
            ["High", sure.HIGH.count, "good"],
            ["Medium", sure.MEDIUM.count, "warn"],
            ["Low", sure.LOW.count, "bad"],
          ]}
        />
      </section>
      <section className="stack">
        <h2>What it did</h2>
        <dl className="facts-list">
          <dt>Removed</dt>
          <dd>{whole(counts.removed)}</dd>
          <dt>Changed</dt>
          <dd>{whole(counts.changed)}</dd>
          <dt>Suggested only</dt>
          <dd>{whole(counts.offered)}</dd>
          <dt>
            Heard right <span className="soft small">of what people said, by characters</span>
          </dt>
          <dd>{percent(quality.transcription_accuracy)}</dd>
          <dt>Turns with high confidence</dt>
          <dd>{percent(quality.high_confidence_rate)}</dd>
          {targets?.within_confidence != null && (
            <>
              <dt>
                As sure as this conversation wants{" "}
                <span className="soft small">{targets.target_confidence_score?.toLowerCase()} at least</span>
              </dt>
              <dd>{percent(targets.within_confidence)}</dd>
            </>
          )}
          <dt>Speakers corrected themselves</dt>
          <dd>{percent(quality.user_self_correction_rate)}</dd>
        </dl>
        {rules.length > 0 && <Bars unit="corrections" rows={rules.map(([rule, n]) => [rule, n, "plain"])} />}
      </section>
      <section className="stack">
        <h2>Time to clean a turn</h2>
        {points.length > 1 && (
          <LinePlot label="Time to clean each turn" points={points} xName="Turn" yName="ms" />
        )}
        <dl className="facts-list">
          <dt>Average</dt>
          <dd>{ms(speed.average_processing_time_ms)}</dd>
          <dt>95 of 100 within</dt>
          <dd>{ms(speed.p95_processing_time_ms)}</dd>
          {targets?.within_processing_time != null && (
            <>
              <dt>
                As fast as this conversation wants{" "}
                <span className="soft small">{ms(targets.target_processing_time_ms ?? 0)} at most</span>
              </dt>
              <dd>{percent(targets.within_processing_time)}</dd>
            </>
          )}
          <dt>In all</dt>
          <dd>{ms(speed.total_processing_time_ms)}</dd>
          <dt>Saved by passing the AI voice through</dt>
          <dd>{ms(speed.lumen_skip_efficiency)}</dd>
        </dl>
      </section>
    </div>
  );
}
