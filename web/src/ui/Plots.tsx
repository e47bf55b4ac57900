import { LinePlot, type PlotProps } from "./LinePlot";

interface Titled extends Omit<PlotProps, "label" | "xName"> {
  title: string;
  /** What the plot is called apart from its neighbours, where the title alone does not say it. */
  label?: string;
}

/** Plots beside each other over the same axis, each with its title and its table. */
export function Plots({
  plots,
  xName,
  showX,
}: {
  plots: readonly Titled[];
  xName: string;
  showX: (x: number) => string;
}) {
  // As high as its neighbours begins the drawing of each.
  const isAnyNamed = plots.some(({ also = [] }) => also.length > 0);
  return (
    <div className="plots">
      {plots.map(({ title, label = title, ...plot }) => (
        <div key={title}>
          <h3>{title}</h3>
          <LinePlot {...plot} label={label} xName={xName} showX={showX} named={isAnyNamed} />
        </div>
      ))}
    </div>
  );
}
