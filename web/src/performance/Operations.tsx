import { useState } from "react";
import { Failure } from "../ui/Failure";
import { ms, percent, timeOf } from "../ui/format";
import { LinePlot } from "../ui/LinePlot";
import { Segments } from "../ui/Segments";
import { Table } from "../ui/Table";
import { type Operation, useMinutes } from "./useFigures";
import { Within } from "./Within";

const SHOWN = [
  ["targets", "With a target"],
  ["over", "Over it"],
  ["all", "All"],
] as const;
type Shown = (typeof SHOWN)[number][0];

const COLUMNS = ["Operation", "Times", "p50", "p95", "p99", "Longest", "Target", "Share within", "p95 is"];
const FIRST = "api.turn.process.user";

function isShown(one: Operation, shown: Shown): boolean {
  return shown === "all" || (shown === "targets" ? one.target !== null : one.within_target === false);
}

/** The last hour of one operation. */
function Minutes({ operation, at }: { operation: Operation; at: number }) {
  const minutes = useMinutes(operation.name, at);
  if (minutes.isError) {
    return (
      <Failure
        what="Its last hour cannot be shown."
        error={minutes.error}
        retry={() => void minutes.refetch()}
      />
    );
  }
  const points = (minutes.data?.points ?? []).map(({ at: minute, summary }) => ({
    x: Date.parse(minute),
    y: summary.p50,
    also: [summary.p95, summary.p99],
  }));
  return (
    <div className="minutes">
      <h3>
        <code>{operation.name}</code>, the last hour by minutes
      </h3>
      <LinePlot
        label={`${operation.name}, the last hour`}
        points={points}
        xName="At"
        yName="p50"
        also={["p95", "p99"]}
        unit="ms"
        showX={(x) => timeOf(new Date(x).toISOString())}
        target={operation.target ?? undefined}
      />
    </div>
  );
}

/** Every measured operation of the last hour; the one that is picked is drawn minute by minute. */
export function Operations({ operations, at }: { operations: readonly Operation[]; at: number }) {
  const [shown, setShown] = useState<Shown>("targets");
  const [wanted, setWanted] = useState("");
  const [picked, setPicked] = useState(FIRST);
  const rows = operations.filter((one) => isShown(one, shown) && one.name.includes(wanted.trim()));
  const drawn = operations.find((one) => one.name === picked) ?? rows[0];
  return (
    <section className="card stack" aria-labelledby="operations-title">
      <div className="section-head">
        <h2 id="operations-title">Operations</h2>
        <Segments label="Which operations" value={shown} options={SHOWN} onChange={setShown} />
        <input
          className="input filter"
          type="search"
          aria-label="Filter by name"
          placeholder="Filter by name"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      {drawn && <Minutes operation={drawn} at={at} />}
      <Table
        label="Measured operations"
        columns={COLUMNS}
        empty={
          rows.length === 0 &&
          (shown === "over" ? "Nothing is over its target." : "Nothing was measured under such a name.")
        }
      >
        {rows.map((one) => (
          <tr key={one.name}>
            <td>
              <button
                type="button"
                className="link-button"
                aria-pressed={one.name === drawn?.name}
                onClick={() => setPicked(one.name)}
              >
                {one.name}
              </button>
            </td>
            <td>{one.count.toLocaleString("en")}</td>
            <td>{one.count === 0 ? "–" : ms(one.p50)}</td>
            <td>{one.count === 0 ? "–" : ms(one.p95)}</td>
            <td>{one.count === 0 ? "–" : ms(one.p99)}</td>
            <td>{one.count === 0 ? "–" : ms(one.max)}</td>
            <td>{one.target === null ? "–" : ms(one.target)}</td>
            <td>{one.compliance_rate === null ? "–" : percent(one.compliance_rate)}</td>
            <td>
              <Within kept={one.count === 0 ? null : one.within_target} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
