import { expect, it } from "vitest";
import { type Parsed, renamed, speakersOf } from "./speakers";

const parsed = {
  parsed_turns: [
    {
      speaker: "User",
      original_speaker_label: "Customer",
      raw_text: "hello",
      start_seconds: null,
      end_seconds: null,
    },
    { speaker: "Sam", original_speaker_label: "Sam", raw_text: "hi", start_seconds: 1.5, end_seconds: 2 },
    {
      speaker: "User",
      original_speaker_label: "Customer",
      raw_text: "fine",
      start_seconds: null,
      end_seconds: null,
    },
  ],
} as unknown as Parsed;

it("counts speakers by the labels of the transcript", () => {
  expect(speakersOf(parsed)).toEqual([
    { label: "Customer", turns: 2, speaker: "User" },
    { label: "Sam", turns: 1, speaker: "Sam" },
  ]);
});

it("sends the transcript as it is while nobody is renamed", () => {
  expect(renamed(parsed, new Map())).toBeNull();
  expect(renamed(parsed, new Map([["Customer", "User"]]))).toBeNull();
});

it("names speakers anew and keeps times", () => {
  expect(JSON.parse(renamed(parsed, new Map([["Sam", "Lumen"]])) ?? "")).toEqual({
    turns: [
      { speaker: "User", text: "hello" },
      { speaker: "Lumen", text: "hi", start: 1.5, end: 2 },
      { speaker: "User", text: "fine" },
    ],
  });
});
