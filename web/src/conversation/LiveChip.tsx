import type { LogState } from "./logState";

/** How news gets here: live with its round trip, by polling, or not at all. */
export function LiveChip({ log }: { log: LogState }) {
  switch (log.feed) {
    case "live":
      return (
        <span
          className="chip good"
          title="Connected by WebSocket; the time a question to the server and its answer take"
        >
          Live
          {log.roundTripMs !== null && (
            <span className="tabular round-trip">{Math.max(1, Math.round(log.roundTripMs))} ms</span>
          )}
        </span>
      );
    case "polling":
      return (
        <span
          className="chip warn"
          title="The live connection is lost; the page asks every two seconds and keeps trying"
        >
          Polling, reconnecting…
        </span>
      );
    case "connecting":
      return <span className="chip">Connecting…</span>;
    case "ended":
      return <span className="chip bad">Not connected</span>;
  }
}
