import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { useMayOperate } from "../app/account";
import { Button } from "../ui/Button";
import { ago, exactly } from "../ui/format";
import { tellFailure } from "../ui/toast";
import { type Alert, describe, titleOf } from "./useFigures";

const LOOKS = { critical: "bad", warning: "warn", info: "" } as const;

/** What to do about an alert, in words: the server names the action. */
const ACTIONS: Readonly<Record<string, string>> = {
  investigate_immediately: "Look into it at once.",
  check_system_health: "Look at the health of the system: database, processor, disk.",
  check_bypass_logic: "Look at why turns of the AI voice are not passed through.",
  optimize_interaction: "Find what keeps the page from its next frame.",
  review_performance_trends: "Look at how the operation did over the last hour.",
  plan_optimization: "Plan for more memory, or for less use of it.",
  apply_remedies: "The remedies below have been switched on.",
  optimize_connection: "Look at the network between the server and its clients.",
};

function One({ alert }: { alert: Alert }) {
  const over = alert.state === "resolved";
  return (
    <li className="alert">
      <span className={`chip ${over ? "good" : LOOKS[alert.severity]}`}>
        {over ? "resolved" : alert.state === "escalated" ? "escalated" : alert.severity}
      </span>
      <div>
        <strong>{titleOf(alert)}</strong>
        <p className="small">
          {describe(alert)} {!over && ACTIONS[alert.action]}
        </p>
        <p className="small soft" title={exactly(alert.raised_at)}>
          Raised {ago(alert.raised_at)}
          {alert.resolved_at !== undefined && `, resolved ${ago(alert.resolved_at)}`}
          {!over && alert.checks > 0 && `; looked at ${alert.checks} of 10 times for a recovery`}
        </p>
      </div>
    </li>
  );
}

/** What is wrong, and what was. */
export function Alerts({ alerts }: { alerts: Schemas["AlertList"] | undefined }) {
  const active = alerts?.active ?? [];
  const recent = alerts?.recent ?? [];
  return (
    <section className="card stack" aria-labelledby="alerts-title">
      <h2 id="alerts-title">Alerts</h2>
      {active.length === 0 ? (
        <p className="soft">Nothing is over its limit.</p>
      ) : (
        <ul className="plain-list" aria-label="Raised alerts">
          {active.map((alert) => (
            <One key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {recent.length > 0 && (
        <details>
          <summary className="small">Those that are over ({recent.length})</summary>
          <ul className="plain-list" aria-label="Resolved alerts">
            {recent.slice(0, 50).map((alert) => (
              <One key={alert.id} alert={alert} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

type Name =
  | "more_workers"
  | "read_replica"
  | "cached_reads"
  | "fewer_metrics"
  | "coalesced_news"
  | "local_cleaning";

/** What the server does by itself while something is slow; administrators may switch it by hand. */
export function Remedies({ remedies }: { remedies: readonly Schemas["Remedy"][] }) {
  const queries = useQueryClient();
  const maySwitch = useMayOperate();
  const change = useMutation({
    mutationFn: ({ name, active }: { name: string; active: boolean }) =>
      body(
        api.POST("/api/v1/performance/remedies/{name}", {
          params: { path: { name: name as Name } },
          body: { active },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["performance"] }),
    onError: (failure) => tellFailure("The remedy was not switched.", failure),
  });
  return (
    <section className="card stack" aria-labelledby="remedies-title">
      <h2 id="remedies-title">Remedies</h2>
      <ul className="plain-list">
        {remedies.map((one) => (
          <li key={one.name} className="setting">
            <div>
              <strong>{one.name.replaceAll("_", " ")}</strong>{" "}
              {one.active && (
                <span className="chip warn">
                  {one.because.includes("administrator") ? "on, by hand" : "on"}
                </span>
              )}
              <p className="small soft">
                {one.effect}
                {!one.available && " Not available on this server."}
              </p>
            </div>
            {maySwitch && one.available && (
              <Button
                small
                aria-label={`Switch ${one.active ? "off" : "on"}: ${one.name.replaceAll("_", " ")}`}
                busy={change.isPending && change.variables.name === one.name}
                onClick={() => change.mutate({ name: one.name, active: !one.active })}
              >
                {one.active ? "Switch off" : "Switch on"}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
