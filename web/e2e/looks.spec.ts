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
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/conversations/${id}`);
  await page.getByLabel("A turn, as it was heard").fill("mostly book ads");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("article", { name: "Turn 2, User" })).toContainText("Facebook");
});
