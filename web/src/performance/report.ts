import { session } from "../api/session";
import { tracker } from "./tracker";

const EVERY_MS = 10_000;
/** The server takes this many at once. */
const MOST = 200;

/**
 * Tells the server what was measured here, so that it is seen beside what the server measures and
 * raises the same alerts. What does not arrive is left: it is one page's figures of ten seconds.
 */
async function send(leaving: boolean): Promise<void> {
  const known = session.get();
  if (known === null && !session.development) {
    return;
  }
  const interactions = tracker.take(MOST);
  if (interactions.length === 0) {
    return;
  }
  const token = leaving ? known?.accessToken : await session.token().catch(() => null);
  const sent = fetch("/api/v1/performance/interactions", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ interactions }),
    keepalive: leaving,
  });
  // An answer that is not read to its end keeps its connection busy.
  await sent.then((answer) => answer.arrayBuffer()).catch(() => undefined);
}

/** Sends every few seconds, and what is left when the page is put away. */
export function startReporting(): void {
  setInterval(() => void send(false), EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      void send(true);
    }
  });
}
