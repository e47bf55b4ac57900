import type { Page } from "@playwright/test";
import { type Api, enter, expect, overflow, test } from "./journey";
import type { LumenServer } from "./server";

// What is rejected at two places is not corrected any more; no other file should have that.
test.use({ anew: true });

type Lines = readonly string[];

async function imported(api: Api, name: string, lines: Lines): Promise<string> {
  const { conversation } = await api.post<{ conversation: { id: string } }>("/api/v1/conversations/import", {
    name,
    content: lines.join("\n\n"),
  });
  return conversation.id;
}

interface Said {
  readonly turn_id: string;
  readonly revision: number;
  readonly metadata: { readonly corrections: readonly { id: string; original: string; state: string }[] };
}

async function turnsOf(server: LumenServer, api: Api, id: string): Promise<readonly Said[]> {
  const answer = await fetch(`${server.url}/api/v1/conversations/${id}/turns`, {
    headers: { authorization: `Bearer ${api.token}` },
  });
  return ((await answer.json()) as { turns: Said[] }).turns;
}

const correction = (turn: Said | undefined, original: string) =>
  turn?.metadata.corrections.find((one) => one.original === original);

/** Keeps the decisions of a page back until they may go. */
async function held(page: Page): Promise<() => void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  await page.route(/\/decision$/, async (route) => {
    await opened;
    await route.continue();
  });
  return open;
}

test("two who decide in one turn: both hold where they decide another correction; at the same the first does, and the second is told what was decided", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/409/);
  await enter(context, server);
  const id = await imported(api, "Two at once", [
    "User: um we have seventy five employees and fifty to a hundred leads",
  ]);
  const decide = async (original: string, decision: string) => {
    const [turn] = await turnsOf(server, api, id);
    const one = correction(turn, original);
    await api.post(`/api/v1/conversations/${id}/turns/${turn?.turn_id}/corrections/${one?.id}/decision`, {
      decision,
    });
  };
  const stateOf = async (original: string) =>
    correction((await turnsOf(server, api, id))[0], original)?.state;
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();

  let open = await held(page);
  await page.getByRole("button", { name: /“seventy five” to/ }).click();
  await page.keyboard.press("a");
  await decide("fifty to a hundred", "reject");
  open();
  await expect.poll(() => stateOf("seventy five")).toBe("accepted");
  expect(await stateOf("fifty to a hundred")).toBe("rejected");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /“fifty to a hundred” to/ })).toHaveText(
    "fifty to a hundred",
  );
  await expect(page.getByText(/not stored/)).toHaveCount(0);

  await page.unroute(/\/decision$/);
  open = await held(page);
  await page.getByRole("button", { name: /“seventy five” to/ }).click();
  await page.getByRole("dialog", { name: "Correction" }).getByRole("button", { name: "Undo" }).click();
  await decide("seventy five", "reject");
  open();
  await expect(page.getByText("Somebody else was faster at “seventy five” in turn 1")).toBeVisible();
  await expect(page.getByText("They have rejected it. Your decision was not stored.")).toBeVisible();
  expect(await stateOf("seventy five")).toBe("rejected");
  await expect(page.getByRole("button", { name: /“seventy five” to/ })).toHaveText("seventy five");
});

test("decisions that are refused are told with their place, and several by their number", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/503/);
  await enter(context, server);
  const id = await imported(api, "Refused", [
    "User: um we have seventy five employees",
    "User: there are fifty to a hundred of them",
  ]);
  await page.route(/\/decision$/, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "SYS_001", message: "away", request_id: "none" } } }),
  );
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("button", { name: /“seventy five” to/ }).click();
  await page.keyboard.press("r");
  await expect(page.getByText("The decision on “seventy five” in turn 1 was not stored")).toBeVisible();
  await expect(page.getByRole("button", { name: /“seventy five” to/ })).toHaveText("75");
  await page.getByRole("button", { name: /“fifty to a hundred” to/ }).click();
  await page.keyboard.press("r");
  await expect(
    page.getByText("2 decisions were not stored, the last on “fifty to a hundred” in turn 2"),
  ).toBeVisible();
});

