import { expect, it } from "vitest";
import { percentile, summarise, targetOf } from "./statistics";

it("sums up what was measured, and holds its p95 against the target (M-03)", () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect(summarise("ui.workflow", hundred, 95)).toEqual({
    name: "ui.workflow",
    count: 100,
    average: 50.5,
    min: 1,
    max: 100,
    p50: 50,
    p95: 95,
    p99: 99,
    target: 95,
    withinTarget: true,
  });
  expect(summarise("ui.workflow", hundred, 94).withinTarget).toBe(false);
  expect(summarise("ui.workflow", [], 94)).toMatchObject({ count: 0, average: 0, p95: 0 });
});

it("has a target for every call and leaves what it does not know alone", () => {
  expect(targetOf("ui.button_click_feedback")).toBe(50);
  expect(targetOf("api.get.vocabulary")).toBe(1000);
  expect(targetOf("ui.somewhere")).toBeUndefined();
  expect(percentile([], 0.5)).toBe(0);
});
