import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, body } from "../api/client";
import { useTitle } from "../app/title";
import { LiveChip } from "../conversation/LiveChip";
import { TurnRow } from "../conversation/TurnRow";
import { Compare } from "./Compare";
import { DebugView } from "./DebugView";
import { LabControls } from "./LabControls";
import { LabMetrics } from "./LabMetrics";
import { LabPlaces } from "./LabPlaces";
import { LabTests } from "./LabTests";
import { useLab } from "./useLab";

/** Turns of the lab's conversation that are shown; all are in the conversation itself. */
const SHOWN = 8;

/** Where everything can be tried by hand: a conversation, its queue and socket, tests, a log. */
export default function LabPage() {
  useTitle("Lab");
  const lab = useLab();
  const { conversation, state } = lab;
  const queue = useQuery({
    queryKey: ["queue"],
    refetchInterval: 2000,
    queryFn: ({ signal }) => body(api.GET("/api/v1/conversations/queue/status", { signal })),
  });
  return (
    <div className="stack lab">
      <div className="page-head">
        <div>
          <h1>Lab</h1>
          <p>Try a conversation by hand, run the tests, and watch what happens underneath.</p>
        </div>
        <div className="row">
          {conversation ? <LiveChip log={state} /> : <span className="chip">No conversation</span>}
          <LabPlaces />
          <Link className="button small" href="/performance">
            Performance
          </Link>
          <a className="button small" href="/docs">
            API
          </a>
        </div>
      </div>

      <LabControls lab={lab} onQueue={() => void queue.refetch()} />

      <div className="lab-columns">
        <section className="card stack" aria-labelledby="lab-conversation">
          <div className="row">
            <h2 id="lab-conversation" className="grow">
              Conversation
            </h2>
            {conversation && <Link href={`/conversations/${conversation.id}`}>Open it</Link>}
          </div>
          {state.turns.length === 0 && <p className="soft">No turns yet.</p>}
          <div className="lab-turns">
            {state.turns.slice(-SHOWN).map((turn) => (
              <TurnRow
                key={turn.turn_id}
                turn={turn}
                view="diff"
                own={false}
                find=""
                confidence
                current={false}
                selected={null}
                processing={state.processing.has(turn.turn_id)}
                onSelect={() => undefined}
                onView={() => undefined}
              />
            ))}
            {state.outgoing
              .filter((one) => one.failure)
              .map((one) => (
                <p key={one.key} className="problem">
                  {one.failure}
                </p>
              ))}
          </div>
        </section>
        <LabTests lab={lab} />
      </div>

      <LabMetrics roundTripMs={state.roundTripMs} queue={queue.data} />
      <DebugView log={lab.debug} />
      <Compare />
    </div>
  );
}
