import { Failure } from "../ui/Failure";
import type { LogState } from "./logState";

/** What stands in the place of turns: that they come, why they do not, or that there are none. */
export function NoTurns({ state, hidden, retry }: { state: LogState; hidden: number; retry: () => void }) {
  if (state.failure !== null) {
    return <Failure what="The turns cannot be shown." error={state.failure} retry={retry} />;
  }
  if (state.loading) {
    return <Skeleton />;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: in a low window it scrolls
    <section className="empty" tabIndex={0} aria-label="Turns">
      {hidden > 0 ? (
        <>
          <h2>Only Lumen has spoken so far</h2>
          <p>Its turns are hidden; “Hide Lumen” above shows them again.</p>
        </>
      ) : (
        <>
          <h2>Nothing was said yet</h2>
          <p>
            Write a turn below as a recogniser might have heard it, or send turns by the API: they appear here
            as they come in.
          </p>
        </>
      )}
    </section>
  );
}

function Skeleton() {
  return (
    <div className="transcript-frame" aria-hidden="true">
      {[72, 48, 85, 60, 40].map((width) => (
        <div key={width} className="turn">
          <span className="skeleton" style={{ width: "6rem", height: "0.8rem", marginBlock: "0.5rem" }} />
          <span className="skeleton" style={{ width: `${width}%`, height: "1.1rem" }} />
        </div>
      ))}
    </div>
  );
}
