import { enter, expect, test } from "./journey";

test("quality over all conversations: calibration, what is corrected most, a suggested word taken and undone", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Judged" });
  const turn = await api.post<{ turn_id: string }>(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we moved the stock to orb is sonic",
  });
  // What a person writes in place of what was heard is what the suggestion comes from.
  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("moved the stock");
  await api.put(`/api/v1/conversations/${id}/turns/${turn.turn_id}/cleaned-text`, {
    cleaned_text: "We moved the stock to Orbisonic",
  });
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Quality" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Quality" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Corrected most", exact: true })).toContainText("Orbisonic");
  const words = page.getByRole("list", { name: "Suggested words" });
  await expect(words.getByText("Orbisonic")).toBeVisible();
  await page.getByRole("button", { name: "Add Orbisonic" }).click();
  await expect(words.getByText("Orbisonic")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(words.getByText("Orbisonic")).toBeVisible();
  await page.getByRole("button", { name: "Add Orbisonic" }).click();
  await expect(page.getByText("“Orbisonic” is in the vocabulary")).toBeVisible();
  await page.getByRole("button", { name: "Week" }).click();
  await expect(page).toHaveURL(/days=7/);
  await expect(page.getByRole("region", { name: "In all" })).toContainText(/\d+ kept of \d+ judged/);
  await expect(page.getByRole("row", { name: /^High/ })).toBeVisible();

  const said = await api.post<{ cleaned_text: string }>(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "and orb is sonic works well",
  });
  expect(said.cleaned_text).toContain("Orbisonic");
});
