import { type Api, enter, expect, test, watch } from "./journey";

async function conversation(api: Api, name: string, turns: readonly (readonly [string, string])[]) {
  const { id } = await api.post("/api/v1/conversations", { name });
  const ids: string[] = [];
  for (const [speaker, raw_text] of turns) {
    const turn = await api.post<{ turn_id: string }>(`/api/v1/conversations/${id}/turns`, {
      speaker,
      raw_text,
    });
    ids.push(turn.turn_id);
  }
  return { id, ids };
}

test("who writes over what somebody else has just written is told, and both texts are there", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/409/);
  await enter(context, server);
  const { id } = await conversation(api, "Two writers", [["User", "we moved the stock to orb is sonic"]]);
  const other = await context.newPage();
  for (const one of [page, other]) {
    await one.goto(`/conversations/${id}`);
    await expect(one.getByText("Live")).toBeVisible();
    await one.getByRole("button", { name: "Turn 1: edit its text" }).click();
  }
  await page.getByLabel("Text of turn 1").fill("We moved the stock to Orbisonic");
  await other.getByLabel("Text of turn 1").fill("We moved the sock to orb is sonic");
  await page.bringToFront();
  await page.getByLabel("Text of turn 1").press("Enter");
  await expect(page.getByText("Turn 1 reads as you wrote it")).toBeVisible();

  await other.bringToFront();
  await expect(other.getByText("It now reads: “We moved the stock to Orbisonic”")).toBeVisible();
  await other.getByLabel("Text of turn 1").press("Enter");
  await expect(other.getByText("Somebody changed turn 1 meanwhile")).toBeVisible();
  await expect(other.getByLabel("Text of turn 1")).toHaveValue("We moved the sock to orb is sonic");
  await other.getByRole("button", { name: "Save mine in its place" }).click();
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("sock");
});

test("a text that is being written outlives scrolling, another editor, and leaving the page", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await conversation(
    api,
    "Long writing",
    Array.from({ length: 60 }, (_, n) => ["User", `this is turn number ${n + 1} of a talk`] as const),
  );
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("button", { name: "Turn 1: edit its text" }).click();
  const field = page.getByLabel("Text of turn 1", { exact: true });
  await expect(field).toBeFocused();
  await field.fill("Half a sentence");
  const box = page.getByRole("region", { name: "Turns" });
  await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(page.getByRole("article", { name: "Turn 60, User" })).toBeVisible();
  await expect(field).toHaveCount(0);
  await page.getByRole("button", { name: "Turn 60: edit its text" }).click();
  await box.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(page.getByText("Your text is not saved")).toBeVisible();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Conversations" }).click();
  await page.getByRole("link", { name: "Long writing" }).click();
  await page.getByRole("button", { name: "Turn 1: edit its text" }).click();
  await expect(field).toHaveValue("Half a sentence");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Your text is not saved")).toHaveCount(0);
});

test("each decision of a visit is undone in turn: accepted, rejected, written, all alike", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id, ids } = await conversation(api, "Taken back", [
    ["User", "we have seventy five employees"],
    ["User", "there are seventy five of them"],
    ["User", "we moved the stock to orb is sonic"],
  ]);
  const stateOf = async (seq: number) => {
    const answer = await fetch(`${server.url}/api/v1/conversations/${id}/turns`, {
      headers: { authorization: `Bearer ${api.token}` },
    });
    const { turns } = (await answer.json()) as {
      turns: { cleaned_text: string; metadata: { corrections: { original: string; state: string }[] } }[];
    };
    const turn = turns[seq - 1];
    return { text: turn?.cleaned_text, states: turn?.metadata.corrections.map((one) => one.state).join() };
  };
  const number = (seq: number) =>
    page.getByRole("article", { name: `Turn ${seq}, User` }).getByRole("button", { name: /seventy five/ });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  const before = await stateOf(1);

  await number(1).click();
  await page.keyboard.press("a");
  await number(1).click();
  await page.keyboard.press("r");
  await expect.poll(async () => (await stateOf(1)).states).toContain("rejected");
  await page.keyboard.press("u");
  await expect.poll(async () => (await stateOf(1)).states).toContain("accepted");
  await page.keyboard.press("u");
  await expect.poll(() => stateOf(1)).toEqual(before);
  await page.keyboard.press("Escape");

  await number(1).click();
  await page.keyboard.press("a");
  await number(2).click();
  await page.keyboard.press("Shift+A");
  await page.getByRole("button", { name: "Reject all" }).click();
  await expect.poll(async () => (await stateOf(2)).states).toContain("rejected");
  await expect(page.getByRole("dialog", { name: "All alike" })).toHaveCount(0);
  await expect(number(2)).toHaveText("seventy five");
  await page.keyboard.press("u");
  await expect.poll(async () => (await stateOf(1)).states).toContain("accepted");
  await expect.poll(async () => (await stateOf(2)).states).not.toContain("rejected");
  await page.keyboard.press("Escape");

  const plain = (await stateOf(3)).text;
  const write = async (text: string) => {
    await page.getByRole("button", { name: "Turn 3: edit its text" }).click();
    await page.getByLabel("Text of turn 3").fill(text);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await stateOf(3)).text).toBe(text);
    await expect(page.getByLabel("Text of turn 3")).toHaveCount(0);
  };
  await write("We moved the stock to Orbisonic");
  await write("We moved the stock to Orbisonics");
  await page.keyboard.press("u");
  await expect.poll(async () => (await stateOf(3)).text).toBe("We moved the stock to Orbisonic");
  await page.keyboard.press("u");
  await expect.poll(async () => (await stateOf(3)).text).toBe(plain);
  expect(ids).toHaveLength(3);
});

