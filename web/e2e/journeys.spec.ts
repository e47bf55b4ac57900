import { ACTIONS } from "../src/app/actions";
import { CALL, enter, expect, test, watch } from "./journey";

test("import and review by keyboard only, with every shortcut in the sheet (P-18)", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Conversations", exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { name: "Import", exact: true })).toBeVisible();
  await page.getByLabel("Or paste one").focus();
  await page.keyboard.insertText(CALL);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("6 turns, of which 3 by Lumen")).toBeVisible();
  await page.getByLabel("Name of the conversation").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("Quick Fit Windows");
  await page.getByRole("button", { name: "Import", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Quick Fit Windows" })).toBeVisible();

  const second = page.getByRole("article", { name: "Turn 2, User" });
  await expect(second).toContainText("Director of Marketing at Quick Fit Windows");
  await page.keyboard.press("2");
  await expect(second.locator("del").first()).toBeVisible();
  await page.keyboard.press("3");
  await expect(second).toContainText("vector of marketing");
  await page.keyboard.press("2");

  await page.keyboard.press("j");
  const popup = page.getByRole("dialog", { name: "Correction" });
  await expect(popup).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.locator('[data-turn] [data-correction="0"].rejected').first()).toBeVisible();
  await page.keyboard.press("a");
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  await expect(page.locator(".change.rejected")).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.keyboard.press("/");
  await page.keyboard.insertText("leads");
  await page.keyboard.press("Enter");
  await expect(page.locator("mark").first()).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Marked up" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Preview")).toContainText("{+Director of+}");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const action of ACTIONS) {
    await expect(sheet.getByText(action.label, { exact: true }).first()).toBeVisible();
  }
});

test("an error of the console, of a script or of the network fails a journey (T-04, P-29)", async ({
  context,
  server,
}) => {
  await enter(context, server);
  const page = await context.newPage();
  const complaints: string[] = [];
  watch(page, complaints);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Conversations", exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
  await page.evaluate(() => {
    console.error("said by nobody");
    setTimeout(() => {
      throw new Error("thrown by nobody");
    });
    void fetch("/api/v1/conversations/nobody", { method: "PUT" });
    void fetch("http://127.0.0.1:1/").catch(() => undefined);
  });
  for (const one of [
    /console: said by nobody/,
    /page: thrown by nobody/,
    /answer: 40\d/,
    /console: .*127.0.0.1:1/,
  ]) {
    await expect.poll(() => complaints.some((complaint) => one.test(complaint))).toBe(true);
  }
});

test("what is decided is stored, and shown to everybody who looks", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Decided" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees and fifty to a hundred leads",
  });
  const other = await context.newPage();
  const complaints: string[] = [];
  watch(other, complaints);
  for (const one of [page, other]) {
    await one.goto(`/conversations/${id}`);
    await expect(one.getByText("Live")).toBeVisible();
    await one.keyboard.press("1");
  }
  const turn = (on: typeof page) => on.getByRole("article", { name: "Turn 1, User" });
  await page.bringToFront();
  await turn(page)
    .getByRole("button", { name: /“seventy five” to “75”/ })
    .click();
  await page.getByRole("button", { name: "Reject" }).click();
  await expect(turn(page)).toContainText("seventy five");
  await expect(turn(other)).toContainText("seventy five");
  await page.reload();
  await expect(turn(page)).toContainText("seventy five");
  expect(complaints).toEqual([]);
});

test("live on two pages at once: in order, once, and the reader is never moved (P-41, U-02)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Two pages" });
  for (let n = 1; n <= 30; n++) {
    await api.post(`/api/v1/conversations/${id}/turns`, {
      speaker: "Lumen",
      raw_text: `Question number ${n}, long enough to take some room on the page.`,
    });
  }
  const other = await context.newPage();
  const complaints: string[] = [];
  watch(other, complaints);
  for (const one of [page, other]) {
    await one.goto(`/conversations/${id}`);
    await expect(one.getByText("Live")).toBeVisible();
    await expect(one.getByRole("article").first()).toBeVisible();
  }
  await other.keyboard.press("Shift+G");
  await expect(other.getByRole("article", { name: "Turn 30, Lumen" })).toBeVisible();
  await page.getByLabel("A turn, as it was heard").fill("we have seventy five employees");
  await page.keyboard.press("Enter");
  await expect(other.getByRole("article", { name: "Turn 31, User" })).toContainText("We have 75 employees");
  await expect(other.getByText(/Turn processed with \w+ confidence/).first()).toBeVisible();
  await page.keyboard.insertText("mostly book ads");
  await page.keyboard.press("Enter");
  await expect(other.getByRole("article", { name: "Turn 32, User" })).toContainText("Facebook");
  await expect(other.getByRole("article", { name: "Turn 31, User" })).toHaveCount(1);

  // Who reads at the beginning stays there, and is told that there is more.
  const box = other.getByRole("region", { name: "Turns" });
  await box.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(other.getByRole("article", { name: "Turn 1, Lumen" })).toBeVisible();
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "Lumen", raw_text: "One more." });
  await expect(other.getByRole("button", { name: "Jump to latest (1 new turn)" })).toBeVisible();
  expect(await box.evaluate((element) => element.scrollTop)).toBe(0);
  await other.getByRole("button", { name: /Jump to latest/ }).click();
  await expect(other.getByRole("article", { name: "Turn 33, Lumen" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("the list: create, find what was said, archive and delete with undo", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Harbour Bakery" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "Lumen",
    raw_text: "How many loaves leave the oven each morning?",
  });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Harbour Bakery" })).toBeVisible();
  await page.keyboard.press("n");
  await page.getByLabel("Name", { exact: true }).fill("Made here");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Made here" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.keyboard.press("/");
  await page.keyboard.insertText("loav");
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.locator("mark")).toHaveText("loaves");
  await page.keyboard.press("Enter");
  await page.keyboard.press("e");
  await expect(list.getByText("archived")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(list.getByText("archived")).toHaveCount(0);
  await page.keyboard.press("#");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "Harbour Bakery" })).toBeVisible();
});

