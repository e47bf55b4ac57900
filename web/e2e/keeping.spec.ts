import { enter, expect, test } from "./journey";

test("nothing is saved or counted as whole before all turns are read", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const lines = Array.from({ length: 400 }, (_, n) => `User: um this is sentence ${n + 1} of four hundred.`);
  const { conversation } = await api.post<{ conversation: { id: string } }>(
    "/api/v1/conversations/import?name=Slow",
    { content: lines.join("\n\n") },
  );
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  await page.route(/turns\?.*offset=200/, async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByText("200 of 400 turns read")).toBeVisible();
  await expect(page.getByRole("button", { name: /Review uncertain/ })).toBeVisible();
  await page.getByLabel("Find in this conversation").fill("sentence");
  await expect(page.getByText("1/200 so far")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("200 of 400 turns are read; it can be saved when all are.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as txt" })).toBeDisabled();
  open();
  await expect(page.getByRole("button", { name: "Save as txt" })).toBeEnabled();
  await page.keyboard.press("Escape");
  await page.getByLabel("Find in this conversation").fill("sentence");
  await expect(page.getByText("1/400", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Previous match" }).click();
  await expect(page.getByText("400/400", { exact: true })).toBeVisible();
});

test("turns that could not be read are read on request", async ({ page, context, server, api, allow }) => {
  allow.push(/50[03]/);
  await enter(context, server);
  const lines = Array.from({ length: 250 }, (_, n) => `User: this is sentence ${n + 1} of many`);
  const { conversation } = await api.post<{ conversation: { id: string } }>("/api/v1/conversations/import", {
    name: "In two parts",
    content: lines.join("\n\n"),
  });
  await page.route(/turns\?.*offset=200/, (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByText("200 of 250 turns read")).toBeVisible();
  await page.unroute(/turns\?.*offset=200/);
  await page.getByRole("button", { name: "Read the rest" }).click();
  await expect(page.getByText("turns read")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Read the rest" })).toHaveCount(0);
  await page.getByLabel("Find in this conversation").fill("sentence");
  await expect(page.getByText("1/250", { exact: true })).toBeVisible();
});

test("a turn whose answer was lost is not sent twice", async ({ page, context, server, api, allow }) => {
  allow.push(/ERR_/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Once" });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  let calls = 0;
  await page.route(/turns\/realtime/, async (route) => {
    if (++calls === 1) {
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  await page.getByLabel("A turn, as it was heard").fill("we have seventy five employees");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not sent")).toBeVisible();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Not sent")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(calls).toBe(1);
  await page.getByLabel("A turn, as it was heard").fill("we have seventy five employees");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toHaveCount(2);
});

test("what is begun in the composer, the context and the words is found again, and the context can be emptied", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/503/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Begun" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "so we we have the the thing and that's that's it you know it's it's fine i guess",
  });
  await api.post(`/api/v1/conversations/${id}/context`, {
    shared_context: "Kestrova",
    context_type: "session_notes",
  });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  const composer = page.getByLabel("A turn, as it was heard");
  await composer.fill("half a sentence");
  await page.getByRole("tab", { name: "Context" }).click();
  const known = page.getByLabel("Known beforehand");
  await known.fill("Kestrova and Orbisonic");
  await page.getByRole("tab", { name: "Words" }).click();
  await page.getByLabel("Word or name").fill("Kestrova");
  await page.getByLabel("Sounds like (optional)").fill("kestrel over");
  await page.route(/vocabulary/, (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 503, json: {} }) : route.continue(),
  );
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("The word was not saved.")).toBeVisible();
  await page.getByRole("tab", { name: "Context" }).click();
  await expect(known).toHaveValue("Kestrova and Orbisonic");
  await api.post(`/api/v1/conversations/${id}/context`, {
    shared_context: "Somebody else’s",
    context_type: "session_notes",
  });
  // Found out at the latest when it would be written over.
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Somebody saved another context meanwhile")).toBeVisible();
  await expect(page.getByText("Meanwhile it was saved as: “Somebody else’s”.")).toBeVisible();
  await expect(known).toHaveValue("Kestrova and Orbisonic");
  await page.getByRole("tab", { name: "Words" }).click();
  await expect(page.getByLabel("Word or name")).toHaveValue("Kestrova");
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Conversations" }).click();
  await page.getByRole("link", { name: "Begun" }).click();
  await expect(composer).toHaveValue("half a sentence");
  await page.getByRole("tab", { name: "Context" }).click();
  await expect(known).toHaveValue("Kestrova and Orbisonic");
  await known.fill("");
  const emptied = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  expect((await emptied).postDataJSON()).toMatchObject({ shared_context: "" });
});

