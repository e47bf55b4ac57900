import { enter, expect, test } from "./journey";

// It counts pages, so nobody else's conversations are in its list.
test.use({ anew: true });

test("the address says what is listed: back, a page that is no longer there, a status that is none", async ({
  page,
  context,
  server,
  api,
}) => {
  test.setTimeout(90_000);
  await enter(context, server);
  for (let n = 1; n <= 25; n++) {
    await api.post("/api/v1/conversations", { name: `Paged ${n}` });
  }
  await page.goto("/?page=99");
  await expect(page.getByText("2 of 2")).toBeVisible();
  await expect(page.getByText("No conversations yet")).toHaveCount(0);
  await page.goto("/?status=bogus");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("2 of 2")).toBeVisible();
  await page.getByRole("button", { name: "Archived" }).click();
  await expect(page.getByText("There is no archived conversation.")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("2 of 2")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("1 of 2")).toBeVisible();

  const search = page.getByRole("searchbox");
  await search.fill("Paged 25");
  await expect(page).toHaveURL(/q=Paged/);
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Conversations" }).click();
  await expect(search).toHaveValue("");
  await expect(page.getByText("1 of 2")).toBeVisible();

  // Made elsewhere while the list is looked at.
  await api.post("/api/v1/conversations", { name: "Made elsewhere" });
  await expect(page.getByRole("link", { name: "Made elsewhere" })).toBeVisible();
});

test("a deletion is undone under another filter", async ({ page, context, server, api }) => {
  await enter(context, server);
  await api.post("/api/v1/conversations", { name: "Deleted and back" });
  await page.goto("/");
  const row = page.getByRole("link", { name: "Deleted and back" });
  await page.getByRole("button", { name: "More for Deleted and back" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Active" }).click();
  await expect(page).toHaveURL(/status=active/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
});

test("a hit in a turn of Lumen's is led to, although its turns are hidden, by the key as well", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Hidden hit" });
  for (const [speaker, raw_text] of [
    ["User", "um hello there"],
    ["Lumen", "Our zeppelins leave at noon."],
    ["Lumen", "Anything else?"],
  ]) {
    await api.post(`/api/v1/conversations/${id}/turns`, { speaker, raw_text });
  }
  await context.addInitScript(() =>
    localStorage.setItem("lumen.preferences", JSON.stringify({ hideLumen: true })),
  );
  await page.goto("/?q=zeppelins");
  await expect(page.getByRole("link", { name: "Hidden hit" })).toBeVisible();
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/turn=2/);
  await expect(page.getByRole("article", { name: "Turn 2, Lumen" })).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 3, Lumen" })).toHaveCount(0);
});

test("errors are told in sentences for people", async ({ page, context, server, allow }) => {
  allow.push(/40[0-9]|429/);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("admin@example.com");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Type your password.")).toBeVisible();
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("This email and this password do not belong together.")).toBeVisible();
  await page.goto("/sign-in#token=bad");
  await page.reload();
  await page.getByLabel("New password").fill("three calm green windows");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This link does not let anybody in any more")).toBeVisible();

  await enter(context, server);
  const waits = { error: { code: "SYS_003", message: "x" }, recovery: { retry_after_ms: 12_000 } };
  await page.route(/\/api\/v1\/analytics/, (route) => route.fulfill({ status: 429, json: waits }));
  await page.goto("/quality");
  await expect(page.getByText("Try again in 12 seconds.")).toBeVisible();
  await page.goto("/conversations/0b0e8f0c-6c1c-4b5c-9d0e-3f6f5a0c7d11");
  await expect(page.getByText("it was deleted, the address is not whole")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/GET|0b0e8f0c/);
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);

  await page.goto("/settings");
  await page.getByText("Change the password").click();
  await page.getByLabel("Current password").fill("wrong");
  await page.getByLabel(/^New password/).fill("three calm green windows");
  let sent = 0;
  page.on("request", (request) => {
    sent += request.url().endsWith("/account/password") ? 1 : 0;
  });
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(page.getByText("The current password is another one.")).toBeVisible();
  expect(sent).toBe(1);
});

test("keys begin with what was read last, and go on where they have deleted", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  for (const name of ["Keys one", "Keys two", "Keys three"]) {
    await api.post("/api/v1/conversations", { name });
  }
  await page.goto("/?q=Keys&sort=created");
  await page.getByRole("link", { name: "Keys two" }).click();
  await expect(page.getByRole("heading", { name: "Keys two" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: "Keys two" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Keys two" })).toBeFocused();
  await page.keyboard.press("#");
  await expect(page.getByRole("link", { name: "Keys two" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Keys one" })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "Keys three" })).toBeFocused();
});
