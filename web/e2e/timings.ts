import { expect, type Locator, type Page } from "@playwright/test";
import { percentile } from "../src/performance/statistics";

interface Interaction {
  readonly name: string;
  readonly ms: number;
}

/** Has the browser keep how long each interaction waited for its frame. */
export async function measure(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Interaction[] = [];
    (window as unknown as { interactions: Interaction[] }).interactions = kept;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ((entry as PerformanceEntry & { interactionId?: number }).interactionId) {
          kept.push({ name: entry.name, ms: entry.duration });
        }
      }
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

export const interactions = (page: Page): Promise<Interaction[]> =>
  page.evaluate(() => (window as unknown as { interactions: Interaction[] }).interactions);

/** Until the next frame is on the screen. */
export const frame = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const from = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(performance.now() - from);
          channel.port2.postMessage(0);
        });
      }),
  );

/** How long this machine takes to show a frame in which nothing changed. */
export async function bareFrames(page: Page, times: number): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n++) {
    found.push(await frame(page));
  }
  return found;
}

/** One line for the report: a name, how many, and how long. */
export function line(name: string, values: readonly number[], target?: number): string {
  const show = (share: number) => `${percentile(values, share).toFixed(0)} ms`;
  const aim = target === undefined ? "" : `  target ${target} ms`;
  return `  ${name.padEnd(34)} n=${String(values.length).padEnd(4)} p50 ${show(0.5)}  p95 ${show(0.95)}  max ${show(1)}${aim}`;
}

/** Of fewer, 95 in 100 are all but the slowest, which says more of the machine than of the page. */
const FEWEST_FOR_P95 = 20;

/** On a machine that does nothing else 95 in 100 are held to their targets, too; on others they are shown. */
const STRICT = process.env.E2E_STRICT !== undefined;

/** By what times are judged. */
export const YARDSTICK = STRICT
  ? `  judged by the middle ones, and by 95 in 100 where there are ${FEWEST_FOR_P95} or more`
  : "  judged by the middle ones; with E2E_STRICT=1, on a machine that does nothing else, by 95 in 100 too";

/** What the work below takes on a machine of the kind that the targets were set on. */
const USUAL_WORK_MS = 50;

/** Beyond it a machine says nothing of the page any more. */
const MOST_SLOWNESS = 3;

/** How many times as long as usual this machine takes for work of a page's kind; 1 for faster ones. */
let slowness = 1;

/** Finds that out, so that a slow machine says something of the page as well: its targets are as much longer. */
export async function calibrate(page: Page): Promise<string> {
  const times = await page.evaluate(() =>
    Array.from({ length: 9 }, () => {
      const from = performance.now();
      const rows = Array.from({ length: 60_000 }, (_, i) => ({
        key: (i * 7919) % 60_000,
        text: `word ${i}`,
      }));
      rows.sort((one, other) => one.key - other.key);
      JSON.parse(JSON.stringify(rows));
      return performance.now() - from;
    }),
  );
  const work = percentile(times, 0.5);
  slowness = STRICT ? 1 : Math.min(MOST_SLOWNESS, Math.max(1, work / USUAL_WORK_MS));
  return `  a fixed piece of work took ${work.toFixed(0)} ms; targets are held ${slowness.toFixed(1)} times as long`;
}

/** Several times are within a target: the middle one always, 95 in 100 where that says something. */
export function within(
  name: string,
  { count, p50, p95 }: { count: number; p50: number; p95: number },
  target: number,
): void {
  expect(count, name).toBeGreaterThan(0);
  expect(p50, `${name}, the middle one`).toBeLessThanOrEqual(target * slowness);
  if (STRICT && count >= FEWEST_FOR_P95) {
    expect(p95, `${name}, 95 in 100`).toBeLessThanOrEqual(target);
  }
}

export function held(name: string, values: readonly number[], target: number): void {
  within(name, { count: values.length, p50: percentile(values, 0.5), p95: percentile(values, 0.95) }, target);
}

/** From the press until the pressed look is on the screen, each time; NaN where it is not. */
export async function pressesOf(page: Page, button: Locator, times: number): Promise<number[]> {
  const presses: number[] = [];
  for (let n = 0; n < times; n++) {
    await button.evaluate((element) => {
      const state = window as unknown as { press: Promise<number> };
      state.press = new Promise((done) =>
        element.addEventListener(
          "pointerdown",
          (event) =>
            requestAnimationFrame(() => {
              const pressed = getComputedStyle(element).transform !== "none";
              done(pressed ? performance.now() - event.timeStamp : Number.NaN);
            }),
          { once: true },
        ),
      );
    });
    await button.hover();
    expect(await button.evaluate((element) => getComputedStyle(element).transform)).toBe("none");
    await page.mouse.down();
    presses.push(await page.evaluate(() => (window as unknown as { press: Promise<number> }).press));
    await page.mouse.move(5, 500);
    await page.mouse.up();
  }
  return presses;
}

/** A row of the page's own table of times. */
export interface OwnTime {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly target: number;
  readonly text: string;
}

function millis(shown: string | undefined): number {
  const [value, unit] = (shown ?? "").split(" ");
  return Number(value) * (unit === "s" ? 1000 : 1);
}

/** What the performance page shows of this browser, but for calls of the API. */
export async function own(page: Page): Promise<OwnTime[]> {
  const table = page.getByRole("region", { name: "Times of this browser" });
  await expect(table).toBeVisible();
  const rows = await table
    .getByRole("row")
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );
  return rows
    .filter((cells) => cells.length === 9 && !cells[0]?.startsWith("api."))
    .map(([name = "", n = "", , p50, p95, , longest, target]) => ({
      name,
      count: Number(n),
      p50: millis(p50),
      p95: millis(p95),
      target: millis(target),
      text: `  ${name.padEnd(42)} n=${n.padEnd(4)} p50 ${p50}  p95 ${p95}  max ${longest}  target ${target}${millis(p95) > millis(target) ? "  (95 in 100 are not)" : ""}`,
    }));
}
