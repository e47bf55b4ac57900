/** What was measured under one name; all times in milliseconds. */
export interface Summary {
  readonly name: string;
  readonly count: number;
  readonly average: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly target?: number;
  readonly withinTarget?: boolean;
}

/** What is asked of the page and of its socket, in milliseconds; the names are the server's. */
const TARGETS: ReadonlyMap<string, number> = new Map([
  ["ui.interaction.duration", 100],
  ["ui.turn_processed_handler", 100],
  ["ui.realtime.update", 50],
  ["ui.page_load", 3000],
  ["ui.input_response", 100],
  ["ui.button_click_feedback", 50],
  ["ui.button_hover_effect", 30],
  ["ui.button_focus_ring", 20],
  ["ui.input_focus_feedback", 50],
  ["ui.input_validation_display", 100],
  ["ui.form_field_highlight", 30],
  ["ui.page_transition_start", 100],
  ["ui.route_change_complete", 200],
  ["ui.loading_indicator_show", 50],
  ["ui.progress_bar_update", 16],
  ["ui.websocket_message_display", 100],
  ["ui.confidence_indicator_update", 50],
  ["ui.correction_highlight", 30],
  ["ui.workflow", 10_000],
  ["ui.first_paint", 2000],
  ["ui.interactive", 3000],
  ["ui.websocket_connection", 1000],
  ["websocket.subscribe", 50],
  ["websocket.roundtrip", 100],
  ["api.get.conversations", 150],
  ["api.post.conversations", 200],
  ["api.get.conversations/{id}", 100],
  ["api.get.conversations/{id}/status", 50],
  ["api.post.conversations/{id}/turns", 500],
  ["api.post.conversations/{id}/turns/realtime", 100],
]);

export function targetOf(name: string): number | undefined {
  return TARGETS.get(name) ?? (name.startsWith("api.") ? 1000 : undefined);
}

/** The value that a share of all are not above, by nearest rank. `values` need not be sorted. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) {
    return 0;
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

export function summarise(name: string, values: readonly number[], target?: number): Summary {
  const p95 = percentile(values, 0.95);
  return {
    name,
    count: values.length,
    average: values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length,
    min: percentile(values, 0),
    max: percentile(values, 1),
    p50: percentile(values, 0.5),
    p95,
    p99: percentile(values, 0.99),
    ...(target === undefined ? {} : { target, withinTarget: p95 <= target }),
  };
}
