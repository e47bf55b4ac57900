import { expect, it } from "vitest";
import { afterClose, backoff } from "./backoff";

it("waits a random time below a bound that doubles up to half a minute, 5 s at most at first (P-26)", () => {
  const longest = () => 0.999999;
  expect(backoff(0, longest)).toBeLessThanOrEqual(500);
  expect(backoff(0, longest)).toBeLessThanOrEqual(5_000);
  expect(backoff(3, longest)).toBeGreaterThan(3_900);
  expect(backoff(3, longest)).toBeLessThanOrEqual(4_000);
  expect(backoff(50, longest)).toBeLessThanOrEqual(30_000);
  expect(backoff(9, () => 0)).toBe(0);
});

it("comes back after a lost socket, signs in again, or stops for good", () => {
  expect([1006, 1001, 1011, 1012, 1013, 4008, 4009].map(afterClose)).toEqual(Array(7).fill("reconnect"));
  expect([4001, 4003].map(afterClose)).toEqual(["sign-in", "sign-in"]);
  expect([1000, 1002, 1003, 1007, 1008, 1009, 4004, 4007, 4010].map(afterClose)).toEqual(
    Array(9).fill("stop"),
  );
});
