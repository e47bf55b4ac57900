import { createServer, request } from "node:http";
import type { Locator } from "@playwright/test";
import { enter, expect, test } from "./journey";
import type { LumenServer } from "./server";

const places = "Places";

test("words that were not sent are kept: away from the page, in the list, signed out, and sent in the end (U-04)", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/ERR_/, /401/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Not lost" });
  const lines = Array.from({ length: 60 }, (_, n) => `User: this is turn number ${n + 1} of a talk`);
  await api.post(`/api/v1/conversations/${id}/import`, { content: lines.join("\n\n") });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  await page.route(/turns\/realtime/, (route) => route.abort());
  await page.getByLabel("A turn, as it was heard").fill("nobody should lose these words");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not sent")).toBeVisible();

  // It stays at the end; who goes on reading is not drawn back to it.
  await page.locator(".transcript").hover();
  for (let times = 0; times < 6; times++) {
    await page.mouse.wheel(0, -500);
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  }
  await expect(page.getByText("Not sent")).not.toBeInViewport();

  await page.getByRole("navigation", { name: places }).getByRole("link", { name: "Conversations" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Not lost" })).toContainText("Words not sent");
  const asked = page.waitForEvent("dialog");
  await page.evaluate(() => setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();

  await page.getByRole("link", { name: "Not lost" }).click();
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(page.getByText("nobody should lose these words")).toBeVisible();
  // Once somebody has read on for a moment, whoever signs in again is led back here.
  await page.waitForFunction(() => history.state?.turn > 40);
  // The session ends while they are sent again.
  await page.unroute(/turns\/realtime/);
  await page.route(/turns\/realtime|auth\/refresh|offset=60/, (route) =>
    route.fulfill({ status: 401, json: {} }),
  );
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.unroute(/turns\/realtime|auth\/refresh|offset=60/);
  await page.getByLabel("Email").fill("admin@example.com");
  await page.getByLabel("Password").fill("three calm green windows");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("article", { name: "Turn 61, User" })).toContainText(
    /nobody should lose these words/i,
  );
  await expect(page.getByText("Not sent")).toHaveCount(0);
});

test("what was written in the place of a correction is there until it is stored", async ({
  page,
  context,
  server,
  api,
  allow,
}) => {
  allow.push(/ERR_FAILED/);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "One word" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "mostly book ads and paper click on google",
  });
  await page.goto(`/conversations/${id}`);
  const turn = page.getByRole("article", { name: "Turn 1, User" });
  const word = turn.getByRole("button", { name: /paper click/ });
  const field = page.getByLabel("Instead of “paper click”");
  await word.click();
  await page.keyboard.press("e");
  await field.fill("paid search");
  // Closed by a press elsewhere.
  await page.getByRole("heading", { name: "One word" }).click();
  await expect(field).toHaveCount(0);
  await expect(turn).toContainText("Your text is not saved");
  await word.click();
  await expect(field).toHaveValue("paid search");
  await page.route(/decision/, (route) => route.abort());
  await field.press("Enter");
  await expect(page.getByText("Your words were not stored; they are still in their field.")).toBeVisible();
  await expect(field).toHaveValue("paid search");
  await page.unroute(/decision/);
  await field.press("Enter");
  await expect(turn).toContainText("paid search");
  await expect(field).toHaveCount(0);
  await expect(turn).not.toContainText("Your text is not saved");
});

test("what was begun and taken back is asked about by nobody", async ({ page, context, server, api }) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Taken back" });
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "User", raw_text: "um we have it" });
  await page.goto(`/conversations/${id}`);
  const turn = page.getByRole("article", { name: "Turn 1, User" });
  const asks = () =>
    page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  const thereAndBack = async (field: Locator) => {
    const before = await field.inputValue();
    await field.fill(`${before} and more`);
    expect(await asks()).toBe(true);
    await field.fill(before);
    expect(await asks()).toBe(false);
  };
  await turn.hover();
  await turn.getByRole("button", { name: "Turn 1: edit its text" }).click();
  await thereAndBack(page.getByLabel("Text of turn 1"));
  await page.getByRole("tab", { name: "Context" }).click();
  await thereAndBack(page.getByLabel("Known beforehand"));
  await page.getByRole("tab", { name: "Words" }).click();
  await thereAndBack(page.getByLabel("Word or name"));
  await page.goto("/lab/prompts");
  await thereAndBack(page.getByLabel("Template", { exact: true }));
});

