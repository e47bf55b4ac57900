import type { Page } from "@playwright/test";
import { axe, enter, expect, overflow, test } from "./journey";
import { LoopbackModel } from "./model";
import { LumenServer } from "./server";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("prompts without a model: said, written in versions, put to use, tried beside the cleaner", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  // A variable that there is not, tried on purpose.
  allow.push(/answer: 422 .*prompt-engineering/, /console: Failed to load resource.*422/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Asked about" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "um we have seventy five employees",
  });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Asked about" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page.getByRole("heading", { level: 1, name: "Prompts" })).toBeVisible();
  await expect(page.getByText("No language model is configured")).toBeVisible();
  await expect(page.getByText("LUMEN_MODEL_API_KEY=…").first()).toBeVisible();
  const templates = region(page, "Templates");
  await expect(templates.getByLabel("Name")).toHaveValue("Lumen standard");

  await templates.getByRole("button", { name: "New template" }).click();
  await templates.getByLabel("Name").fill("Brief");
  const text = templates.getByLabel("Template", { exact: true });
  await text.fill("Write this turn anew:");
  await expect(templates.getByText("It needs {raw_text}")).toBeVisible();
  await expect(templates.getByRole("button", { name: "Store the template" })).toBeDisabled();
  await templates.getByRole("button", { name: "Insert {raw_text}" }).click();
  await text.press("End");
  await text.pressSequentially(" for {somebody}");
  await templates.getByRole("button", { name: "Store the template" }).click();
  await expect(templates.locator("#template-problem")).toContainText("{conversation_context}");
  await text.fill("Write this turn anew: {raw_text}");
  await templates.getByRole("button", { name: "Store the template" }).click();
  await expect(page.getByText("Brief, version 1, is stored")).toBeVisible();
  await expect(page.getByText("Brief, version 1, as it is stored")).toBeVisible();

  await text.fill("Before: {conversation_context} The turn: {raw_text}");
  await templates.getByRole("button", { name: "Store as a new version" }).click();
  await expect(templates.getByLabel("Version").locator("option")).toHaveText(["Version 2", "Version 1"]);
  // What is begun is found again, and is not stored by that.
  await text.fill("Half a thought: {raw_text}");
  await page.getByRole("link", { name: "Bench" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lab" })).toBeVisible();
  await page.goBack();
  await templates.getByRole("button", { name: /^Brief/ }).click();
  await expect(text).toHaveValue("Half a thought: {raw_text}");
  await templates.getByRole("button", { name: "Discard the changes" }).click();
  await expect(text).toHaveValue("Before: {conversation_context} The turn: {raw_text}");

  await templates.getByRole("button", { name: "Put to use" }).click();
  await expect(templates.getByLabel("Version").locator("option:checked")).toHaveText("Version 2, in use");

  const trial = region(page, "Try it");
  await trial.getByLabel("From a conversation").selectOption({ label: "Asked about" });
  await trial.getByLabel("Its turn").selectOption({ label: "1. um we have seventy five employees" });
  await expect(trial.getByLabel("A turn as it was heard")).toHaveValue("um we have seventy five employees");
  await trial.getByRole("button", { name: "Try the template" }).click();
  await expect(trial.getByRole("region", { name: "The cleaner alone" })).toContainText("75");
  await expect(trial.getByText("No model is configured, so nobody was asked")).toBeVisible();
  await trial.getByText(/^The question/).click();
  await expect(trial.locator("pre")).toContainText("The turn: um we have seventy five employees");
  await expect(region(page, "What came of it")).toContainText("No model was asked");

  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("75 employees");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("m");
  const inspector = page.getByRole("dialog", { name: "Turn 1: what a model advised" });
  await expect(inspector.getByText("No language model is configured")).toBeVisible();
  await inspector.getByText("The question that would be asked").click();
  await expect(inspector.locator("pre").last()).toContainText("The turn: um we have seventy five employees");
  expect(await axe(page), "the inspector").toEqual([]);
  await inspector.getByRole("link", { name: "Try a template on this turn" }).click();
  await expect(page.getByLabel("A turn as it was heard")).toHaveValue("um we have seventy five employees");
});

