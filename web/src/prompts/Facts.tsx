import type { ReactNode } from "react";
import { ms, percent } from "../ui/format";
import { Table } from "../ui/Table";
import type { Facts } from "./queries";

const COLUMNS = [
  "Template",
  "Asked",
  "Edits kept",
  "Refused",
  "Share kept",
  "Median",
  "p95",
  "Late",
  "Failed",
];

const timeOr = (value: number | null): string => (value === null ? "–" : ms(value));

/** What became of questions, as a row of numbers; several stand below each other. */
export function FactsTable({
  label,
  rows,
}: {
  label: string;
  rows: readonly (readonly [key: string, name: ReactNode, facts: Facts])[];
}) {
  return (
    <Table label={label} columns={COLUMNS} whole>
      {rows.map(([key, name, facts]) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          <td>{facts.asked.toLocaleString("en")}</td>
          <td>{facts.kept_edits}</td>
          <td>{facts.refused_edits}</td>
          <td>{facts.kept_share === null ? "–" : percent(facts.kept_share)}</td>
          <td>{timeOr(facts.median_call_ms)}</td>
          <td>{timeOr(facts.p95_call_ms)}</td>
          <td>{facts.outcomes.late ?? 0}</td>
          <td>{(facts.outcomes.failed ?? 0) + (facts.outcomes.unreadable ?? 0)}</td>
        </tr>
      ))}
    </Table>
  );
}
