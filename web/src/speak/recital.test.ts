import { expect, it } from "vitest";
import { Recital } from "./recital";
import type { Voice } from "./voice";

function room(isAloud: boolean) {
  const said: string[] = [];
  const sent: { type: string; payload?: Record<string, unknown> }[] = [];
  const recital = new Recital({
    voice: { say: (piece: { text: string }) => said.push(piece.text) } as unknown as Voice,
    send: (message) => sent.push(message as (typeof sent)[number]) > 0,
    isAloud: () => isAloud,
    onChange: () => undefined,
  });
  recital.connected(undefined);
  return { recital, said, sent };
}

it("reads each sentence once, tells how far it is, and when all of it was heard", () => {
  const { recital, said, sent } = room(true);
  expect(sent).toEqual([{ type: "plays_audio" }]);
  recital.came("r", "I heard you.", false, null);
  expect(said).toEqual([]);
  recital.came("r", "I heard you. What then?", true, "lumen-local");
  expect(said).toEqual(["I heard you. ", "What then?"]);
  recital.played("r", 5);
  recital.played("r", 3);
  recital.played("r", 23);
  expect(sent.slice(1).map((one) => one.payload)).toEqual([
    { message_id: "r", played_chars: 5, finished: false },
    { message_id: "r", played_chars: 23, finished: true },
  ]);
});

it("says nothing of a reply that another device reads aloud", () => {
  const { recital, said, sent } = room(false);
  recital.came("r", "I heard you.", true, null);
  expect(said).toEqual([]);
  expect(sent).toEqual([]);
});

it("leaves alone what was cut short, and what began before it was there", () => {
  const { recital, said } = room(true);
  recital.came("r", "One. Two", false, null);
  recital.cutShort();
  recital.came("r", "One. Two. Three.", true, null);
  expect(said).toEqual(["One. "]);
  expect(recital.current).toBeNull();
  recital.connected({ message_id: "s", content: "Begun. ", heard_chars: 2 });
  recital.came("s", "Begun. Ended.", true, null);
  expect(said).toEqual(["One. ", "Ended."]);
  expect(recital.knows("s")).toBe(true);
  recital.stored("s");
  expect(recital.current).toBeNull();
});
