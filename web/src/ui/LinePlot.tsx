import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ms, percent } from "./format";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Further values at the same place, each a line of its own. */
  readonly also?: readonly number[];
}

export interface PlotProps {
  label: string;
  points: readonly Point[];
  xName: string;
  /** What `y` is; `ms` is shown as a time. */
  yName: string;
  /** Names of the further lines. */
  also?: readonly string[];
  /** Says what the line is, also where there is but one: beside plots that have several. */
  named?: boolean;
  /** The unit, where `yName` is none. */
  unit?: "ms" | "count" | "percent";
  showX?: (x: number) => string;
  target?: number | undefined;
}

/** At most this many points are drawn; of more, the highest of each group. */
const DRAWN = 400;
const COLOURS = ["var(--accent)", "var(--glow)", "var(--ink-soft)"];

/** Fewer points that keep every peak, since a plot of times is looked at for those. */
export function thinned(points: readonly Point[], most = DRAWN): readonly Point[] {
  if (points.length <= most) {
    return points;
  }
  const size = Math.ceil(points.length / most);
  const result: Point[] = [];
  for (let at = 0; at < points.length; at += size) {
    result.push(points.slice(at, at + size).reduce((a, b) => (b.y > a.y ? b : a)));
  }
  return result;
}

/** Lines over time or order, with their numbers in a table for those who ask. */
export function LinePlot(props: PlotProps) {
  const { label, points, xName, yName, also = [], unit = yName === "ms" ? "ms" : "count" } = props;
  const showX = props.showX ?? String;
  const show = (value: number) =>
    unit === "ms"
      ? ms(value)
      : unit === "percent"
        ? percent(value)
        : value.toLocaleString("en", { maximumFractionDigits: 2 });
  const drawn = thinned(points);
  // All of it within what one tick says: more of them would repeat it.
  const isMoment = showX(drawn[0]?.x ?? 0) === showX(drawn.at(-1)?.x ?? 0);
  const names = [yName, ...also];
  const valuesOf = (point: Point): readonly number[] => [point.y, ...(point.also ?? [])];
  return (
    <figure className="plot" aria-label={label}>
      {(names.length > 1 || props.named) && (
        <p className="legend small" aria-hidden="true">
          {names.map((name, index) => (
            <span key={name} className={`line-${index}`}>
              {name}
            </span>
          ))}
        </p>
      )}
      <div aria-hidden="true" className="plot-area">
        {drawn.length === 0 ? (
          <p className="small soft">Nothing was measured yet.</p>
        ) : (
          <ResponsiveContainer width="100%" height={150}>
            <LineChart
              data={[...drawn]}
              margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid stroke="var(--line)" vertical={false} />
              <XAxis
                dataKey="x"
                {...(isMoment && { ticks: [drawn[0]?.x ?? 0] })}
                type="number"
                domain={["dataMin", "dataMax"]}
                tickFormatter={showX}
                minTickGap={28}
                tick={{ fontSize: 11, fill: "var(--ink-soft)" }}
                stroke="var(--line)"
              />
              <YAxis
                width={46}
                tick={{ fontSize: 11, fill: "var(--ink-soft)" }}
                stroke="var(--line)"
                interval={0}
                allowDecimals={unit !== "count"}
                tickFormatter={(value: number) => value.toLocaleString("en")}
                {...(unit === "percent" && { domain: ["auto", 1], tickFormatter: percent })}
              />
              <Tooltip
                isAnimationActive={false}
                formatter={(value, name) => [show(Number(value)), name]}
                labelFormatter={(value) => `${xName} ${showX(Number(value))}`}
                contentStyle={{
                  background: "var(--raised)",
                  border: "1px solid var(--line)",
                  borderRadius: 8,
                  fontSize: 12,
                }}
              />
              {props.target !== undefined && (
                <ReferenceLine
                  y={props.target}
                  stroke="var(--danger)"
                  strokeDasharray="4 4"
                  ifOverflow="discard"
                />
              )}
              {names.map((name, index) => (
                <Line
                  key={name}
                  name={name}
                  dataKey={(point: Point) => valuesOf(point)[index]}
                  stroke={COLOURS[index % COLOURS.length] as string}
                  strokeWidth={1.75}
                  dot={drawn.length < 3}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
      <details>
        <summary className="small">As a table</summary>
        <div className="plot-table">
          <table className="numbers">
            <thead>
              <tr>
                {[xName, ...names].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {drawn.map((point) => (
                <tr key={point.x}>
                  <td>{showX(point.x)}</td>
                  {names.map((name, index) => (
                    <td key={name}>{show(valuesOf(point)[index] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
