/** One figure with its name and a word on it; inside a `dl` of the class `tiles`. */
export function Tile({ name, value, note }: { name: string; value: string | number; note: string }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd className="tabular">{value}</dd>
      <dd className="small soft">{note}</dd>
    </div>
  );
}
