import { expect, it } from "vitest";
import { Outbox, type Unsent } from "./outbox";

function box() {
  const sent: { payload: Record<string, unknown> }[] = [];
  let waiting: readonly Unsent[] = [];
  const outbox = new Outbox(
    (message) => sent.push(message as (typeof sent)[number]) > 0,
    (now) => {
      waiting = now;
    },
  );
  return { outbox, sent, waiting: () => waiting };
}

it("numbers the versions of a turn, and names each turn anew", () => {
  const { outbox, sent } = box();
  outbox.connected();
  outbox.interim("we have");
  outbox.interim("we have seventy");
  outbox.finish("we have seventy five", true);
  outbox.interim("and");
  const [first, second, final, next] = sent.map((one) => one.payload);
  expect([first?.revision, second?.revision, next?.revision]).toEqual([1, 2, 1]);
  expect(first?.turn).toBe(final?.turn);
  expect(next?.turn).not.toBe(final?.turn);
  expect(final).toMatchObject({ final_transcript: "we have seventy five", respond: true });
  expect(outbox.isOwn(String(final?.turn))).toBe(true);
  expect(outbox.isOwn("turn-1")).toBe(false);
});

it("keeps what was said without a connection, sends it then in order, and nothing that has arrived", () => {
  const { outbox, sent, waiting } = box();
  outbox.finish("one", false);
  outbox.finish("two", false);
  expect(sent).toEqual([]);
  const [one] = waiting();
  outbox.acknowledged(one?.turn ?? "");
  outbox.connected();
  expect(sent.map((each) => each.payload.final_transcript)).toEqual(["two"]);
  outbox.disconnected();
  outbox.connected();
  expect(sent[1]).toEqual(sent[0]);
  expect(waiting().map((each) => each.text)).toEqual(["two"]);
});
