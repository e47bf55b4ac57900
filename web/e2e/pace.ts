import { basename } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const TEN = "journeys.spec.ts";

/** Prints how long journeys took, and the ten of journeys.spec.ts together (P-24). */
export default class Pace implements Reporter {
  private readonly took = new Map<string, number[]>();

  onTestEnd(test: TestCase, result: TestResult): void {
    const file = basename(test.location.file);
    this.took.set(file, [...(this.took.get(file) ?? []), result.duration]);
  }

  onEnd(): void {
    const ten = this.took.get(TEN);
    if (ten !== undefined) {
      const all = [...this.took.values()].flat();
      console.log(
        `\n  ${ten.length} journeys through the page (P-24): ${seconds(ten)} s; all ${all.length}: ${seconds(all)} s`,
      );
    }
  }
}

const seconds = (all: readonly number[]): string =>
  (all.reduce((sum, one) => sum + one, 0) / 1000).toFixed(1);