test("a decision falls on the correction that was looked at, or on none", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id, ids } = await conversation(api, "Another's text", [
    ["User", "um we have seventy five employees and fifty to a hundred leads"],
  ]);
  const complaints: string[] = [];
  watch(page, complaints);
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("button", { name: /“seventy five”/ }).click();
  await expect(page.getByRole("dialog", { name: "Correction" })).toBeVisible();
  await api.put(`/api/v1/conversations/${id}/turns/${ids[0]}/cleaned-text`, {
    cleaned_text: "We have 57 employees and 50 to 100 leads",
  });
  await expect(page.getByText("This correction is no longer there")).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Correction" })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test("reading and reviewing begin with what is on the screen, and a popup goes with its turn", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const lines = Array.from(
    { length: 200 },
    (_, n) => `User: we have seventy five employees in office ${n + 1}.`,
  );
  const { conversation: made } = await api.post<{ conversation: { id: string } }>(
    "/api/v1/conversations/import?name=Scrolled",
    { content: lines.join("\n\n") },
  );
  await page.goto(`/conversations/${made.id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("75");
  const box = page.getByRole("region", { name: "Turns" });
  const read = async () => {
    const name = await page.locator('article[data-current="true"]').getAttribute("aria-label");
    return Number(/\d+/.exec(name ?? "")?.[0]);
  };
  await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect.poll(read).toBeGreaterThan(50);
  const first = await read();
  await page.keyboard.press("ArrowDown");
  await expect.poll(read).toBe(first + 1);

  await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 4 }));
  await expect(page.locator('article[data-current="true"]')).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(page.getByRole("dialog", { name: "Correction" })).toBeVisible();
  expect(await read()).toBeGreaterThan(20);
  await box.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(page.getByRole("dialog", { name: "Correction" })).toHaveCount(0);
});

test("a review comes back to what was skipped in the same turn", async ({ page, context, server, api }) => {
  await enter(context, server);
  const { id } = await conversation(api, "Skipped", [["User", "um alpha beta gamma delta"]]);
  // Four uncertain corrections, whatever the cleaner of this day is unsure of.
  let turn: { raw_text: string; cleaned_text: string; metadata: { corrections: Record<string, unknown>[] } };
  await page.route(/\/turns\?/, async (route) => {
    const list = await (await route.fetch()).json();
    turn = list.turns[0];
    const words = ["alpha", "beta", "gamma", "delta"];
    turn.metadata.corrections = words.map((word) => {
      const start = turn.raw_text.indexOf(word);
      const position = { start, end: start + word.length };
      return {
        id: `${position.start}-${position.end}`,
        state: "pending",
        original: word,
        corrected: word.toUpperCase(),
        confidence: "MEDIUM",
        reason: "for this test",
        rule: "misheard.phrase",
        position,
        applied: true,
        context_relevance: 0,
      };
    });
    turn.cleaned_text = "um ALPHA BETA GAMMA DELTA";
    await route.fulfill({ json: list });
  });
  await page.route(/\/decision$/, (route) => {
    const [, id] = /corrections\/([^/]+)/.exec(route.request().url()) ?? [];
    const one = turn.metadata.corrections.find((each) => each.id === id);
    Object.assign(one ?? {}, { state: "accepted" });
    return route.fulfill({ json: turn });
  });
  await page.goto(`/conversations/${id}`);
  await page.getByRole("button", { name: "Review uncertain (4)" }).click();
  const popup = page.getByRole("dialog", { name: "Correction" });
  await expect(popup).toContainText("ALPHA");
  await page.keyboard.press("j");
  for (const word of ["BETA", "GAMMA", "DELTA", "ALPHA"]) {
    await expect(popup).toContainText(word);
    await page.keyboard.press("a");
  }
  await expect(page.getByText("All 4 are decided")).toBeVisible();
});
