import { basename } from "node:path";
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const TEN = "journeys.spec.ts";

/** What a journey may take, one with another: ten of them took the earlier system 33.6 s. */
const MOST_MS = 3_360;

/** Of fewer nothing is said: one journey is longer than another. */
const FEWEST = 10;

/** What is said of some journeys' pace, and whether they keep it; nothing of a few. */
export function judged(took: readonly number[]): { text: string; kept: boolean } | null {
  if (took.length < FEWEST) {
    return null;
  }
  const most = took.length * MOST_MS;
  const kept = sum(took) <= most;
  const pace = `${took.length} journeys through the page (P-24): ${seconds(sum(took))} s, target ${seconds(most)} s`;
  return { text: kept ? pace : `${pace}: TOO SLOW`, kept };
}

/**
 * Tells how long journeys took, and holds those of journeys.spec.ts together to their target (P-24): with
 * E2E_STRICT=1, on a machine that does nothing else, the run fails; otherwise it is said.
 */
export default class Pace implements Reporter {
  private readonly took = new Map<TestCase, number>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.took.set(test, result.duration);
  }

  async onEnd(): Promise<{ status?: FullResult["status"] }> {
    const ten = [...this.took].filter(([test]) => basename(test.location.file) === TEN);
    const pace = judged(ten.map(([, ms]) => ms));
    if (pace === null) {
      return {};
    }
    const all = [...this.took.values()];
    console.log(`\n  ${pace.text}; all ${all.length}: ${seconds(sum(all))} s`);
    return pace.kept || process.env.E2E_STRICT === undefined ? {} : { status: "failed" };
  }
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