test("a review that begins before all turns are read takes in those that come", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const id = await imported(
    api,
    "Half read",
    Array.from(
      { length: 260 },
      (_, n) => `User: maybe we go to office number ${n} with employees and all of it`,
    ),
  );
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  // Whatever the cleaner of this day is sure of: none of it.
  await page.route(/\/turns\?/, async (route) => {
    const isRest = route.request().url().includes("offset=200");
    if (isRest) {
      await opened;
    }
    const list = await (await route.fetch()).json();
    for (const turn of list.turns) {
      for (const one of turn.metadata.corrections) {
        one.confidence = "MEDIUM";
      }
    }
    await route.fulfill({ json: list });
  });
  await page.goto(`/conversations/${id}`);
  const review = page.getByRole("button", { name: /Review uncertain \(\d+ so far\)/ });
  const before = Number(/\((\d+)/.exec((await review.textContent()) ?? "")?.[1]);
  await review.click();
  const bar = page.getByRole("region", { name: "Review of uncertain corrections" });
  await expect(bar).toContainText(`0 of ${before} decided`);
  open();
  const all = page.getByRole("button", { name: /Review uncertain \(\d+\)/ });
  await expect(all).toBeVisible();
  const after = Number(/\((\d+)/.exec((await all.textContent()) ?? "")?.[1]);
  expect(after).toBeGreaterThan(before);
  await expect(bar).toContainText(`0 of ${after} decided`);
});

test("find goes along with what is written, from where one reads; the keys that scroll a page scroll the turns", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const id = await imported(
    api,
    "Far away",
    Array.from(
      { length: 150 },
      (_, n) => `Lumen: The ${n % 50 === 7 ? "kestrel" : "house"} has number ${n + 1}.`,
    ),
  );
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 1, Lumen" })).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("article", { name: "Turn 150, Lumen" })).toBeVisible();
  await page.keyboard.press("Home");
  await expect(page.getByRole("article", { name: "Turn 1, Lumen" })).toBeVisible();
  const box = page.getByRole("region", { name: "Turns" });
  const top = () => box.evaluate((element) => element.scrollTop);
  await page.keyboard.press("PageDown");
  await expect.poll(top).toBeGreaterThan(200);
  await page.keyboard.press("PageUp");
  await expect.poll(top).toBe(0);

  await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(page.getByRole("article", { name: "Turn 1, Lumen" })).toHaveCount(0);
  await page.getByLabel("Find in this conversation").fill("kestrel");
  await expect(page.getByText("3/3", { exact: true })).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 108, Lumen" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1/3", { exact: true })).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 8, Lumen" })).toBeVisible();
});

test("a link to a turn is copied by button and by key and leads there; one to a turn that is not there says so", async ({
  page,
  context,
  server,
  api,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(context, server);
  const id = await imported(
    api,
    "Linked",
    Array.from({ length: 80 }, (_, n) => `Lumen: This is sentence ${n + 1}.`),
  );
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(`/conversations/${id}`);
  await page.getByRole("button", { name: "Turn 2: copy a link to it" }).click();
  await expect(page.getByText("The link to turn 2 is copied")).toBeVisible();
  expect(await copied()).toBe(`${server.url}/conversations/${id}?turn=2`);
  await page.goto(`/conversations/${id}?turn=61`);
  await expect(page.locator('article[data-current="true"]')).toHaveAttribute("aria-label", "Turn 61, Lumen");
  await page.keyboard.press("Shift+C");
  await expect(page.getByText("The link to turn 61 is copied")).toBeVisible();
  expect(await copied()).toBe(`${server.url}/conversations/${id}?turn=61`);
  await page.goto(`/conversations/${id}?turn=999`);
  await expect(page.getByText("There is no turn 999 here")).toBeVisible();

  // On an address without TLS a browser has no clipboard for pages.
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`/conversations/${id}`);
  await page.getByRole("button", { name: "Turn 2: copy a link to it" }).click();
  await expect(page.getByText(`${server.url}/conversations/${id}?turn=2`)).toBeVisible();
});