test("a word that is known is added to", async ({ page, context, server }) => {
  await enter(context, server);
  await page.goto("/settings");
  const add = async (term: string, sounds: string) => {
    await page.getByLabel("Word or name").fill(term);
    await page.getByLabel("Sounds like (optional)").fill(sounds);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByLabel("Word or name")).toHaveValue("");
  };
  await add("Velmora", "well mora");
  await add("velmora", "vel more a");
  await expect(page.getByText("“Velmora” was there already")).toBeVisible();
  await expect(page.getByText("sounds like well mora, vel more a")).toBeVisible();
});

test("several transcripts are imported one after the other, and what is no text is refused", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/import");
  const file = (name: string, content: string) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(content),
  });
  await page
    .locator('input[type="file"]')
    .setInputFiles([
      file("first.txt", "User: um one"),
      file("empty.txt", "  "),
      file("picture.txt", "\x00\x01PNG"),
      { ...file("windows.txt", ""), buffer: Buffer.from("User: caf\xe9", "latin1") },
      file("second.txt", "User: um two"),
    ]);
  await expect(page.getByText("empty.txt is empty")).toBeVisible();
  await expect(page.getByText("picture.txt is no text file")).toBeVisible();
  await expect(page.getByText("windows.txt is not text in UTF-8")).toBeVisible();
  await expect(page.locator(".import-item h2")).toHaveText(["first.txt", "second.txt"]);
  const first = page.getByRole("region", { name: "first.txt" });
  await first.getByRole("button", { name: "Import", exact: true }).click();
  await expect(first.getByRole("link", { name: "Open" })).toBeVisible();
  await expect(page.getByRole("region", { name: "second.txt" })).toBeVisible();
  await first.getByRole("link", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name: "first" })).toBeVisible();
});

test("a completed conversation, and one that was deleted, take no more turns", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Over" });
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "User", raw_text: "um goodbye then" });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByLabel("A turn, as it was heard")).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Mark as completed" }).click();
  await expect(page.getByText("This conversation is completed and takes no more turns.")).toBeVisible();
  await expect(page.getByLabel("A turn, as it was heard")).toHaveCount(0);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "You have deleted this conversation" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Over" })).toBeVisible();
});

test("a paused conversation waits until it is resumed; a text of blanks and a match across a correction are seen", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Waiting" });
  const [first, second] = [
    await api.post<{ turn_id: string }>(`/api/v1/conversations/${id}/turns`, {
      speaker: "User",
      raw_text: "we have seventy five employees",
    }),
    await api.post<{ turn_id: string }>(`/api/v1/conversations/${id}/turns`, {
      speaker: "User",
      raw_text: "goodbye then",
    }),
  ];
  await api.put(`/api/v1/conversations/${id}/turns/${second.turn_id}/cleaned-text`, { cleaned_text: "  " });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await expect(page.getByRole("article", { name: "Turn 2, User" })).toContainText("Left empty by a person");
  await page.getByLabel("Find in this conversation").fill("have 75 emp");
  await expect(page.getByText("1/1", { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await page.locator("mark").allTextContents()).join("").toLowerCase())
    .toBe("have 75 emp");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /“seventy five”/ }).click();
  await page.getByRole("button", { name: "Edit", exact: true }).last().click();
  await page.getByLabel("Instead of “seventy five”").fill("seventy-five");
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("seventy-five");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await page.getByLabel("A turn, as it was heard").fill("one more");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 waiting until resumed")).toBeVisible();
  expect(first.turn_id).not.toBe(second.turn_id);
});

test("a shortcut that no press can make is refused, and the review names the keys that were chosen", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Own keys" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "so we we have the the thing and that's that's it you know it's it's fine i guess",
  });
  await page.goto("/settings");
  await page.getByText("In a conversation").click();
  const accept = page.getByRole("button", { name: /^Accept, and on to the next/ });
  for (const keys of ["Alt+x", "Enter", "+"]) {
    await accept.click();
    await page.keyboard.press(keys);
    await expect(page.getByText("cannot be a shortcut")).toBeVisible();
    await page.reload();
    await page.getByText("In a conversation").click();
  }
  await accept.click();
  await page.keyboard.press("y");
  await expect(accept).toHaveAccessibleName(/: y\./);
  await page.goto(`/conversations/${id}`);
  await page.getByRole("button", { name: /Review uncertain \(/ }).click();
  const bar = page.getByRole("region", { name: "Review of uncertain corrections" });
  await expect(bar.getByRole("button", { name: "Accept" }).locator("kbd")).toHaveText("y");
});

test("on a phone what somebody else has deleted is still saved", async ({ page, context, server, api }) => {
  await enter(context, server);
  await page.setViewportSize({ width: 360, height: 740 });
  const { id } = await api.post("/api/v1/conversations", { name: "Gone elsewhere" });
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "User", raw_text: "um keep this" });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole("article")).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Export" })).toBeVisible();
  await page.keyboard.press("Escape");
  await fetch(`${server.url}/api/v1/conversations/${id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${api.token}` },
  });
  await expect(page.getByText("This conversation was deleted by somebody.")).toBeVisible();
  await expect(page.getByRole("button", { name: "More", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("button", { name: "Save as txt" })).toBeEnabled();
});
