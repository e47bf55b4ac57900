import { expect, it } from "vitest";
import { LIVE, NATIVE } from "./faces";

const frame = (type: string, payload: Record<string, unknown>, seq?: number) => ({
  type,
  timestamp: 0,
  payload,
  ...(seq !== undefined && { seq }),
});

it("reads the first frame of each socket, and no other", () => {
  const hello = frame("hello", { epoch: "e", after: 3, last_seq: 7 });
  expect(NATIVE.greeting(hello, null)).toEqual({ epoch: "e", lastSeq: 7, after: 3, reset: false });
  expect(LIVE.greeting(hello, null)).toBeNull();
  const state = frame("state_update", { current_state: "idle", epoch: "e", last_seq: 7 });
  expect(LIVE.greeting(state, null)).toEqual({ epoch: "e", lastSeq: 7, after: 7, reset: false });
  expect(LIVE.greeting(frame("state_update", { current_state: "idle" }, 8), null)).toBeNull();
});

it("goes on in the same history, and begins anew in another or a shorter one", () => {
  const state = frame("state_update", { epoch: "e", last_seq: 7 });
  expect(LIVE.greeting(state, { epoch: "e", seq: 5 })).toMatchObject({ after: 5, reset: false });
  expect(LIVE.greeting(state, { epoch: "d", seq: 5 })).toMatchObject({ after: null, reset: true });
  expect(LIVE.greeting(state, { epoch: "e", seq: 9 })).toMatchObject({ after: null, reset: true });
});