test("turns of captions tell where they stand in the recording, and of a text no time at all", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { conversation } = await api.post<{ conversation: { id: string } }>("/api/v1/conversations/import", {
    name: "Captions",
    format: "srt",
    content:
      "1\n00:01:05,000 --> 00:01:09,000\nUser: hello there\n\n2\n01:02:03,500 --> 01:02:09,000\nLumen: Hello.\n",
  });
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" }).locator("time")).toHaveText("1:05");
  await expect(page.getByRole("article", { name: "Turn 2, Lumen" }).locator("time")).toHaveText("1:02:03");
  await page.goto(`/conversations/${await imported(api, "Plain", ["User: hello there"])}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("ello there");
  await expect(page.locator("article time")).toHaveCount(0);
});

test("corrections are listed by what became of them", async ({ page, context, server, api }) => {
  await enter(context, server);
  const id = await imported(api, "Listed", [
    "User: um we have eighty five employees",
    "User: there are fifty to a hundred of them",
  ]);
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("button", { name: /“eighty five” to/ }).click();
  await page.keyboard.press("r");
  await page.keyboard.press("Escape");
  const list = page.getByRole("complementary", { name: "About this conversation" });
  await list.getByLabel("In which state").selectOption("Rejected");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.getByRole("listitem")).toContainText("eighty five");
  await expect(list.getByRole("status")).toHaveText(/^1 of \d+ corrections$/);
  await list.getByLabel("In which state").selectOption("Undecided");
  await expect(list.getByRole("listitem").filter({ hasText: "eighty five" })).toHaveCount(0);
  await list.getByLabel("In which state").selectOption("Accepted");
  await expect(list).toContainText("None is like that.");
});

test("before all alike are decided it is said how many each decision would change", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const id = await imported(
    api,
    "Alike",
    Array.from({ length: 3 }, (_, n) => `User: we have ninety five employees in office ${n}`),
  );
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  const number = (seq: number) =>
    page.getByRole("article", { name: `Turn ${seq}, User` }).getByRole("button", { name: /ninety five/ });
  await number(1).click();
  await page.keyboard.press("a");
  await expect
    .poll(async () => correction((await turnsOf(server, api, id))[0], "ninety five")?.state)
    .toBe("accepted");
  await number(2).click();
  await page.keyboard.press("Shift+A");
  await expect(page.getByText(/^3 corrections of this rule and text in 3 turns/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept all 2" })).toBeVisible();
  await page.getByRole("button", { name: "Reject all 3" }).click();
  await expect(page.getByText("Rejected: 3 alike")).toBeVisible();
});

test("on a phone a review is done by touch: the buttons below decide what is shown above", async ({
  browser,
  server,
  api,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  await enter(context, server);
  const page = await context.newPage();
  const id = await imported(
    api,
    "By touch",
    Array.from({ length: 4 }, (_, n) => `User: um we have seventy five employees in office ${n}`),
  );
  // Whatever the cleaner of this day is sure of: none of it.
  await page.route(/\/turns\?/, async (route) => {
    const list = await (await route.fetch()).json();
    for (const turn of list.turns) {
      for (const one of turn.metadata.corrections) {
        one.confidence = "MEDIUM";
      }
    }
    await route.fulfill({ json: list });
  });
  await page.goto(`/conversations/${id}`);
  await page.getByRole("button", { name: /^Review \(/ }).tap();
  const popup = page.getByRole("dialog", { name: "Correction" });
  await expect(popup).toBeVisible();
  const bar = page.getByRole("region", { name: "Review of uncertain corrections" });
  const original = (turn: Said | undefined, at: number) => turn?.metadata.corrections[at];
  for (const [at, name, state] of [
    [0, "Accept", "accepted"],
    [1, "Reject", "rejected"],
  ] as const) {
    await bar.getByRole("button", { name }).tap();
    await expect.poll(async () => original((await turnsOf(server, api, id))[0], at)?.state).toBe(state);
    await expect(popup).toBeVisible();
  }
  await page.getByRole("button", { name: "Close" }).first().tap();
  await expect(popup).toHaveCount(0);
  await context.close();
});

test("on the smallest screens the way out of the panel and the buttons of a turn are within reach", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Narrow" });
  for (const speaker of ["User", "S".repeat(100)]) {
    await api.post(`/api/v1/conversations/${id}/turns`, {
      speaker,
      raw_text: "we have seventy five of them",
    });
  }
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("button", { name: "Side panel" }).click();
  const close = page.getByRole("button", { name: "Hide the side panel" });
  await expect(close).toBeInViewport({ ratio: 1 });
  await close.click();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole("button", { name: "Turn 1: edit its text" }).click();
  await page.getByLabel("Text of turn 1").fill("Half a sentence");
  await page.getByRole("button", { name: "Turn 2: edit its text" }).click();
  await expect(page.getByText("Your text is not saved")).toBeVisible();
  for (const name of ["Turn 1: edit its text", "Turn 1: copy a link to it", "Turn 2: copy a link to it"]) {
    await page.getByRole("button", { name }).scrollIntoViewIfNeeded();
    await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  }
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Turn 1: edit its text" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
});
