import { Watched } from "../ui/watched";
import { type Summary, summarise, targetOf } from "./statistics";

const KEPT = 500;
/** More than this waiting to be sent is news of long ago. */
const UNSENT = 1_000;
const TELL_MS = 500;
/** The server refuses what is longer: a machine was asleep meanwhile. */
const LONGEST_MS = 120_000;

export interface Measurement {
  readonly name: string;
  readonly duration_ms: number;
}

/** Something that went wrong in this page. Never holds what was said. */
export interface Incident {
  readonly at: number;
  readonly kind: "request" | "script" | "console";
  readonly what: string;
}

/**
 * What this browser measured since the page was opened (M-03, M-04): how long the user waited for
 * the next frame, the API, a route, a message on the screen. Nothing of it holds what was said.
 */
class Tracker extends Watched {
  private readonly samples = new Map<string, number[]>();
  private unsent: Measurement[] = [];
  private happened: readonly Incident[] = [];
  private version = 0;
  private telling = false;

  /** Notes a duration in milliseconds under a name such as `ui.page_load`. */
  record(name: string, ms: number): void {
    const all = this.samples.get(name) ?? [];
    all.push(ms);
    if (all.length > KEPT) {
      all.shift();
    }
    this.samples.set(name, all);
    if (ms >= 0 && ms <= LONGEST_MS) {
      this.unsent.push({ name, duration_ms: Math.round(ms * 100) / 100 });
    }
    if (this.unsent.length > UNSENT) {
      this.unsent.shift();
    }
    this.tell();
  }

  /** The whole time of a request: `api.<method>.<endpoint>`. */
  api(method: string, path: string, ms: number): void {
    this.record(`api.${method.toLowerCase()}.${path.replace(/^\/api\/v1\//, "")}`, ms);
  }

  /** From a moment, or now, to when what was changed is on the screen. */
  untilShown(name: string, from = performance.now()): void {
    afterFrame(() => this.record(name, performance.now() - from));
  }

  /** What the frame to come costs: the time from its beginning to when it is on the screen. */
  frameWork(name: string): void {
    afterFrame((began) => this.record(name, performance.now() - began));
  }

  note(kind: Incident["kind"], what: string): void {
    this.happened = [{ at: Date.now(), kind, what: what.slice(0, 200) }, ...this.happened].slice(0, 50);
    this.tell();
  }

  /** What went wrong, the latest first. */
  incidents(): readonly Incident[] {
    return this.happened;
  }

  summaries(): Summary[] {
    return [...this.samples.entries()]
      .map(([name, values]) => summarise(name, values, targetOf(name)))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Hands over what nobody has been told yet, `most` at a time. */
  take(most: number): Measurement[] {
    return this.unsent.splice(0, most);
  }

  getVersion = (): number => this.version;

  /** Those who show it are told twice a second at most: showing it must not slow down what is measured. */
  private tell(): void {
    if (this.telling || !this.isWatched) {
      return;
    }
    this.telling = true;
    setTimeout(() => {
      this.telling = false;
      this.version++;
      this.changed();
    }, TELL_MS);
  }
}

/** Runs when the next frame is on the screen; never, where nobody looks: such a page has no frames. */
function afterFrame(then: (began: number) => void): void {
  if (document.visibilityState !== "visible") {
    return;
  }
  requestAnimationFrame(() => {
    const began = performance.now();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      if (document.visibilityState === "visible") {
        then(began);
      }
    };
    channel.port2.postMessage(0);
  });
}

export const tracker = new Tracker();
