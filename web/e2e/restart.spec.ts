import { enter, expect, test } from "./journey";

test("a machine without a network goes on with the server that is on it; one without the server says so", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/ERR_INTERNET_DISCONNECTED/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "On this machine" });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  // As a browser tells it when the last network is left; what is on the machine itself is reached as before.
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  const rename = async (name: string) => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("dialog", { name: "Rename" }).getByRole("button", { name: "Save" }).click();
  };
  await rename("Renamed on this machine");
  await expect(page.getByRole("heading", { level: 1, name: "Renamed on this machine" })).toBeVisible();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Conversations" }).click();
  await page.getByRole("link", { name: "Renamed on this machine" }).click();
  await expect(page.getByText("Live")).toBeVisible();

  await context.setOffline(true);
  await rename("Not to be had");
  await expect(page.getByText(/cannot be reached/).first()).toBeVisible();
  await context.setOffline(false);
});

test("the server is killed and started again in the middle of a conversation (R-07, U-04, X-25)", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  test.setTimeout(120_000);
  allow.push(
    /console: .*(WebSocket|ERR_CONNECTION|Failed to load resource)/,
    /request: net::ERR_(CONNECTION|EMPTY)/,
    /answer: 503/,
  );
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Interrupted" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees",
  });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("75 employees");
  await expect(page.getByText("Live")).toBeVisible();

  const list = await context.newPage();
  await list.goto("/");
  await expect(list.getByRole("link", { name: "Interrupted" })).toBeVisible();

  await server.kill();
  await expect(page.getByText("Switched to polling mode for reliability")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Polling, reconnecting…")).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("75 employees");
  await page.getByLabel("A turn, as it was heard").fill("mostly book ads");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not sent")).toBeVisible();
  await list.getByRole("searchbox").fill("Interrupted");
  await expect(list.getByText("It is tried again by itself.")).toBeVisible();

  // Who points at a link loses nothing; who follows it gets there once the server is back.
  const places = list.getByRole("navigation", { name: "Places" });
  for (const name of ["Import", "Performance", "Quality"]) {
    const refused = list.waitForEvent("requestfailed", (request) => request.url().includes("/assets/"));
    await places.getByRole("link", { name }).hover();
    await refused;
  }
  await expect(list.getByRole("searchbox")).toHaveValue("Interrupted");

  await server.start();
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "Lumen",
    raw_text: "Said while you were away.",
  });
  await expect(page.getByText("Live again")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("article", { name: "Turn 2, Lumen" })).toHaveCount(1);
  await expect(list.getByRole("link", { name: "Interrupted" })).toBeVisible({ timeout: 40_000 });
  await expect(list.getByText("It is tried again by itself.")).toHaveCount(0);
  await server.kill();
  await places.getByRole("link", { name: "Quality" }).click();
  await expect(list.getByText("The page is opened as soon as the server answers.")).toBeVisible();
  await server.start();
  await expect(list.getByRole("heading", { level: 1, name: "Quality" })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("Live again").last()).toBeVisible({ timeout: 40_000 });
  await list.close();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("article", { name: "Turn 3, User" })).toContainText("Facebook");
  await expect(page.getByText("Not sent")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(3);
});
