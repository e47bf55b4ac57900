import { useState } from "react";
import { Segments } from "../ui/Segments";
import { Table } from "../ui/Table";
import type { Figures } from "./useFigures";
import { Within } from "./Within";

type Target = Figures["targets"][number];

const SHOWN = [
  ["missed", "Missed"],
  ["kept", "Kept"],
  ["other", "Unmeasured"],
] as const;
type Shown = (typeof SHOWN)[number][0];

const COLUMNS = ["Target", "Id", "Held by", "Limit", "Last hour", "It is"];

const KINDS: Readonly<Record<Target["kind"], string>> = {
  measured: "measured here",
  whole: "held against the whole of which it is a step",
  gauge: "a figure of the process",
  gauge_least: "a figure of the process, at least",
  fixed: "a setting",
  tested: "held by the tests",
  alert: "the limit of an alert",
};

const stateOf = (one: Target): Shown =>
  one.within_target === null ? "other" : one.within_target ? "kept" : "missed";

const show = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 1 });

/** Every promise about speed, and whether the last hour kept it. */
export function Targets({ targets }: { targets: readonly Target[] }) {
  const [shown, setShown] = useState<Shown>("missed");
  const countOf = (state: Shown) => targets.filter((one) => stateOf(one) === state).length;
  const options = SHOWN.map(([id, name]) => [id, `${name} (${countOf(id)})`] as const);
  const rows = targets.filter((one) => stateOf(one) === shown);
  return (
    <section className="card stack" aria-labelledby="targets-title">
      <div className="section-head">
        <h2 id="targets-title">Targets</h2>
        <Segments label="Which targets" value={shown} options={options} onChange={setShown} />
      </div>
      <Table
        label="Targets of speed"
        columns={COLUMNS}
        empty={
          rows.length === 0 &&
          (shown === "missed" ? "All that was measured in the last hour is within its target." : "None.")
        }
      >
        {rows.map((one) => (
          <tr key={`${one.id} ${one.operation}`}>
            <td>{one.name.replaceAll("_", " ")}</td>
            <td>{one.id}</td>
            <td>{KINDS[one.kind]}</td>
            <td>{`${show(one.limit)} ${one.unit}`}</td>
            <td>{one.value === null ? "–" : `${show(one.value)} ${one.unit}`}</td>
            <td>
              <Within kept={one.within_target} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
