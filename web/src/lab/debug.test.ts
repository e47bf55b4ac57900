import { expect, it } from "vitest";
import { DebugLog, filtered } from "./debug";

it("keeps the last thousand lines", () => {
  const log = new DebugLog();
  for (let n = 1; n <= 1003; n++) {
    log.add("info", `line ${n}`);
  }
  expect(log.get()).toHaveLength(1000);
  expect(log.get()[0]?.text).toBe("line 4");
  log.clear();
  expect(log.get()).toEqual([]);
});

it("filters by kind and by text in any case", () => {
  const log = new DebugLog();
  log.add("socket", "turn:processed");
  log.add("error", "Turn failed");
  expect(filtered(log.get(), "all", "TURN")).toHaveLength(2);
  expect(filtered(log.get(), "error", "turn")).toHaveLength(1);
  expect(filtered(log.get(), "test", "")).toHaveLength(0);
});