/** Stands before a server and cuts the line when an import is answered. */
async function cutting(server: LumenServer): Promise<{ url: string; mend: () => void; close: () => void }> {
  let cuts = true;
  const proxy = createServer((asked, answer) => {
    const passed = request(`${server.url}${asked.url}`, { method: asked.method, headers: asked.headers });
    passed.on("response", (come) => {
      if (cuts && asked.method === "POST" && asked.url?.endsWith("/import")) {
        // Not before the answer has begun: then a browser sends the same again by itself.
        answer.writeHead(come.statusCode ?? 500, come.headers);
        answer.write("{", () => asked.socket.destroy());
      } else {
        answer.writeHead(come.statusCode ?? 500, come.headers);
        come.pipe(answer);
      }
    });
    asked.pipe(passed);
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  const { port } = proxy.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    mend: () => {
      cuts = false;
    },
    close: () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

test("an import whose answer was lost is not said to have failed, and is stored once when it is tried again", async ({
  page,
  context,
  server,
  allow,
}) => {
  allow.push(/ERR_/);
  await enter(context, server);
  const line = await cutting(server);
  await page.goto(`${line.url}/import`);
  await page.getByLabel("Or paste one").fill("User: hello there\nLumen: Hello.");
  await page.getByRole("button", { name: "Preview it" }).click();
  await page.getByLabel("Name of the conversation").fill("Answer lost");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/It may have been imported/)).toBeVisible();
  line.mend();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Answer lost" })).toBeVisible();
  await page.goto(`${server.url}/`);
  await expect(page.getByRole("link", { name: "Answer lost" })).toHaveCount(1);
  line.close();
});

test("a new conversation that was begun is found again; what is never changed has no other sounds", async ({
  page,
  context,
  server,
}) => {
  await enter(context, server);
  await page.goto("/");
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await page.getByRole("button", { name: "New conversation" }).first().click();
  await dialog.getByLabel("Name").fill("Begun");
  await dialog.getByLabel("Description (optional)").fill("Two minutes of typing");
  await page.mouse.click(5, 5);
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "New conversation" }).first().click();
  await expect(dialog.getByLabel("Description (optional)")).toHaveValue("Two minutes of typing");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "New conversation" }).first().click();
  await expect(dialog.getByLabel("Name")).toHaveValue("");
  await page.keyboard.press("Escape");

  await page.goto("/settings");
  await page.getByLabel("Word or name").fill("zorblax mode");
  await page.getByLabel("Sounds like (optional)").fill("sore blacks mode");
  await page.getByLabel("Never change it").check();
  await expect(page.getByLabel("Sounds like (optional)")).toBeDisabled();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("list", { name: "Words" })).toContainText("zorblax mode");
});

test("back, forward and a new load lead to where somebody read", async ({ page, context, server, api }) => {
  await enter(context, server);
  const lines = Array.from({ length: 400 }, (_, n) => `User: this is sentence ${n + 1} of four hundred`);
  const { conversation } = await api.post<{ conversation: { id: string } }>("/api/v1/conversations/import", {
    name: "Place",
    content: lines.join("\n\n"),
  });
  await page.goto(`/conversations/${conversation.id}`);
  await expect(page.getByText(/^removed/)).not.toContainText("turns read");
  const first = page.getByRole("article", { name: "Turn 1, User" });
  await expect(first).toBeVisible();
  await page.locator(".transcript").hover();
  await page.mouse.wheel(0, 20_000);
  await expect(first).toHaveCount(0);
  const kept = () => page.evaluate(() => (history.state as { turn?: number } | null)?.turn ?? 0);
  await expect.poll(kept).toBeGreaterThan(50);
  const read = page.getByRole("article", { name: `Turn ${await kept()}, User` });
  await expect(read).toBeInViewport();
  await page.getByRole("navigation", { name: places }).getByRole("link", { name: "Quality" }).click();
  await expect(page.getByRole("heading", { name: "Quality" })).toBeVisible();
  await page.goBack();
  await expect(read).toBeInViewport();
  await page.reload();
  await expect(read).toBeInViewport();
  // A new visit begins at the beginning.
  await page.getByRole("navigation", { name: places }).getByRole("link", { name: "Conversations" }).click();
  await page.getByRole("link", { name: "Place" }).click();
  await expect(first).toBeInViewport();
});

test("words are read while they are spoken elsewhere, and go over into their turn (R-07, W-04)", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Overheard" });
  await page.goto(`/conversations/${id}`);
  await expect(page.getByText("Live")).toBeVisible();
  const device = await context.newPage();
  await device.goto("/");
  await device.evaluate(
    ([conversation, token]) =>
      new Promise<void>((ready) => {
        const socket = new WebSocket(
          `${location.origin.replace("http", "ws")}/api/ws/conversations/${conversation}`,
        );
        const say = (payload: object) => socket.send(JSON.stringify({ type: "transcript_update", payload }));
        Object.assign(window, { say });
        socket.onopen = () =>
          socket.send(JSON.stringify({ type: "authenticate", token, payload: { token } }));
        socket.onmessage = ({ data }) => {
          if ((JSON.parse(data) as { type: string }).type === "state_update") {
            ready();
          }
        };
      }),
    [id, api.token] as const,
  );
  const say = (payload: object) =>
    device.evaluate((one) => (window as unknown as { say: (p: object) => void }).say(one), payload);
  await page.bringToFront();
  await say({ interim_transcript: "um we have", turn: "mine-1", revision: 1 });
  const heard = page.locator('.turn[data-status="heard"]');
  await expect(heard).toContainText("um we have");
  await expect(heard).toContainText("Speaking…");
  await say({ interim_transcript: "um we have seventy five", turn: "mine-1", revision: 2 });
  await expect(heard).toHaveCount(1);
  await expect(heard).toContainText("um we have seventy five");
  await say({ final_transcript: "um we have seventy five employees", turn: "mine-1" });
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("75 employees");
  await expect(heard).toHaveCount(0);
});
