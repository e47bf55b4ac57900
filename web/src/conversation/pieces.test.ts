import { describe, expect, it } from "vitest";
import type { Correction, Turn } from "../api/client";
import { assembled, countsOf, cut, matches, pieces, placed } from "./pieces";

function correction(raw: string, original: string, corrected: string, applied = true): Correction {
  const start = raw.indexOf(original);
  return {
    original,
    corrected,
    confidence: "HIGH",
    reason: "r",
    rule: "misheard.phrase",
    position: { start, end: start + original.length },
    applied,
    context_relevance: 0.5,
  } as Correction;
}

describe("pieces of a turn", () => {
  const raw = "um 😀 I'm the vector of marketing";

  it("make the cleaned text, whatever the order the corrections came in", () => {
    const all = pieces(raw, [correction(raw, "vector of", "Director of"), correction(raw, "um ", "")]);
    expect(assembled(all)).toBe("😀 I'm the Director of marketing");
    expect(all.map((p) => p.kind)).toEqual(["change", "same", "change", "same"]);
  });

  it("leave what is only offered as it was", () => {
    expect(assembled(pieces(raw, [correction(raw, "vector of", "Director of", false)]))).toBe(raw);
  });

  it("rejecting everything gives the raw text back", () => {
    const none = [correction(raw, "um ", "", false), correction(raw, "vector of", "Director of", false)];
    expect(assembled(pieces(raw, none))).toBe(raw);
  });

  it("insert where a span is empty", () => {
    const insert = {
      ...correction(raw, "um ", ""),
      original: "",
      corrected: ".",
      position: { start: raw.length, end: raw.length },
    };
    expect(assembled(pieces(raw, [insert]))).toBe(`${raw}.`);
  });

  it("leave out spans that overlap, run over the end, or name another text", () => {
    const one = correction(raw, "vector of", "Director of");
    const over = { ...one, position: { start: 0, end: 999 } };
    const other = { ...one, original: "sector of" };
    expect(assembled(pieces(raw, [one, one, over, other]))).toBe("um 😀 I'm the Director of marketing");
  });
});

it("what was rejected is suggested no longer", () => {
  const raw = "um we go";
  const one = (state: string) => ({ ...correction(raw, "um ", "", false), state }) as Correction;
  const turn = (state: string) => ({ metadata: { corrections: [one(state)] } }) as unknown as Turn;
  expect(countsOf([turn("pending"), turn("rejected")]).offered).toBe(1);
});

describe("marks of a search", () => {
  const found = (text: string, query: string) => cut(text, 0, matches(text, query));

  it("are found in any case and join to the whole text", () => {
    const parts = found("Fit windows fit", "FIT");
    expect(parts.filter((p) => p.found).map((p) => p.text)).toEqual(["Fit", "fit"]);
    expect(parts.map((p) => p.text).join("")).toBe("Fit windows fit");
  });

  it("mark the right place where lower case is longer", () => {
    expect(found("İstanbul fit", "fit")).toEqual([
      { text: "İstanbul ", found: false },
      { text: "fit", found: true },
    ]);
  });

  it("take what is typed for itself", () => {
    expect(found("what? (yes)", "? (")).toHaveLength(3);
  });

  it("go on from one piece into the next", () => {
    const raw = "the vector of marketing";
    const all = placed(pieces(raw, [correction(raw, "vector of", "Director of")]));
    expect(all.map(({ clean, raw: at }) => [clean, at])).toEqual([
      [0, 0],
      [4, 4],
      [15, 13],
    ]);
    const hits = matches("the Director of marketing", "of mark");
    expect(cut("Director of", 4, hits)).toEqual([
      { text: "Director ", found: false },
      { text: "of", found: true },
    ]);
    expect(cut(" marketing", 15, hits)[0]).toEqual({ text: " mark", found: true });
  });
});
