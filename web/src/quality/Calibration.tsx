import type { Schemas } from "../api/client";
import { percent } from "../ui/format";
import type { Analytics } from "./analytics";

type One = Schemas["Calibration"];

/** Where the true share lies (the bar), what was seen (the dot) and what is claimed (the line). */
function Range({ one }: { one: One }) {
  if (one.survival === null) {
    return <span className="soft small">nobody has judged any</span>;
  }
  return (
    <svg className="range" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="4" width="100" height="4" className="range-track" />
      <rect
        x={one.lowest * 100}
        y="3"
        width={Math.max(1, (one.highest - one.lowest) * 100)}
        height="6"
        className={one.holds === false ? "range-bar bad" : "range-bar"}
      />
      <rect x={one.survival * 99} y="1" width="1.2" height="10" className="range-dot" />
      {one.claimed !== null && (
        <rect x={one.claimed * 99.5} y="0" width="0.6" height="12" className="range-claim" />
      )}
    </svg>
  );
}

function Verdict({ one }: { one: One }) {
  if (one.holds === null || one.claimed === null) {
    return <span className="soft">–</span>;
  }
  return (
    <span className={one.holds ? "chip good" : "chip bad"}>{one.holds ? "holds" : "too sure of itself"}</span>
  );
}

function Rows({ rows }: { rows: readonly (readonly [name: string, one: One])[] }) {
  return (
    <table className="numbers">
      <thead>
        <tr>
          {["", "Claims", "Made", "Judged", "Kept", "Right", "Between"].map((name) => (
            <th key={name} scope="col">
              {name === "" ? <span className="unseen">What</span> : name}
            </th>
          ))}
          <th scope="col" className="range-cell">
            <span className="unseen">Drawn</span>
          </th>
          <th scope="col">Its claim</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, one]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{one.claimed === null ? "nothing" : percent(one.claimed)}</td>
            <td>{one.made.toLocaleString("en")}</td>
            <td>{one.judged.toLocaleString("en")}</td>
            <td>{one.kept.toLocaleString("en")}</td>
            <td>{one.survival === null ? "–" : percent(one.survival)}</td>
            <td>{one.survival === null ? "–" : `${percent(one.lowest)} – ${percent(one.highest)}`}</td>
            <td className="range-cell">
              <Range one={one} />
            </td>
            <td>
              <Verdict one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether corrections are right as often as their confidence claims. */
export function Calibration({
  calibration,
  rules,
}: {
  calibration: Analytics["calibration"];
  rules: Analytics["rules"];
}) {
  return (
    <section className="card stack" aria-labelledby="calibration-title">
      <h2 id="calibration-title">Is the cleaner as right as it claims?</h2>
      <p className="small soft">
        By what people decided. The bar is where the true share lies with 95 % confidence, the thick mark what
        was seen, the thin one the claim. People judge what looks wrong first, so the true share is higher.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label="By confidence">
        <Rows
          rows={[
            ["High", calibration.HIGH],
            ["Medium", calibration.MEDIUM],
            ["Low", calibration.LOW],
          ]}
        />
      </section>
      {rules.length > 0 && (
        <details>
          <summary className="small">By rule ({rules.length})</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="table-frame tall" tabIndex={0} aria-label="By rule">
            <Rows rows={rules.map((one) => [one.rule, one.calibration] as const)} />
          </section>
        </details>
      )}
    </section>
  );
}
