import { LAB_PLACES, PLACES } from "../src/app/places";
import { axe, enter, expect, overflow, test } from "./journey";

/** Every page that there is of a conversation and beside it. */
const pages = (id: string): string[] => [
  ...new Set([...PLACES.map(({ path }) => path), ...LAB_PLACES.map(([path]) => path)]),
  `/conversations/${id}`,
  `/speak/${id}`,
  "/settings",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${colorScheme} (T-04)`, async ({
    page,
    context,
    server,
    api,
    allow,
  }) => {
    allow.push(/answer: 404 .*nowhere/, /console: Failed to load resource.*404/);
    test.setTimeout(60_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { id } = await api.post("/api/v1/conversations", {
      name: `Seen in ${colorScheme}`,
      description: "With words",
    });
    await api.post(`/api/v1/conversations/${id}/turns`, {
      speaker: "User",
      raw_text: "um i'm the vector of marketing at quick fit windows and we have seventy five employees",
      shared_context: "Quick Fit Windows",
    });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    expect(await axe(page), "sign-in").toEqual([]);
    await enter(context, server);
    for (const path of [...pages(id), "/?q=employees", "/nowhere"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      // What is still loading is looked at as it is once it is there.
      await expect(page.locator(".skeleton")).toHaveCount(0);
      if (path.startsWith("/conversations")) {
        for (const view of ["1", "2", "3"]) {
          await page.keyboard.press(view);
          await expect(page.getByRole("article")).toBeVisible();
          expect(await axe(page), `${path} view ${view}`).toEqual([]);
        }
        await page.keyboard.press("1");
        for (const tab of ["Context", "Words", "Figures", "Corrections"]) {
          await page.getByRole("tab", { name: tab }).click();
          await expect(page.locator(".side-body .skeleton")).toHaveCount(0);
          expect(await axe(page), `${path} ${tab}`).toEqual([]);
        }
        await page.keyboard.press("j");
        await expect(page.getByRole("dialog", { name: "Correction" })).toBeVisible();
        expect(await axe(page), "a correction").toEqual([]);
        await page.keyboard.press("Escape");
        await page.keyboard.press("x");
        await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
        expect(await axe(page), "export").toEqual([]);
        await page.keyboard.press("Escape");
      }
      expect(await axe(page), path).toEqual([]);
    }
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await axe(page), "shortcuts").toEqual([]);
  });
}

test("phone size: every page fits, also at 200 % zoom", async ({ page, context, server, api }) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "On the phone" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees",
  });
  for (const width of [360, 640]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 400 });
    for (const path of pages(id)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await overflow(page), `${path} at ${width}`).toBe(0);
    }
  }
  // 200 % zoom, a phone held sideways, 400 % zoom: most of the height is for the words, also below a long name.
  const { id: long } = await api.post("/api/v1/conversations", {
    name: "A name that never ends ".repeat(11),
  });
  await api.post(`/api/v1/conversations/${long}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees",
  });
  for (const [width, height] of [
    [640, 400],
    [844, 390],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`/conversations/${long}`);
    await expect(page.getByRole("article")).toBeVisible();
    const seen = await page.getByRole("region", { name: "Turns" }).evaluate((turns) => {
      const { top, bottom } = turns.getBoundingClientRect();
      return (Math.min(bottom, window.innerHeight) - top) / window.innerHeight;
    });
    expect(seen, `words at ${width} x ${height}`).toBeGreaterThanOrEqual(0.5);
    await page.keyboard.press("j");
    const box = await page.getByRole("dialog", { name: "Correction" }).boundingBox();
    expect(box?.y, `popup at ${width} x ${height}`).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/conversations/${id}`);
  await page.getByLabel("A turn, as it was heard").fill("mostly book ads");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("article", { name: "Turn 2, User" })).toContainText("Facebook");
});

test("the way to a correction by Tab and back, and its words marked by mouse", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "By keyboard" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees",
  });
  await page.goto(`/conversations/${id}`);
  const word = page.getByRole("article").getByRole("button", { name: /“seventy five” to “75”/ });
  await word.focus();
  await page.keyboard.press("Enter");
  const popup = page.getByRole("dialog", { name: "Correction" });
  await expect(popup).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(popup.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(popup).toHaveCount(0);
  await expect(word).toBeFocused();

  await word.dblclick();
  expect(await page.evaluate(() => String(getSelection()))).toBe("75");
});

test("on paper every turn is there", async ({ page, context, server, api }) => {
  await enter(context, server);
  const lines = Array.from({ length: 120 }, (_, n) => `User: Sentence number ${n + 1} for paper.`);
  const { conversation } = await api.post<{ conversation: { id: string } }>("/api/v1/conversations/import", {
    content: lines.join("\n\n"),
  });
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByRole("article", { name: "Turn 120, User" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Export" })).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.getByRole("article", { name: "Turn 120, User" })).toHaveCount(0);
});

test("in the system's own colours it is seen what is chosen, where one is and what was corrected", async ({
  page,
  context,
  server,
  api,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "High contrast" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we have seventy five employees",
  });
  await page.goto(`/conversations/${id}`);
  const word = page.getByRole("button", { name: /“seventy five” to “75”/ });
  await expect(word).toHaveCSS("text-decoration-line", "underline");
  const ground = (name: string) =>
    page.getByRole("button", { name, exact: true }).evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await ground("Clean")).not.toBe(await ground("Raw"));
  const place = (name: string) =>
    page
      .getByRole("navigation", { name: "Places" })
      .getByRole("link", { name })
      .evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await place("Conversations")).not.toBe(await place("Import"));
});

test("words from right to left begin at the right, also while they are written", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "مكالمة" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "Lumen",
    raw_text: "مرحبا أنا المدير OK yes",
  });
  await page.goto(`/conversations/${id}`);
  const words = page.locator(".words").first();
  await expect(words).toContainText("yes");
  // The first letter is at the right edge, and what is Latin stands to the left of it.
  const [edge, first, latin] = await words.evaluate((one) => {
    const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const at = (from: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().right;
    };
    return [one.getBoundingClientRect().right, at(0), at(text.data.indexOf("OK"))] as const;
  });
  expect(edge - first).toBeLessThan(8);
  expect(latin).toBeLessThan(first);
  await expect(page.getByLabel("A turn, as it was heard")).toHaveCSS("unicode-bidi", "plaintext");
});

test("before the turns are there nothing is said of them; without any the composer stays below", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Still coming" });
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  await page.route(/turns\?/, async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("reading the turns…")).toBeVisible();
  await expect(page.getByText("Nothing was corrected.")).toHaveCount(0);
  await expect(page.getByText(/removed 0/)).toHaveCount(0);
  open();
  await expect(page.getByText("Nothing was said yet")).toBeVisible();
  await expect(page.getByText("Nothing was corrected.")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const composer = await page.locator(".composer").boundingBox();
  const bar = await page.getByRole("navigation", { name: "Places" }).boundingBox();
  expect(Math.abs((composer?.y ?? 0) + (composer?.height ?? 0) - (bar?.y ?? 0))).toBeLessThan(4);
});
