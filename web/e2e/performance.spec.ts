import { readFileSync } from "node:fs";
import { enter, expect, overflow, test } from "./journey";

/** So many times of one interaction, as a browser sends them. */
const interactions = (name: string, duration_ms: number, times: number) => ({
  interactions: Array.from({ length: times }, () => ({ name, duration_ms })),
});

test("performance: live figures, what this browser measured, an alert raised and resolved, its remedies, a report (M-03, M-04, M-05, M-07, M-08, M-09, U-05)", async ({
  page,
  context,
  server,
  api,
}) => {
  test.setTimeout(150_000);
  await enter(context, server);
  // A browser in trouble is an alert for everybody who looks, and the server does something about it:
  // after three looks, five seconds apart, so it is sent first.
  await api.post("/api/v1/performance/interactions", interactions("ui.correction_highlight", 700, 60));
  const { id } = await api.post("/api/v1/conversations", { name: "Measured" });
  for (let n = 0; n < 5; n++) {
    await api.post(`/api/v1/conversations/${id}/turns`, {
      speaker: n % 2 === 0 ? "User" : "Lumen",
      raw_text: "we have seventy five employees",
    });
  }
  await page.goto(`/conversations/${id}`);
  await page.getByLabel("A turn, as it was heard").fill("mostly book ads");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "Turn 6, User" })).toContainText("Facebook");
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/performance/interactions"));
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Performance" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const browser = page.getByRole("region", { name: "Times of this browser" });
  for (const measured of ["Typing to next frame", "Message to screen", "Socket round trip", "Page to page"]) {
    await expect(browser.getByRole("row", { name: measured })).toBeVisible();
  }
  expect((await (await sent).json()).noted).toBeGreaterThan(0);

  const operations = page.getByRole("region", { name: "Measured operations" });
  await expect(operations.getByRole("row", { name: /^api\.turn\.process\.user \d/ })).toBeVisible();
  await page.getByLabel("Filter by name").fill("ui.route_change_complete");
  await expect(operations.getByRole("row", { name: "ui.route_change_complete" })).toBeVisible();
  await operations.getByRole("button", { name: "ui.route_change_complete" }).click();
  const plot = page.getByRole("figure", { name: "ui.route_change_complete, the last hour" });
  await plot.getByText("As a table").click();
  await expect(plot.getByRole("table").getByRole("row")).not.toHaveCount(1);
  const waiting = page.getByRole("figure", { name: "Waiting turns" });
  await waiting.getByText("As a table").click();
  await expect(waiting.getByRole("row")).not.toHaveCount(1);
  await page.getByRole("button", { name: /^Unmeasured/ }).click();
  await expect(page.getByRole("row", { name: /load mix P-82/ })).toBeVisible();

  const raised = page.getByRole("list", { name: "Raised alerts" });
  await expect(raised.getByText(/ui\.correction_highlight at \d+ ms/)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("button", { name: "Switch off: coalesced news" })).toBeVisible();
  await page.getByRole("button", { name: "Switch on: local cleaning" }).click();
  await expect(page.getByText("on, by hand")).toBeVisible();
  await page.getByRole("button", { name: "Switch off: local cleaning" }).click();
  await expect(page.getByText("on, by hand")).toHaveCount(0);

  // It recovers: of all times of the last two minutes 95 in 100 are short again, three looks long.
  for (let n = 0; n < 10; n++) {
    await api.post("/api/v1/performance/interactions", interactions("ui.correction_highlight", 2, 200));
  }
  await expect(page.getByText(/^Over: ui feedback over/).first()).toBeVisible({ timeout: 60_000 });
  await expect(raised.getByText(/ui\.correction_highlight/)).toHaveCount(0);
  await page.getByText(/^Those that are over/).click();
  const over = page
    .getByRole("list", { name: "Resolved alerts" })
    .getByRole("listitem")
    .filter({ hasText: /ui\.correction_highlight at \d+ ms/ });
  await expect(over.first().getByText("resolved", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Report today so far" }).click();
  const today = page.getByRole("region", { name: "Reports of days" }).getByRole("row", { name: /so far/ });
  await expect(today).toBeVisible();
  const saved = page.waitForEvent("download");
  await today.getByRole("button", { name: /^Save the report/ }).click();
  const report = await saved;
  expect(report.suggestedFilename()).toMatch(/^lumen-\d{4}-\d\d-\d\d\.html$/);
  const shown = await context.newPage();
  await shown.setViewportSize({ width: 360, height: 640 });
  await shown.setContent(readFileSync(await report.path(), "utf8"));
  expect(await overflow(shown)).toBe(0);
  await expect(shown.locator(".scroll").first()).toHaveAttribute("tabindex", "0");
});

test("performance without a socket: asked for instead, and what goes wrong is listed (M-09, U-04)", async ({
  page,
  context,
  server,
  allow,
}) => {
  allow.push(/answer: 404 .*conversations/, /console: Failed to load resource.*404/);
  await enter(context, server);
  await page.routeWebSocket(/\/ws$/, (socket) => socket.close());
  await page.goto("/conversations/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Performance" }).click();
  await expect(page.getByText("Asking every 2 s")).toBeVisible();
  const waiting = page.getByRole("figure", { name: "Waiting turns" });
  await waiting.getByText("As a table").click();
  await expect.poll(() => waiting.getByRole("row").count()).toBeGreaterThan(3);
  await expect(page.getByRole("list", { name: "What went wrong in this page" })).toContainText(
    "answered 404",
  );
});
