import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { useMayOperate } from "../app/account";
import { save } from "../transfer/save";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { ago, ms, whole } from "../ui/format";
import { Table } from "../ui/Table";
import { tell, tellFailure } from "../ui/toast";

const KEY = ["reports"];
const SHOWN = 14;

/** The reports of past days, for those who look after the server. */
export function Reports() {
  return useMayOperate() ? <Daily /> : null;
}

/** Fetched with this page's token, which a plain link would not carry. */
async function download(date: string) {
  const page = await body(
    api.GET("/api/v1/reports/{date}", {
      params: { path: { date }, query: { format: "html" } },
      parseAs: "text",
    }),
  );
  save(new Blob([String(page)], { type: "text/html" }), `lumen-${date}.html`);
}

function Daily() {
  const queries = useQueryClient();
  const reports = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => body(api.GET("/api/v1/reports", { signal })),
  });
  const make = useMutation({
    mutationFn: () => body(api.POST("/api/v1/reports", { body: {} })),
    onSuccess: (report) => {
      tell({ title: `The report of ${report.date} is made` });
      void queries.invalidateQueries({ queryKey: KEY });
    },
    onError: (error) => tellFailure("No report was made.", error),
  });
  const fetched = useMutation({
    mutationFn: download,
    onError: (error) => tellFailure("The report cannot be had.", error),
  });
  const shown = reports.data?.reports.slice(0, SHOWN) ?? [];
  return (
    <section className="card stack" aria-labelledby="reports-title">
      <div className="page-head">
        <h2 id="reports-title">Reports of days</h2>
        <Button busy={make.isPending} onClick={() => make.mutate()}>
          Report today so far
        </Button>
      </div>
      {reports.isError && (
        <Failure
          what="The reports cannot be shown."
          error={reports.error}
          retry={() => void reports.refetch()}
        />
      )}
      <Table
        label="The latest reports"
        whole
        columns={["Day, UTC", "Requests", "p95", "Turns", "Targets kept", "Alerts", "Made", "File"]}
        empty={
          reports.data?.reports.length === 0 && "There is none yet: one is made soon after midnight, UTC."
        }
      >
        {shown.map((report) => (
          <tr key={report.date}>
            <th scope="row">
              {report.date}
              {!report.complete && " so far"}
            </th>
            <td>{whole(report.summary.requests)}</td>
            <td>{report.summary.requests_p95 === null ? "–" : ms(report.summary.requests_p95)}</td>
            <td>{whole(report.summary.turns)}</td>
            <td>
              {report.summary.targets_kept} of {report.summary.targets_kept + report.summary.targets_missed}
            </td>
            <td>{whole(report.summary.alerts)}</td>
            <td>{ago(report.made_at)}</td>
            <td>
              <Button
                kind="quiet"
                icon="export"
                aria-label={`Save the report of ${report.date}`}
                onClick={() => fetched.mutate(report.date)}
              >
                Save
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
