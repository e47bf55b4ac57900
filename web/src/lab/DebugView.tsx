import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "../ui/Button";
import { copied } from "../ui/copy";
import { tell } from "../ui/toast";
import { type DebugLog, filtered, type Kind } from "./debug";

const KINDS: readonly (readonly [Kind | "all", string])[] = [
  ["all", "Everything"],
  ["info", "Requests"],
  ["socket", "Socket"],
  ["test", "Tests"],
  ["error", "Errors"],
];

const time = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});

/** What happened, filtered, with the newest in sight unless one has scrolled away from it. */
export function DebugView({ log }: { log: DebugLog }) {
  const entries = useSyncExternalStore(log.subscribe, log.get);
  const [kind, setKind] = useState<Kind | "all">("all");
  const [text, setText] = useState("");
  const [follow, setFollow] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const shown = filtered(entries, kind, text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new line
  useEffect(() => {
    if (follow) {
      box.current?.scrollTo({ top: box.current.scrollHeight });
    }
  }, [shown.length, follow]);
  return (
    <section className="card stack" aria-labelledby="debug-title">
      <div className="row">
        <h2 id="debug-title" className="grow">
          Debug log
        </h2>
        <label className="switch small">
          <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
          Follow
        </label>
        <Button
          small
          icon="copy"
          aria-label="Copy the log"
          onClick={() =>
            void copied(
              shown
                .map((entry) => `${new Date(entry.at).toISOString()} ${entry.kind} ${entry.text}`)
                .join("\n"),
            ).then((isCopied) =>
              tell(
                isCopied
                  ? { title: "Copied" }
                  : { title: "Not copied", description: "The browser refuses.", type: "bad" },
              ),
            )
          }
        />
        <Button small onClick={() => log.clear()}>
          Clear logs
        </Button>
      </div>
      <div className="row">
        <select
          className="input"
          aria-label="Kind"
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind | "all")}
        >
          {KINDS.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <input
          className="input grow filter"
          type="search"
          aria-label="Filter the log"
          placeholder="Filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <div ref={box} className="debug" tabIndex={0} role="log" aria-label="Debug log">
        {shown.length === 0 && <p className="soft">Nothing yet.</p>}
        {shown.map((entry) => (
          <p key={entry.key} data-kind={entry.kind}>
            <span className="soft">{time.format(entry.at)}</span> {entry.text}
          </p>
        ))}
      </div>
    </section>
  );
}
