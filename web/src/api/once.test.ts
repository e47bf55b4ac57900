import { expect, it, vi } from "vitest";
import { ApiError, unreachable } from "./errors";
import { once } from "./once";

const refused = (status: number, retryAfterMs?: number): ApiError =>
  new ApiError(status, "CODE", "No.", "", new Map(), retryAfterMs);

it("keeps a key until there was an answer, and for the same thing alone", async () => {
  const keys: string[] = [];
  const send = (outcome: () => Promise<string>) => (key: string) => {
    keys.push(key);
    return outcome();
  };
  const away = () => Promise.reject(unreachable());
  await expect(once("a", send(away))).rejects.toThrow();
  await expect(once("b", send(away))).rejects.toThrow();
  await expect(
    once(
      "a",
      send(() => Promise.reject(refused(503))),
    ),
  ).rejects.toThrow();
  await once(
    "a",
    send(() => Promise.resolve("made")),
  );
  await once(
    "a",
    send(() => Promise.resolve("another")),
  );
  await expect(
    once(
      "c",
      send(() => Promise.reject(refused(422))),
    ),
  ).rejects.toThrow();
  await once(
    "c",
    send(() => Promise.resolve("mended")),
  );
  const [a, b, a2, a3, next, c, c2] = keys;
  expect([a2, a3]).toEqual([a, a]);
  expect(new Set([a, b, next, c, c2]).size).toBe(5);
});

it("waits while the first of two requests is being worked on", async () => {
  vi.useFakeTimers();
  const send = vi.fn().mockRejectedValueOnce(refused(409, 1000)).mockResolvedValue("made");
  const answer = once("d", send);
  await vi.runAllTimersAsync();
  expect(await answer).toBe("made");
  expect(send.mock.calls[0]).toEqual(send.mock.calls[1]);
  vi.useRealTimers();
});
