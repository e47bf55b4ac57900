import type { ReactNode } from "react";

interface Props {
  label: string;
  columns: readonly string[];
  /** As high as its rows, instead of scrolling by itself. */
  whole?: boolean;
  /** What is said in the place of rows; nothing where there are some. */
  empty?: string | false;
  /** The rows. */
  children: ReactNode;
}

/** Numbers in rows below their names; what does not fit is scrolled, by keyboard too. */
export function Table({ label, columns, whole = false, empty = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={whole ? "table-frame" : "table-frame tall"} tabIndex={0} aria-label={label}>
      <table className="numbers">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {empty !== false && <p className="soft small empty-row">{empty}</p>}
    </section>
  );
}