test("a thousand turns: few rows in the document, any of them found, memory kept (P-73, P-85)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const lines = Array.from(
    { length: 1000 },
    (_, n) => `${n % 2 ? "User" : "Lumen"}: Sentence number ${n + 1} of a long conversation.`,
  );
  const { conversation } = await api.post<{ conversation: { id: string } }>(
    "/api/v1/conversations/import?name=Long",
    { content: lines.join("\n\n") },
  );
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByRole("article", { name: "Turn 1, Lumen" })).toBeVisible();
  expect(await page.getByRole("article").count()).toBeLessThan(60);
  await page.keyboard.press("/");
  await page.keyboard.insertText("number 987");
  // Found while it is written, or where the turn has not been read yet, once it has.
  await expect(page.getByText(/^[01]\/1$/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "Turn 987, Lumen" })).toBeVisible();
  const memory = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  expect(memory).toBeLessThan(100 * 1024 * 1024);
});

test("the lab: create, process, the suite with expected times, the log filtered and cleared (U-01)", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/week3");
  await expect(page).toHaveURL(/\/lab$/);
  await expect(page.getByRole("button", { name: "Process turn" })).toBeDisabled();
  await expect(page.getByText("Create a conversation first: turns and tests need one.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Test connection" })).toBeEnabled();
  await page.getByRole("button", { name: "Create conversation" }).click();
  await page.getByRole("button", { name: "Process turn" }).click();
  await expect(page.locator(".lab-turns .turn")).toHaveCount(1);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByText("11 passed, 0 failed")).toBeVisible({ timeout: 30_000 });
  await page.getByLabel("Filter the log").fill("Light cleaning");
  await expect(page.locator(".debug p")).toHaveCount(1);
  await page.getByRole("button", { name: "Clear logs" }).click();
  await expect(page.getByText("Nothing yet.")).toBeVisible();
});

test("a page that fails says so, and the others go on", async ({ page, context, server, allow }) => {
  allow.push(/page: /, /console: /);
  await enter(context, server);
  // An answer that no server of this version gives.
  await page.route(/\/api\/v1\/analytics/, (route) => route.fulfill({ json: {} }));
  await page.goto("/quality");
  await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Lab" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lab" })).toBeVisible();
});

test("settings: the manner of replies is kept with the account, on every device", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/settings");
  const manner = page.getByRole("region", { name: "Voice and manner of replies" }).getByLabel("Manner");
  await expect(manner).toHaveValue("friendly_neutral");
  const chosen = (await manner.getByRole("option").nth(1).getAttribute("value")) ?? "";
  const kept = page.waitForResponse((answer) => answer.request().method() === "PUT");
  await manner.selectOption(chosen);
  expect((await kept).status()).toBe(200);
  await expect(manner).toHaveValue(chosen);
  await page.goto("/speak");
  await expect(page.getByLabel("Manner of the replies")).toHaveValue(chosen);
  await page.goto("/settings");
  await manner.selectOption("friendly_neutral");
  await expect(manner).toHaveValue("friendly_neutral");
});

test("what the cleaner missed is written by a person, shown to everybody, and undone", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Written anew" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we moved the stock to orb is sonic",
  });
  const other = await context.newPage();
  const complaints: string[] = [];
  watch(other, complaints);
  for (const one of [other, page]) {
    await one.goto(`/conversations/${id}`);
    await expect(one.getByText("Live")).toBeVisible();
    await one.keyboard.press("1");
  }
  const turn = (on: typeof page) => on.getByRole("article", { name: "Turn 1, User" });
  await expect(turn(page)).toContainText("orb is sonic");
  await page.bringToFront();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+E");
  const field = page.getByLabel("Text of turn 1");
  await expect(field).toBeFocused();
  await field.fill("We moved the stock to Orbisonic");
  await page.keyboard.press("Escape");
  await expect(turn(page)).toContainText("orb is sonic");
  await page.keyboard.press("Shift+E");
  await field.fill("We moved the stock to Orbisonic");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Turn 1 reads as you wrote it")).toBeVisible();
  await expect(turn(page).getByText("Orbisonic").first()).toBeVisible();
  await expect(turn(other).getByText("Orbisonic").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(turn(page)).toContainText("orb is sonic");
  await expect(turn(other)).toContainText("orb is sonic");
  await page.reload();
  await expect(turn(page)).toContainText("orb is sonic");
  expect(complaints).toEqual([]);
});
