import { describe, expect, it, vi } from "vitest";
import type { Turn } from "../api/client";
import { TurnList } from "../conversation/turns";

/** By the clock of the process, which no setup of a test runner stands in for. */
const processMs = (): number => {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1_000 + nanos / 1e6;
};

/** Keeps the processor until so much time has passed. */
function work(ms: number): void {
  const end = processMs() + ms;
  while (processMs() < end) {
    // It works.
  }
}

function timed(what: () => void): number {
  const from = performance.now();
  what();
  return performance.now() - from;
}

describe("time in these tests", () => {
  it("is real: performance.now goes as the process's clock does (P-27)", () => {
    expect(vi.isFakeTimers()).toBe(false);
    const outer = processMs();
    const inner = timed(() => work(20));
    expect(inner).toBeGreaterThanOrEqual(19.9);
    expect(inner).toBeLessThanOrEqual(processMs() - outer + 0.1);
  });

  it("is real for timers: none comes before its time (P-27)", async () => {
    const from = processMs();
    await new Promise((done) => setTimeout(done, 20));
    expect(processMs() - from).toBeGreaterThanOrEqual(19);
  });

  it("fails what is too slow (P-27)", () => {
    expect(() => expect(timed(() => work(30))).toBeLessThan(25)).toThrow(/less than/);
  });

  it("of 10,000 turns put in order grows with their number, not with its square (P-27)", () => {
    timeOf(10_000); // Compiled once, both are measured alike.
    const few = Math.min(timeOf(1_000), timeOf(1_000), timeOf(1_000), timeOf(1_000), timeOf(1_000));
    const many = Math.min(timeOf(10_000), timeOf(10_000), timeOf(10_000));
    // With the square it would be a hundred times as long.
    expect(many / few).toBeLessThan(50);
  });
});

/** Turns that come out of order, some twice, and the list of them. */
function timeOf(count: number): number {
  const turns = Array.from({ length: count }, (_, n) => turn(((n * 7_919) % count) + 1));
  return timed(() => {
    const list = new TurnList();
    for (const one of turns) {
      list.put(one);
    }
    for (const one of turns.slice(0, count / 10)) {
      list.put({ ...one, revision: 1 });
    }
    expect(list.all()).toHaveLength(count);
    expect(list.firstOpen()).toBe(count);
  });
}

const turn = (seq: number): Turn =>
  ({ turn_id: `t${seq}`, seq, status: "processed", revision: 0 }) as unknown as Turn;
