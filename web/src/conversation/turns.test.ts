import { describe, expect, it } from "vitest";
import type { Correction, Turn } from "../api/client";
import { TurnList, withCorrection } from "./turns";

const turn = (seq: number, status: Turn["status"] = "processed", text = `turn ${seq}`): Turn =>
  ({
    turn_id: `t${seq}`,
    seq,
    status,
    revision: 0,
    raw_text: text,
    cleaned_text: text,
    metadata: { corrections: [] },
  }) as unknown as Turn;

describe("the list of turns", () => {
  it("is in order and has each once, however they come", () => {
    const list = new TurnList();
    for (const seq of [3, 1, 2, 3, 1]) {
      list.put(turn(seq));
    }
    expect(list.all().map((t) => t.seq)).toEqual([1, 2, 3]);
    expect(list.last).toBe(3);
  });

  it("does not take a processed turn back to waiting", () => {
    const list = new TurnList();
    list.put(turn(1, "processed", "Hello."));
    list.put(turn(1, "queued", "hello"));
    expect(list.all()[0]?.cleaned_text).toBe("Hello.");
  });

  it("keeps a reading that was changed against an older one", () => {
    const list = new TurnList();
    list.put({ ...turn(1, "processed", "changed"), revision: 2 });
    list.put({ ...turn(1, "processed", "stale"), revision: 1 });
    expect(list.all()[0]?.cleaned_text).toBe("changed");
  });

  it("answers the same array until something changes", () => {
    const list = new TurnList();
    list.put(turn(1));
    const before = list.all();
    expect(list.all()).toBe(before);
    list.put(turn(2));
    expect(list.all()).not.toBe(before);
  });

  it("knows from where on to ask again", () => {
    const list = new TurnList();
    expect(list.firstOpen()).toBe(0);
    for (const one of [turn(1), turn(2), turn(3, "queued"), turn(5)]) {
      list.put(one);
    }
    expect(list.firstOpen()).toBe(2);
    list.put(turn(3));
    expect(list.firstOpen()).toBe(3);
  });
});

describe("a correction that comes later", () => {
  const fix = (start: number, end: number, corrected: string, applied = true) =>
    ({ position: { start, end }, corrected, applied, original: "" }) as unknown as Correction;

  it("makes the text anew from the spans", () => {
    const first = withCorrection(turn(1, "processed", "the vector of book ads"), fix(4, 10, "Director"));
    expect(first.cleaned_text).toBe("the Director of book ads");
    const second = withCorrection(first, fix(14, 18, "Facebook"));
    expect(second.cleaned_text).toBe("the Director of Facebook ads");
    expect(withCorrection(second, fix(4, 10, "Director", false)).cleaned_text).toBe(
      "the vector of Facebook ads",
    );
  });

  it("replaces an insertion at its own place, and only that", () => {
    const once = withCorrection(turn(1, "processed", "ab"), fix(2, 2, "."));
    const twice = withCorrection(once, fix(2, 2, "!"));
    expect(twice.cleaned_text).toBe("ab!");
    expect(twice.metadata.corrections).toHaveLength(1);
  });

  it("puts an insertion in front of what was made of the next word", () => {
    const once = withCorrection(turn(1, "processed", "we go"), fix(0, 2, "We"));
    expect(withCorrection(once, fix(0, 0, "Yes. ")).cleaned_text).toBe("Yes. We go");
  });

  it("takes the place of those it overlaps", () => {
    const once = withCorrection(turn(1, "processed", "abcdef"), fix(1, 3, "X"));
    expect(withCorrection(once, fix(0, 4, "Y")).cleaned_text).toBe("Yef");
  });
});
