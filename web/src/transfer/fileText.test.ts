import { describe, expect, it } from "vitest";
import { fileText } from "./fileText";

const bytes = (...all: number[]) => new Blob([new Uint8Array(all)]);

describe("the text of a file", () => {
  it("is read in UTF-8, with or without a mark", async () => {
    expect(await fileText(new Blob(["café 你好 😀"]))).toBe("café 你好 😀");
    expect(await fileText(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
    expect(await fileText(bytes())).toBe("");
  });

  it("is read in UTF-16 where its mark says so", async () => {
    expect(await fileText(bytes(0xff, 0xfe, 0xe9, 0x00, 0x0a, 0x00))).toBe("é\n");
    expect(await fileText(bytes(0xfe, 0xff, 0x00, 0xe9))).toBe("é");
  });

  it("is none where bytes are no characters", async () => {
    expect(await fileText(bytes(0x63, 0x61, 0x66, 0xe9))).toBeNull();
    expect(await fileText(bytes(0xff, 0xfe, 0x00, 0xd8))).toBeNull();
    expect(await fileText(bytes(0x89, 0x50, 0x4e, 0x47))).toBeNull();
  });
});
