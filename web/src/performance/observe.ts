import { tracker } from "./tracker";

const PRESSABLE = "button, a[href], [role=tab], [role=menuitem], summary";
const FIELD = "input, textarea, select";
/** An older input is not why the page changes now. */
const CAUSE_MS = 300;

let lastInput = 0;
let leaving: number | null = null;

/** When the user did what the page now answers to; now, where it was nobody's doing. */
export function cause(): number {
  const now = performance.now();
  return now - lastInput < CAUSE_MS ? lastInput : now;
}

/** Another place is on the screen, be it with nothing but its heading (P-38). */
export function arrived(): void {
  if (leaving !== null) {
    tracker.untilShown("ui.route_change_complete", leaving);
    leaving = null;
  }
}

function within(event: Event, selector: string): Element | null {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/** Each moment at which the user expects an answer, and what the answer is called. */
function feedback(): void {
  const listen = (type: string, then: (event: Event) => void) =>
    window.addEventListener(type, then, { capture: true, passive: true });
  for (const type of ["click", "keydown", "input", "drop"]) {
    listen(type, (event) => {
      lastInput = event.timeStamp;
    });
  }
  listen("pointerdown", (event) => {
    if (within(event, PRESSABLE)) {
      tracker.untilShown("ui.button_click_feedback", event.timeStamp);
    }
  });
  let over: Element | null = null;
  listen("pointerover", (event) => {
    const now = within(event, `${PRESSABLE}, ${FIELD}`);
    if (now !== null && now !== over) {
      const name = now.matches(FIELD) ? "ui.form_field_highlight" : "ui.button_hover_effect";
      tracker.untilShown(name, event.timeStamp);
    }
    over = now;
  });
  listen("focusin", (event) => {
    if (within(event, FIELD)) {
      tracker.untilShown("ui.input_focus_feedback", event.timeStamp);
    } else if (within(event, PRESSABLE)?.matches(":focus-visible")) {
      tracker.untilShown("ui.button_focus_ring", event.timeStamp);
    }
  });
  listen("input", (event) => tracker.untilShown("ui.input_response", event.timeStamp));
}

/** Changes of place: the router tells of them by events of these names. */
function routes(): void {
  let path = location.pathname;
  for (const type of ["pushState", "replaceState", "popstate"]) {
    window.addEventListener(type, () => {
      if (location.pathname !== path) {
        path = location.pathname;
        leaving = cause();
        tracker.untilShown("ui.page_transition_start", leaving);
      }
    });
  }
}

/** What the browser itself reports: paints, the page's load, and interactions of 16 ms and more. */
function reports(): void {
  if (!("PerformanceObserver" in window)) {
    return;
  }
  const observe = (options: PerformanceObserverInit, then: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(then)).observe({
      buffered: true,
      ...options,
    });
  observe({ type: "paint" }, (entry) => {
    if (entry.name === "first-contentful-paint") {
      tracker.record("ui.first_paint", entry.startTime);
    }
  });
  observe({ type: "navigation" }, (entry) => {
    const loaded = (entry as PerformanceNavigationTiming).loadEventEnd;
    if (loaded > 0) {
      tracker.record("ui.page_load", loaded);
    }
  });
  const interactions = { type: "event", durationThreshold: 16 } as PerformanceObserverInit;
  observe(interactions, (entry) => {
    if ((entry as PerformanceEntry & { interactionId?: number }).interactionId) {
      tracker.record("ui.interaction.duration", entry.duration);
    }
  });
}

/** What goes wrong without anybody having asked for it. */
function failures(): void {
  window.addEventListener(
    "error",
    (event) => {
      const source = event.target;
      if (source instanceof HTMLElement) {
        tracker.note("request", `${source.tagName.toLowerCase()} could not be loaded`);
      } else {
        tracker.note("script", event.message);
      }
    },
    true,
  );
  window.addEventListener("unhandledrejection", (event) =>
    tracker.note("script", event.reason instanceof Error ? event.reason.message : "A promise was not kept"),
  );
  const { error } = console;
  console.error = (...given: unknown[]) => {
    const first = given[0];
    tracker.note("console", first instanceof Error ? first.message : String(first));
    error.apply(console, given);
  };
}

/** Measures from here on what happens in this page. */
export function observe(): void {
  feedback();
  routes();
  reports();
  failures();
}
