import { Fragment } from "react";
import { ms } from "./format";

interface Props {
  /** What is counted; `ms` is shown as a time. */
  unit: string;
  rows: readonly (readonly [name: string, value: number, look: "good" | "warn" | "bad" | "plain"])[];
}

/** A long name of a rule is broken behind its points, not in a word. */
const breakable = (name: string) =>
  name.split(/(?<=\.)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));

/** Amounts side by side: a table, of which each number is drawn as well. */
export function Bars({ unit, rows }: Props) {
  const most = Math.max(1, ...rows.map(([, value]) => value));
  return (
    <table className="bars">
      <thead className="unseen">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value, look]) => (
          <tr key={name}>
            <th scope="row">{breakable(name)}</th>
            <td>
              <meter className={`bar ${look}`} min={0} max={most} value={value} aria-hidden="true" />
              <span className="tabular">{unit === "ms" ? ms(value) : value.toLocaleString("en")}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
