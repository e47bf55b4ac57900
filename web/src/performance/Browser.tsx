import { useSyncExternalStore } from "react";
import { exactly, ms } from "../ui/format";
import { Table } from "../ui/Table";
import { tracker } from "./tracker";
import { Within } from "./Within";

const NAMES: Readonly<Record<string, string>> = {
  "ui.interaction.duration": "Interaction to next frame, of 16 ms and more",
  "ui.button_click_feedback": "Press to next frame",
  "ui.button_hover_effect": "Hover to next frame",
  "ui.button_focus_ring": "Focus ring",
  "ui.input_focus_feedback": "Field focused",
  "ui.form_field_highlight": "Field under the pointer",
  "ui.input_response": "Typing to next frame",
  "ui.input_validation_display": "Validation message",
  "ui.page_transition_start": "Change of page begins",
  "ui.route_change_complete": "Page to page",
  "ui.loading_indicator_show": "Sign that something is being done",
  "ui.progress_bar_update": "Frame in which a bar moved",
  "ui.websocket_message_display": "Message to screen",
  "ui.realtime.update": "Change of the list to screen",
  "ui.confidence_indicator_update": "Confidence to screen",
  "ui.correction_highlight": "Correction picked or decided",
  "ui.turn_processed_handler": "Taking in a cleaned turn",
  "ui.workflow": "Turn sent to cleaned on screen",
  "ui.page_load": "Page loaded",
  "ui.first_paint": "First content",
  "ui.interactive": "Page can be used",
  "ui.websocket_connection": "Socket greeted",
  "websocket.subscribe": "Subscription stands",
  "websocket.roundtrip": "Socket round trip",
};

const COLUMNS = ["What", "Times", "Average", "p50", "p95", "p99", "Longest", "Target", "p95 is"];

/** What this browser measured, with the targets it is held to, and what went wrong in it. */
export function Browser() {
  useSyncExternalStore(tracker.subscribe, tracker.getVersion);
  const all = tracker.summaries();
  const incidents = tracker.incidents();
  const memory = (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize;
  return (
    <section className="card stack" aria-labelledby="browser-title">
      <h2 id="browser-title">In this browser</h2>
      <p className="small soft">
        Measured here since the page was opened, and sent to the server every ten seconds; nothing that was
        said is in it.
        {memory !== undefined && ` Memory of the page: ${(memory / 1_048_576).toFixed(0)} MB of 100.`}
      </p>
      <Table label="Times of this browser" columns={COLUMNS}>
        {all.map((one) => (
          <tr key={one.name}>
            <td>{NAMES[one.name] ?? <code>{one.name}</code>}</td>
            <td>{one.count}</td>
            <td>{ms(one.average)}</td>
            <td>{ms(one.p50)}</td>
            <td>{ms(one.p95)}</td>
            <td>{ms(one.p99)}</td>
            <td>{ms(one.max)}</td>
            <td>{one.target === undefined ? "–" : ms(one.target)}</td>
            <td>
              <Within kept={one.withinTarget} />
            </td>
          </tr>
        ))}
      </Table>
      <h3>What went wrong</h3>
      {incidents.length === 0 ? (
        <p className="soft small">No error of a script and no refused request since the page was opened.</p>
      ) : (
        <ul className="plain-list incidents" aria-label="What went wrong in this page">
          {incidents.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only ever shown anew
            <li key={index} className="small">
              <span className="chip bad">{one.kind}</span> {one.what}{" "}
              <span className="soft">{exactly(new Date(one.at).toISOString())}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
