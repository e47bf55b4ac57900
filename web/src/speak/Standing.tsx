import { Link } from "wouter";
import type { Confidence } from "../api/client";
import { LiveChip } from "../conversation/LiveChip";
import type { LogState } from "../conversation/logState";
import { count } from "../ui/format";
import { nameOf, STATES } from "./machine";
import { reasonOf, type TalkState } from "./state";

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

interface Props {
  id: string;
  name: string | undefined;
  log: LogState;
  now: TalkState;
  confidence: Confidence | null;
}

/** Which conversation it is, who takes part, and where it stands among all the places it may stand. */
export function Standing({ id, name, log, now, confidence }: Props) {
  const here = STATES.find(([state]) => state === now.state);
  const why = reasonOf(now.moves[0]);
  return (
    <>
      <header className="page-head">
        <h1>{name ?? "Speak"}</h1>
        <div className="row">
          {confidence && <span className="chip">{confidence.toLowerCase()} confidence</span>}
          {now.devices > 1 && <span className="chip accent">{count(now.devices, "device")}</span>}
          <LiveChip log={log} />
          <Link href={`/conversations/${id}`}>All of it</Link>
        </div>
      </header>
      <div className="speak-states">
        <ol aria-label="States of the conversation">
          {STATES.map(([state, text]) => (
            <li key={state} data-state={state} aria-current={state === now.state ? "step" : undefined}>
              {text}
            </li>
          ))}
          {here === undefined && <li aria-current="step">{nameOf(now.state)}</li>}
        </ol>
        <p className="small soft" role="status">
          <span className="unseen">{nameOf(now.state)}. </span>
          {now.state === "ended"
            ? "It is over; all of it can be read."
            : (here?.[2] ?? "Listen or type to begin anew.")}
          {why !== "" && <span className="why"> ({why})</span>}
          {now.interruptions > 0 && ` Interrupted ${now.interruptions}×.`}
        </p>
        {now.moves.length > 0 && (
          <details className="speak-moves small">
            <summary>How it went</summary>
            <ol>
              {now.moves.map((move) => (
                <li key={`${move.at} ${move.state} ${move.reason}`}>
                  <time className="tabular soft">{clock.format(move.at)}</time> {nameOf(move.state)}
                  {reasonOf(move) !== "" && <span className="soft">: {reasonOf(move)}</span>}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </>
  );
}
