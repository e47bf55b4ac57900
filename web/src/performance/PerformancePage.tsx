import { useTitle } from "../app/title";
import { Failure } from "../ui/Failure";
import { Alerts, Remedies } from "./Alerts";
import { Browser } from "./Browser";
import { Now } from "./Now";
import { Operations } from "./Operations";
import { Reports } from "./Reports";
import { Targets } from "./Targets";
import { useFigures } from "./useFigures";

/** How the server and this browser are doing against what is promised. */
export default function PerformancePage() {
  useTitle("Performance");
  const { live, figures, alerts, health, queue, history } = useFigures();
  const scope = figures.data?.scope;
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>Performance</h1>
          <p>
            What the server and this browser measure, against what is promised
            {scope && scope.nodes.length > 1 ? `, over ${scope.nodes.length} nodes` : ""}.
          </p>
        </div>
        <p className="page-chips">
          {health.isError ? (
            <span className="chip bad">not reached</span>
          ) : (
            health.data && (
              <span className={health.data.status === "healthy" ? "chip good" : "chip bad"}>
                {health.data.status}
              </span>
            )
          )}
          <span className={live ? "chip good" : "chip warn"}>{live ? "Live" : "Asking every 2 s"}</span>
        </p>
      </div>
      {figures.isError && (
        <Failure
          what="The server’s figures cannot be had."
          error={figures.error}
          retry={() => void figures.refetch()}
        />
      )}
      <Now queue={queue.data} health={health.data} system={figures.data?.system} history={history} />
      <div className="halves">
        <Alerts alerts={alerts.data} />
        <Remedies remedies={figures.data?.remedies ?? []} />
      </div>
      <Operations operations={figures.data?.operations ?? []} at={figures.dataUpdatedAt} />
      <Targets targets={figures.data?.targets ?? []} />
      <Browser />
      <Reports />
      <p className="small soft">
        Elsewhere: <a href="/docs">the API’s documentation</a>, <a href="/health">the server’s health</a>, and{" "}
        <a href="/lab">the lab</a>, which runs its suite against this server.
      </p>
    </div>
  );
}
