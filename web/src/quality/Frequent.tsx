import { whole } from "../ui/format";
import { Table } from "../ui/Table";
import type { Analytics } from "./analytics";

/** What is corrected again and again. */
export function Frequent({ corrections }: { corrections: Analytics["frequent_corrections"] }) {
  return (
    <section className="card stack" aria-labelledby="frequent-title">
      <h2 id="frequent-title">Corrected most</h2>
      {corrections.length === 0 ? (
        <p className="soft">No words were put in place of others in these days.</p>
      ) : (
        <Table
          label="What is corrected most, as a table"
          columns={["Correction", "Times", "In", "Accepted", "Wrong"]}
        >
          {corrections.map((one) => (
            <tr key={`${one.rule} ${one.original} ${one.corrected}`}>
              <td className="wrap">
                <del>{one.original}</del> <ins>{one.corrected}</ins>
                <span className="small soft term-sounds">
                  {one.rule === "person.edit" ? "written by people" : one.rule}
                </span>
              </td>
              <td>{whole(one.count)}</td>
              <td>{whole(one.conversations)}</td>
              <td>{whole(one.accepted)}</td>
              <td>{whole(one.rejected)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
