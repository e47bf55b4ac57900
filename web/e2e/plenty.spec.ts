import { enter, expect, test } from "./journey";

// With so many words others would be cleaned differently.
test.use({ anew: true });

/** Letters that no word has, so that a term is found by them alone. */
const termOf = (n: number): string => {
  const syllables = ["ka", "lo", "mi", "ter", "va", "zon", "bri", "pel", "dux", "far"];
  return [...String(n).padStart(4, "0")].map((digit) => syllables[Number(digit)]).join("");
};

test("of two thousand words each is found, and they do not bury the settings below them", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  await api.post("/api/v1/vocabulary/import", { terms: Array.from({ length: 2000 }, (_, n) => termOf(n)) });
  await page.goto("/settings");
  const words = page.getByRole("region", { name: "Vocabulary" });
  await expect(words.getByRole("status")).toHaveText("2,000 words");
  await expect(words.getByRole("listitem")).toHaveCount(50);
  await words.getByRole("button", { name: "Show more" }).click();
  await expect(words.getByRole("listitem")).toHaveCount(250);

  // In the alphabet it stands behind the first thousand.
  await words.getByLabel("Find a word").fill("lozonzonzon");
  await expect(words.getByRole("status")).toHaveText("1 found");
  await expect(words.getByText("No word like that.")).toHaveCount(0);
  await words.getByRole("button", { name: "Remove lozonzonzon" }).click();
  await expect(words.getByText("No word like that.")).toBeVisible();
  await words.getByLabel("Find a word").fill("");
  await expect(words.getByRole("status")).toHaveText("1,999 words");
});

test("several files are imported by one press, and the same one is not taken twice", async ({
  page,
  context,
  server,
  allow,
}) => {
  allow.push(/422/);
  await enter(context, server);
  await page.goto("/import");
  const file = (name: string, text: string) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(text),
  });
  const calls = ["one", "two", "three"].map((n) => file(`call-${n}.txt`, `User: um this is call ${n}\n`));
  const picker = page.locator("input[type=file]");
  await picker.setInputFiles([...calls, ...calls.slice(0, 1), file("broken.json", "{]")]);
  await expect(page.getByText("call-one.txt is here already")).toBeVisible();
  await page.getByRole("button", { name: "Import all 4" }).click();
  for (const n of ["one", "two", "three"]) {
    await expect(page.getByRole("region", { name: `call-${n}.txt` })).toContainText("is imported: 1 turn");
  }
  await expect(page.getByRole("region", { name: "broken.json" })).toContainText("cannot be read");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "call-one", exact: true })).toHaveCount(1);
});

test("what was not measured yet is drawn as no leap, and days say by which clock they begin (M-09)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Measured before" });
  for (let n = 0; n < 5; n++) {
    await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "Lumen", raw_text: "Hello." });
  }
  // The figures come later than all that stands beside them, and are asked for without a socket.
  await page.routeWebSocket(/\/ws$/, (socket) => socket.close());
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  await page.route(/\/api\/v1\/performance$/, async (route) => {
    await opened;
    await route.continue();
  });
  let asked = 0;
  await page.route(/queue\/status$/, async (route) => {
    if (++asked === 2) {
      open();
    }
    await route.continue();
  });
  await page.goto("/performance");
  const rates = page.getByRole("figure", { name: "Turns each second" });
  await rates.getByText("As a table").click();
  await expect.poll(() => rates.getByRole("row").count()).toBeGreaterThan(1);
  for (const row of (await rates.getByRole("row").allTextContents()).slice(1)) {
    expect(row).toMatch(/\d\d:\d\d:\d\d0$/);
  }
  await page.goto("/quality");
  await expect(page.getByText("Days begin at midnight, UTC.")).toBeVisible();
  await page.getByText("As a table").first().click();
  await expect(page.getByRole("columnheader", { name: "Day, UTC" })).toBeVisible();
});
