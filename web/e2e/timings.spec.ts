import type { Page } from "@playwright/test";
import { percentile } from "../src/performance/statistics";
import { CALL, enter, expect, test } from "./journey";
import { ADMIN } from "./server";
import {
  bareFrames,
  calibrate,
  frame,
  held,
  interactions,
  line,
  measure,
  own,
  pressesOf,
  within,
  YARDSTICK,
} from "./timings";

let machine = "";

test.beforeEach(async ({ page }) => {
  machine = await calibrate(page);
});

/** At 60 a second. */
const FRAME_MS = 17;

/** What JavaScript the first view may cost, compressed. */
const FIRST_VIEW_BYTES = 200_000;

// A machine that is busy now may not be so in a minute: what is slow three times in a row is slow.
test.describe.configure({ retries: 2 });

const places = (page: Page) => page.getByRole("navigation", { name: "Places" });

test("the first view: loaded, painted and usable in time, and small (P-17, P-69, P-70)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  await api.post("/api/v1/conversations", { name: "Timed" });
  const paints: number[] = [];
  const loads: number[] = [];
  const usable: number[] = [];
  for (let n = 0; n < 5; n++) {
    await page.goto("/");
    const from = await page.evaluate(() => performance.timeOrigin);
    await page.getByRole("button", { name: "New conversation" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    usable.push(Date.now() - from);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: "Timed" }).first()).toBeVisible();
    const [paint, load] = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).loadEventEnd,
    ]);
    paints.push(paint as number);
    loads.push(load as number);
  }
  const bytes = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter((one) => one.name.endsWith(".js"))
      .reduce((sum, one) => sum + one.encodedBodySize, 0),
  );
  console.log(
    [
      "\nThe first view",
      line("first content (P-69)", paints, 2000),
      line("loaded (P-17)", loads, 3000),
      line("a press has opened a dialog (P-70)", usable, 3000),
      `  JavaScript of the first view       ${(bytes / 1000).toFixed(0)} kB compressed, at most ${FIRST_VIEW_BYTES / 1000}`,
    ].join("\n"),
  );
  held("first content", paints, 2000);
  held("loaded", loads, 3000);
  held("a press has opened a dialog", usable, 3000);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
});

test("a button looks pressed in the next frame, and not before it is pressed (P-31, P-21, U-03, T-02)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  await api.post("/api/v1/conversations", { name: "Pressed" });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Pressed" }).first()).toBeVisible();
  const presses = await pressesOf(page, page.getByRole("button", { name: "New conversation" }), 24);
  expect(presses.every((ms) => ms >= 0)).toBe(true);
  console.log(`\n${line("press to pressed look (P-31)", presses, 50)}`);
  held("press to pressed look", presses, 50);
});

test("every answer to what a person does is on the screen in time (P-01, P-04, P-15, P-19, P-20, P-22, P-23, P-32 to P-43, T-02)", async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  await measure(page);
  const { id } = await api.post("/api/v1/conversations", { name: "Answered" });
  const say = (n: number) =>
    api.post(`/api/v1/conversations/${id}/turns`, {
      speaker: "User",
      raw_text: `um we have seventy five employees and and book ads ${n}`,
    });
  for (let n = 0; n < 3; n++) {
    await say(n);
  }

  await page.goto("/");
  const email = page.getByLabel("Email");
  for (let n = 0; n < 20; n++) {
    await email.fill("nobody");
    await page.getByLabel("Password").focus();
    await expect(page.getByText("An address looks like")).toBeVisible();
    await email.fill(ADMIN.email);
    await expect(page.getByText("An address looks like")).toHaveCount(0);
  }
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Answered" }).first()).toBeVisible();

  for (let n = 0; n < 5; n++) {
    for (const name of ["Import", "Lab", "Speak", "Conversations"]) {
      await places(page).getByRole("link", { name }).hover();
      await frame(page);
    }
    for (let each = 0; each < 4; each++) {
      await page.getByRole("searchbox").hover();
      await frame(page);
      await page.mouse.move(5, 500);
    }
  }
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  for (let n = 0; n < 24; n++) {
    await page.keyboard.press("Tab");
    await frame(page);
  }
  await page.getByRole("searchbox").pressSequentially("answered");
  await page.getByRole("searchbox").fill("");
  for (let n = 0; n < 10; n++) {
    for (const name of ["Import", "Conversations"]) {
      await places(page).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    }
  }

  await places(page).getByRole("link", { name: "Import" }).click();
  const lines = Array.from({ length: 400 }, (_, n) => `User: um this is sentence number ${n}.`);
  await page.locator("input[type=file]").setInputFiles({
    name: "Long call.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Long call" })).toBeVisible({ timeout: 30_000 });

  await places(page).getByRole("link", { name: "Conversations" }).click();
  await page.getByRole("link", { name: "Answered" }).first().click();
  await expect(page.getByText("Live")).toBeVisible();
  await page.getByRole("heading", { name: "Answered" }).click();
  for (let n = 0; n < 3; n++) {
    for (const key of ["2", "3", "1", "2", "p", "p", "j", "j", "j", "k", "k", "j", "r", "u", "Escape"]) {
      await page.keyboard.press(key);
      await frame(page);
    }
  }
  const bare = await bareFrames(page, 40);
  for (let n = 3; n < 23; n++) {
    await say(n);
    await expect(page.getByRole("article", { name: `Turn ${n + 1}, User` })).toContainText("75 employees");
  }
  for (let n = 23; n < 26; n++) {
    await page.getByLabel("A turn, as it was heard").fill("we have fifty leads");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article", { name: `Turn ${n + 1}, User` })).toContainText("50 leads");
  }
  const seen = (await interactions(page)).map((one) => one.ms);

  await places(page).getByRole("link", { name: "Performance" }).click();
  const times = await own(page);
  console.log(
    [
      "\nWhat the page measured of itself",
      ...times.map((one) => one.text),
      line("the browser's own (≥ 16 ms only)", seen, 100),
      line("a frame in which nothing changed", bare),
      machine,
      YARDSTICK,
    ].join("\n"),
  );
  // A machine that has other things to do is late with every frame, also with one in which nothing changed.
  const late = Math.max(0, percentile(bare, 0.5) - FRAME_MS);
  for (const name of [
    "Press to next frame",
    "Hover to next frame",
    "Focus ring",
    "Field focused",
    "Field under the pointer",
    "Typing to next frame",
    "Validation message",
    "Change of page begins",
    "Page to page",
    "Sign that something is being done",
    "Frame in which a bar moved",
    "Message to screen",
    "Change of the list to screen",
    "Confidence to screen",
    "Correction picked or decided",
    "Taking in a cleaned turn",
    "Turn sent to cleaned on screen",
  ]) {
    const one = times.find((each) => each.name === name);
    expect(one, name).toBeDefined();
    within(name, one ?? { count: 0, p50: 0, p95: 0 }, (one?.target ?? 0) + late);
  }
});

test("a whole workflow, from a pasted transcript to a checked export, within ten seconds (P-23)", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/import");
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  const from = Date.now();
  await page.getByLabel("Or paste one").fill(CALL);
  await page.getByRole("button", { name: "Preview it" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("article", { name: "Turn 2, User" })).toContainText("Director of Marketing");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await page.keyboard.press("x");
  await expect(page.getByLabel("Preview")).toContainText("Director of Marketing");
  const took = Date.now() - from;
  console.log(`\n${line("paste, import, check, export (P-23)", [took], 10_000)}`);
  expect(took).toBeLessThan(10_000);
});
