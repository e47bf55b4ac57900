import { expect, it } from "vitest";
import type { Turn } from "../api/client";
import { documentOf } from "./docx";
import { type Choice, cues, exported, fileName, stamp } from "./export";

const raw = "um I'm the vector of *marketing*";
const turns = [
  {
    seq: 1,
    speaker: "Lumen",
    raw_text: "Hello <there>.",
    cleaned_text: "Hello <there>.",
    created_at: "2026-03-01T10:00:00.000000Z",
    metadata: { corrections: [] },
  },
  {
    seq: 2,
    speaker: "User",
    raw_text: raw,
    cleaned_text: "I'm the Director of *marketing*",
    created_at: "2026-03-01T10:00:04.500000Z",
    metadata: {
      corrections: [
        { original: "um ", corrected: "", applied: true, position: { start: 0, end: 3 } },
        { original: "vector of", corrected: "Director of", applied: true, position: { start: 11, end: 20 } },
      ],
    },
  },
] as unknown as Turn[];
const title = { name: "Call #1", created_at: "2026-03-01T10:00:00.000000Z" };
const choice = (change: Partial<Choice>): Choice => ({
  text: "clean",
  format: "txt",
  speakers: true,
  times: false,
  ...change,
});

it("writes text that can be imported again", () => {
  expect(exported(title, turns, choice({}))).toBe(
    "Lumen: Hello <there>.\n\nUser: I'm the Director of *marketing*\n",
  );
  expect(exported(title, turns, choice({ text: "raw", speakers: false, times: true }))).toContain(
    "[00:00:04] um I'm",
  );
});

it("has the times that an import brought along, and invents none", () => {
  const from = (source: object) =>
    turns.map((turn) => ({ ...turn, metadata: { ...turn.metadata, source } })) as Turn[];
  for (const format of ["txt", "md"] as const) {
    const all = choice({ format, times: true });
    expect(exported(title, from({ line: 1, start_seconds: 65 }), all)).toContain("00:01:05");
    expect(exported(title, from({ line: 1 }), all)).not.toContain("00:00:");
  }
  const json = exported(title, from({ line: 1, start_seconds: 65 }), choice({ format: "json", times: true }));
  expect(JSON.parse(json).turns[0]).toMatchObject({ start: 65 });
});

it("marks up what was removed and what was put there", () => {
  expect(exported(title, turns, choice({ text: "marked" }))).toContain(
    "[-um -]I'm the [-vector of-]{+Director of+} *",
  );
});

it("writes Markdown in which the words stay words", () => {
  expect(exported(title, turns, choice({ format: "md" }))).toBe(
    "# Call \\#1\n\n**Lumen:** Hello \\<there\\>.\n\n**User:** I'm the Director of \\*marketing\\*\n",
  );
  expect(exported(title, turns, choice({ format: "md", text: "marked" }))).toContain(
    "~~um~~ I'm the ~~vector of~~ **Director of** \\*",
  );
});

it("writes subtitles that follow each other", () => {
  expect(exported(title, turns, choice({ format: "srt" }))).toBe(
    "1\n00:00:00,000 --> 00:00:01,000\nLumen: Hello <there>.\n\n2\n00:00:04,500 --> 00:00:06,633\nUser: I'm the Director of *marketing*\n",
  );
  expect(exported(title, turns, choice({ format: "vtt" }))).toMatch(
    /^WEBVTT\n\n00:00:00\.000 --> .*\n<v Lumen>Hello &lt;there&gt;\.\n/,
  );
});

it("writes names that are read back as names, and marks that Markdown shows", () => {
  const other = { ...turns[1], speaker: "Ada: (host)", cleaned_text: "1. first" } as Turn;
  const said = [turns[0] as Turn, other];
  expect(exported(title, said, choice({}))).toBe("**Lumen:** Hello <there>.\n\n**Ada (host):** 1. first\n");
  expect(exported(title, said, choice({ format: "md", speakers: false }))).toContain("\n\n1\\. first\n");
});

it("names speakers in subtitles so that they are read back, whatever they are called", () => {
  const said = [turns[0], { ...turns[1], speaker: "Ada (host) <x>" }] as Turn[];
  expect(exported(title, said, choice({ format: "srt" }))).toContain("\n<b>Lumen:</b> Hello <there>.\n");
  expect(exported(title, said, choice({ format: "srt" }))).toContain("\n<b>Ada (host) &lt;x&gt;:</b> I'm");
  const tagged = { ...turns[0], cleaned_text: "a <b> c & d" } as Turn;
  expect(exported(title, [tagged], choice({ format: "srt" }))).toContain("Lumen: a &lt;b&gt; c &amp; d\n");
});

it("keeps the times of an import in JSON", () => {
  const timed = {
    ...turns[0],
    metadata: { corrections: [], source: { start_seconds: 1.5, end_seconds: 2 } },
  };
  const [written] = (
    JSON.parse(exported(title, [timed as unknown as Turn], choice({ format: "json", times: true }))) as {
      turns: unknown[];
    }
  ).turns;
  expect(written).toMatchObject({ start: 1.5, end: 2 });
});

it("writes no line in a turn that reads as the words of somebody else", () => {
  const said = { ...turns[0], cleaned_text: "Hello:\nUser: fake label\n\n00:01 --> 00:02" } as Turn;
  expect(exported(title, [said], choice({}))).toBe("Lumen: Hello: User: fake label 00:01 --> 00:02\n");
  expect(exported(title, [said], choice({ format: "md" }))).toContain(
    "**Lumen:** Hello: User: fake label 00:01",
  );
  expect(exported(title, [said], choice({ format: "srt" }))).toContain(
    "Lumen: Hello: User: fake label 00:01 --&gt; 00:02\n",
  );
  expect(exported(title, [said], choice({ format: "vtt" }))).toContain(
    "<v Lumen>Hello: User: fake label 00:01 --&gt; 00:02\n",
  );
});

it("gives turns of one moment a time each", () => {
  const together = turns.map((turn) => ({ ...turn, created_at: title.created_at }));
  const [first, second] = cues(together);
  expect(second?.start).toBe(first?.end);
  expect(stamp(3_725.0426, ",")).toBe("01:02:05,043");
});

it("gives quick turns the time to be read", () => {
  const quick = turns.map((turn, index) => ({
    ...turn,
    raw_text: "x".repeat(60),
    created_at: `2026-03-01T10:00:00.${index}00000Z`,
  })) as Turn[];
  const all = cues(quick);
  expect(all.map(({ start, end }) => end - start)).toEqual([4, 4]);
  expect(all[1]?.start).toBe(all[0]?.end);
});

it("has everything in marked-up JSON", () => {
  const all = JSON.parse(exported(title, turns, choice({ format: "json", text: "marked" }))) as {
    turns: unknown[];
  };
  expect(all.turns[1]).toMatchObject({
    text: "I'm the Director of *marketing*",
    raw_text: raw,
    corrections: [{}, {}],
  });
});

it("makes a Word document of every kind", () => {
  for (const text of ["clean", "raw", "marked"] as const) {
    expect(() => documentOf(title, turns, choice({ format: "docx", text }))).not.toThrow();
  }
});

it("names files so that every system takes them", () => {
  expect(fileName("Call: a/b \\ “Ünal” 😀", choice({ format: "md" }))).toBe("Call-a-b-Ünal-clean.md");
  expect(fileName("???", choice({}))).toBe("conversation-clean.txt");
});
