import { describe, expect, it } from "vitest";
import type { Correction } from "../api/client";
import { assembled, marked, pieces } from "./pieces";

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

describe("marks of a search", () => {
  it("are found in any case and join to the whole text", () => {
    const parts = marked("Fit windows fit", "FIT");
    expect(parts.filter((p) => p.found).map((p) => p.text)).toEqual(["Fit", "fit"]);
    expect(parts.map((p) => p.text).join("")).toBe("Fit windows fit");
  });

  it("never mark a wrong place where lower case is longer", () => {
    expect(marked("İstanbul fit", "fit")).toEqual([{ text: "İstanbul fit", found: false }]);
  });
});
