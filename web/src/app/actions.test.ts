import { describe, expect, it } from "vitest";
import { ACTIONS, clashes, nameOf, unusable } from "./actions";

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  nameOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("the list of actions", () => {
  it("gives no two actions the same keys at one place", () => {
    expect(clashes(ACTIONS)).toEqual([]);
  });

  it("finds the same keys, and keys that begin others", () => {
    const one = { id: "a", keys: "g", label: "", scope: "everywhere" } as const;
    expect(clashes([one, { ...one, id: "b", scope: "list" }])).toHaveLength(1);
    expect(clashes([one, { ...one, id: "b", keys: "g c" }])).toHaveLength(1);
    expect(
      clashes([
        { ...one, scope: "list" },
        { ...one, id: "b", scope: "conversation" },
      ]),
    ).toEqual([]);
  });

  it("has every id once", () => {
    expect(new Set(ACTIONS.map((action) => action.id)).size).toBe(ACTIONS.length);
  });
});

describe("the name of a key press", () => {
  it("is the letter, with what is held", () => {
    expect(press("a")).toBe("a");
    expect(press("A", { shiftKey: true })).toBe("Shift+A");
    expect(press("k", { ctrlKey: true })).toBe("Mod+K");
    expect(press("k", { metaKey: true })).toBe("Mod+K");
  });

  it("is the sign alone, however a keyboard makes it", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("#")).toBe("#");
    expect(press("/", { shiftKey: true })).toBe("/");
  });

  it("leaves Caps Lock aside", () => {
    expect(press("J")).toBe("j");
  });
});

it("takes no keys that would never arrive", () => {
  for (const keys of ["Alt+X", "Mod+Alt+X", " ", "Shift+ ", "+", "Mod++", "Enter", "Shift+Enter", "Dead"]) {
    expect(unusable(keys), keys).not.toBeNull();
  }
  for (const keys of ["x", "Shift+X", "Mod+K", "ArrowDown", "?", "F2"]) {
    expect(unusable(keys), keys).toBeNull();
  }
});