test("prompts with a model: an edit kept and one refused, the inspector, two versions compared", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const model = await LoopbackModel.answering((question) =>
    question.includes("BRIEF")
      ? { cleaned_text: "We buy it from 90 people." }
      : {
          cleaned_text: "We buy it from Kestrova people.",
          corrections: [{ original: "kestrel", corrected: "Kestrova", reason: "the vendor" }],
        },
  );
  const server = await LumenServer.start(model.settings);
  try {
    await enter(context, server);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/lab/prompts`);
    await expect(page.getByText("openai/loopback: not asked yet")).toBeVisible();
    const templates = region(page, "Templates");
    await templates.getByRole("button", { name: "New template" }).click();
    await templates.getByLabel("Name").fill("Brief");
    await templates.getByLabel("Template", { exact: true }).fill("BRIEF {conversation_context} {raw_text}");
    await templates.getByRole("button", { name: "Store the template" }).click();
    await expect(page.getByText("Brief, version 1, as it is stored")).toBeVisible();
    const trial = region(page, "Try it");
    await trial.getByLabel("A turn as it was heard").fill("um we buy it from kestrel people");
    await trial.getByLabel("What was said and shared before").fill("Lumen: Who buys the Kestrova licences?");
    await trial.getByRole("button", { name: "Try the template" }).click();
    await expect(trial.getByText("it makes, changes or drops a number")).toBeVisible();
    await templates.getByRole("button", { name: /^Lumen standard/ }).click();
    await expect(trial.getByText("it makes, changes or drops a number")).toHaveCount(0);
    await trial.getByRole("button", { name: "Try the template" }).click();
    await expect(trial.getByRole("region", { name: "With openai/loopback" })).toContainText(
      "We buy it from Kestrova people",
    );
    await expect(trial.getByText("in time for a live turn")).toBeVisible();
    await expect(page.getByText("openai/loopback: answering")).toBeVisible();

    const tests = region(page, "Compare on real turns");
    await tests.getByLabel("What is to be found out").fill("Is brief enough?");
    await tests.getByLabel("B", { exact: true }).selectOption({ label: "Brief, version 1" });
    await tests.getByRole("button", { name: "Begin" }).click();
    await expect(tests.getByText("running")).toBeVisible();
    expect(await overflow(page), "a phone shows all of it").toBe(0);
    expect(await axe(page), "prompts with a model").toEqual([]);

    const post = (path: string, body: unknown) =>
      page.evaluate(
        async ([path, text]) => {
          const { accessToken } = JSON.parse(localStorage.getItem("lumen.session") ?? "{}");
          const headers = { "content-type": "application/json", authorization: `Bearer ${accessToken}` };
          return (await fetch(path, { method: "POST", headers, body: text })).json();
        },
        [path, JSON.stringify(body)] as const,
      );
    const { id } = await post("/api/v1/conversations", {
      name: "Compared",
      metadata: { model_cleaning: "always" },
    });
    const path = `/api/v1/conversations/${id}/turns`;
    const shown = tests.getByRole("region", { name: "What Is brief enough? has shown" });
    const asked = async () => {
      const cells = await shown.getByRole("row").locator("td:nth-of-type(1)").allTextContents();
      return cells.reduce((sum, cell) => sum + Number(cell), 0);
    };
    await post(path, { speaker: "Lumen", raw_text: "Who buys the Kestrova Systems licences?" });
    for (let n = 1; n <= 12; n++) {
      await post(path, { speaker: "User", raw_text: "um we buy it from kestrel people" });
      // What a model put right in one turn teaches the others, and theirs may find nothing left
      // to do. So the first, which is looked at below, is answered alone.
      if (n === 1) await expect.poll(asked, { timeout: 30_000 }).toBe(1);
    }
    await expect.poll(asked, { timeout: 30_000 }).toBe(12);
    await tests.getByRole("button", { name: "End it" }).click();
    await tests.getByText("Those that are over (1)").click();
    await expect(tests.getByText(/edits kept; B: 0 of/)).toBeVisible();

    await page.goto(`${server.url}/conversations/${id}`);
    await page.getByRole("button", { name: "Turn 2: what a model advised" }).click();
    const inspector = page.getByRole("dialog", { name: "Turn 2: what a model advised" });
    await expect(inspector.getByRole("heading", { name: "openai/loopback" })).toBeVisible();
    await expect(inspector.getByRole("list", { name: "Edits of the model" })).toContainText("kestrel");
    await inspector.getByText("The answer").click();
    await expect(inspector.locator("pre").last()).toContainText("cleaned_text");
    expect(await axe(page), "the inspector with an answer").toEqual([]);
    expect(await overflow(page)).toBe(0);
    // It would look for its server in vain.
    await page.close();
  } finally {
    await server.close();
    await model.close();
  }
});
