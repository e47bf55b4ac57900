import { describe, expect, it } from "vitest";
import { isEcho, mayMove, nameOf, STATES, sentences } from "./machine";

describe("the states of a spoken conversation", () => {
  it("lets a turn go round, and a person cut in", () => {
    const round = ["idle", "listening", "processing", "speaking", "listening"] as const;
    round.slice(1).forEach((to, at) => {
      expect(mayMove(round[at] as (typeof round)[number], to), to).toBe(true);
    });
  });

  it("comes out of an error only by beginning anew, and out of the end never", () => {
    expect(mayMove("error", "speaking")).toBe(false);
    expect(mayMove("error", "listening")).toBe(true);
    expect(STATES.some(([to]) => mayMove("ended", to))).toBe(false);
    expect(mayMove("idle", "speaking")).toBe(false);
    expect(nameOf("ended")).toBe("Ended");
  });
});

describe("the voice in its own microphone", () => {
  const spoken = "How many people work there, and how many leads do you get?";
  it("is known by its words", () => {
    expect(isEcho("how many people work", spoken)).toBe(true);
    expect(isEcho("seventy five", spoken)).toBe(false);
    expect(isEcho("wait how many do you mean by people", spoken)).toBe(false);
    expect(isEcho("", spoken)).toBe(false);
  });
});

describe("a reply that grows", () => {
  it("is read by whole sentences, the last of them when no more can come", () => {
    expect(sentences("I heard", 0, false)).toEqual([]);
    expect(sentences("I heard you. What", 0, false)).toEqual(["I heard you. "]);
    expect(sentences("I heard you. What then?", 13, false)).toEqual([]);
    expect(sentences("I heard you. What then?", 13, true)).toEqual(["What then?"]);
    expect(sentences("no end", 0, true)).toEqual(["no end"]);
    expect(sentences("", 0, true)).toEqual([]);
  });
  it("loses no character", () => {
    const text = 'He said: "Go." Then… nothing! And so on';
    expect(sentences(text, 0, true).join("")).toBe(text);
  });
});
