import type { Page } from "@playwright/test";
import { enter, expect, test } from "./journey";

interface Stubs {
  hear(text: string, final: boolean): void;
  breakOff(): void;
  refuse(): void;
  reach(character: number): void;
  endVoice(): void;
  readonly spoken: string[];
  readonly hushed: number;
  readonly begun: number;
}

/** Ears and a voice that do as the test says; everything between them is the real thing. */
function stubSpeech(): void {
  const stubs = { spoken: [] as string[], hushed: 0, begun: 0 };
  let heard: {
    onresult?: (event: unknown) => void;
    onend?: () => void;
    onerror?: (event: unknown) => void;
  } | null = null;
  let said: { onend?: () => void; onboundary?: (event: unknown) => void } | null = null;
  class Recognition {
    onresult?: (event: unknown) => void;
    onend?: () => void;
    onerror?: (event: unknown) => void;
    start() {
      stubs.begun++;
      heard = this;
    }
    abort() {}
  }
  const synthesis = {
    speak(one: { text: string; onend?: () => void }) {
      stubs.spoken.push(one.text.trim());
      said = one;
    },
    cancel() {
      stubs.hushed++;
    },
    pause() {},
    resume() {},
  };
  Object.defineProperty(window, "SpeechRecognition", { value: Recognition });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  Object.assign(window, {
    stubs: Object.assign(stubs, {
      hear: (transcript: string, isFinal: boolean) =>
        heard?.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] }),
      breakOff: () => heard?.onend?.(),
      refuse: () => heard?.onerror?.({ error: "not-allowed" }),
      reach: (charIndex: number) => said?.onboundary?.({ charIndex }),
      endVoice: () => said?.onend?.(),
    }),
  });
}

const stubOf =
  (page: Page) =>
  <K extends keyof Stubs>(name: K, ...given: unknown[]) =>
    page.evaluate(
      ([key, values]) => {
        const all = (window as unknown as { stubs: Record<string, unknown> }).stubs;
        const one = all[key as string];
        return typeof one === "function" ? one(...(values as unknown[])) : one;
      },
      [name, given] as const,
    );
const stateOf = (page: Page) => page.locator(".speak-states > ol [aria-current]");
const wordsOf = (page: Page) => page.getByRole("region", { name: "What was said" });

/** The sockets of a page, which the test may cut: until it mends them none connects again. */
async function cuttable(page: Page) {
  let isCut = false;
  const sockets: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/api\/ws\//, (socket) => {
    const close = () => socket.close({ code: 4009, reason: "cut by the test" });
    if (isCut) {
      void close();
    } else {
      socket.connectToServer();
      sockets.push({ close });
    }
  });
  return {
    cut: async () => {
      isCut = true;
      await Promise.all(sockets.map((socket) => socket.close()));
    },
    mend: () => {
      isCut = false;
    },
  };
}

test("by voice: interim words, cleaned finals, replies aloud as they come, cutting in, ending (T-05, W-04)", async ({
  page,
  context,
  server,
  api,
}) => {
  await context.addInitScript(stubSpeech);
  await enter(context, server);
  await page.goto("/speak");
  await page.getByLabel("Name of the conversation").fill("Spoken");
  await page.getByLabel("Manner of the replies").selectOption("blunt_american");
  await page.getByRole("button", { name: "Start a conversation" }).click();
  await expect(page.getByRole("heading", { name: "Spoken" })).toBeVisible();
  await expect(page.getByText("Live", { exact: false }).first()).toBeVisible();
  const id = page.url().split("/").at(-1);
  const state = stateOf(page);
  const words = wordsOf(page);
  const stub = stubOf(page);

  await expect(state).toHaveText("Ready");
  await page.getByRole("heading", { name: "Spoken" }).click();
  await page.keyboard.press("l");
  await expect(state).toHaveText("Listening");
  await stub("hear", "we have seventy", false);
  await expect(words.getByText("we have seventy…")).toBeVisible();
  await stub("hear", "we have seventy five employees", true);
  await expect(words.getByText("We have 75 employees", { exact: true })).toBeVisible();
  await expect(words.getByText("we have seventy…")).toHaveCount(0);

  // The reply is read sentence by sentence; its own sound is no interruption, a person's words are.
  await expect(state).toHaveText("Speaking");
  await expect.poll(() => stub("spoken")).toEqual(['Got it: "We have 75 employees".']);
  await expect(words.getByText("no language model")).toBeVisible();
  await stub("hear", "got it we have", false);
  await expect(state).toHaveText("Speaking");
  await stub("reach", 10);
  await stub("hear", "fifty to", false);
  await expect(state).toHaveText("Listening");
  await expect(page.getByText("(you cut in)")).toBeAttached();
  expect(await stub("hushed")).toBe(1);
  await expect(words.getByText("Interrupted here; the rest was not heard.")).toBeVisible();
  await expect(words.getByText("Got it: –")).toBeVisible();
  await stub("hear", "fifty to a hundred leads per month", true);
  await expect(words.getByText("50 to 100 leads per month", { exact: true })).toBeVisible();
  await expect.poll(async () => ((await stub("spoken")) as string[]).length).toBe(2);
  await stub("endVoice");
  await expect.poll(async () => ((await stub("spoken")) as string[]).length).toBe(3);
  await stub("endVoice");
  await expect(state).toHaveText("Your turn");

  // The browser's recognition ends by itself; it is begun again.
  const begun = Number(await stub("begun"));
  await stub("breakOff");
  await expect.poll(() => stub("begun")).toBe(begun + 1);

  // What the AI voice says elsewhere is read aloud too, once.
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "Lumen", raw_text: "Thank you." });
  await expect(state).toHaveText("Speaking");
  expect(((await stub("spoken")) as string[]).slice(3)).toEqual(["Thank you."]);
  await stub("endVoice");
  await expect(state).toHaveText("Your turn");

  await page.getByLabel("Answer me").uncheck();
  await page.getByLabel("Say it by typing").fill("mostly book ads");
  await page.keyboard.press("Enter");
  await expect(words.getByText("Facebook").first()).toBeVisible();
  await page.getByText("How it went").click();
  await expect(page.getByRole("list").filter({ hasText: "the reply was heard" }).first()).toBeVisible();
  await page.reload();
  await expect(words.getByText("We have 75 employees", { exact: true })).toBeVisible();
  expect(await stub("spoken")).toEqual([]);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expect(page.getByText("This conversation has ended.")).toBeVisible();
  await expect(state).toHaveText("Ended");
});

test("by voice on two devices, through a lost connection: nothing lost, nothing twice, and who is silent is asked (T-05)", async ({
  page,
  context,
  server,
  api,
}) => {
  await context.addInitScript(stubSpeech);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Two devices" });
  const line = await cuttable(page);
  await page.goto(`/speak/${id}`);
  await expect(page.getByText("Live", { exact: false }).first()).toBeVisible();
  const other = await context.newPage();
  await other.goto(`/speak/${id}`);
  await expect(page.getByText("2 devices")).toBeVisible();
  await expect(other.getByText("2 devices")).toBeVisible();
  const stub = stubOf(page);
  await page.getByLabel("Answer me").uncheck();
  await page.getByRole("button", { name: "Listen", exact: true }).click();
  await expect(stateOf(other)).toHaveText("Listening");
  await stub("hear", "mostly book", false);
  await expect(wordsOf(other).getByText("mostly book…")).toBeVisible();
  await stub("hear", "mostly book ads", true);
  await expect(wordsOf(other).getByText("Facebook").first()).toBeVisible();
  await expect(wordsOf(other).getByText("mostly book…")).toHaveCount(0);
  await expect(wordsOf(page).getByText("Facebook").first()).toBeVisible();

  await line.cut();
  await expect(page.getByText("Polling, reconnecting…")).toBeVisible();
  await stub("hear", "we have fifty leads", true);
  await expect(page.getByText("Not known to have arrived")).toBeVisible();
  await api.post(`/api/v1/conversations/${id}/turns`, { speaker: "User", raw_text: "said elsewhere" });
  line.mend();
  await expect(page.getByText("Not known to have arrived")).toHaveCount(0, { timeout: 20_000 });
  for (const one of [page, other]) {
    await expect(wordsOf(one).getByText("We have 50 leads", { exact: true })).toHaveCount(1);
    await expect(wordsOf(one).getByRole("listitem")).toHaveCount(3);
  }

  // What the server asks after half a minute of silence; any client may tell the others the same.
  await other.evaluate(
    ([address, token]) =>
      new Promise<void>((done) => {
        const socket = new WebSocket(address as string, ["lumen", `bearer.${token}`]);
        socket.onmessage = () => {
          const payload = { event_type: "idle_prompt", data: { content: "Are you still there?" } };
          socket.send(JSON.stringify({ type: "speech_event", payload }));
          socket.onmessage = null;
          done();
        };
      }),
    [`${server.url.replace("http", "ws")}/api/ws/conversations/${id}`, api.token],
  );
  await expect(page.getByText("Are you still there?")).toBeVisible();
  await stub("hear", "yes", false);
  await expect(page.getByText("Are you still there?")).toHaveCount(0);
});

test("what was said without a connection is not lost with the page, and is sent once", async ({
  page,
  context,
  server,
  api,
}) => {
  await context.addInitScript(stubSpeech);
  await enter(context, server);
  const { id } = await api.post("/api/v1/conversations", { name: "Cut off" });
  const line = await cuttable(page);
  await page.goto(`/speak/${id}`);
  await expect(page.getByText("Live", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: "Listen", exact: true }).click();
  await expect(stateOf(page)).toHaveText("Listening");
  await line.cut();
  await expect(page.getByText("Polling, reconnecting…")).toBeVisible();
  await stubOf(page)("hear", "we have fifty leads", true);
  await expect(page.getByText("Not known to have arrived")).toBeVisible();

  const places = page.getByRole("navigation", { name: "Places" });
  await places.getByRole("link", { name: "Conversations" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Cut off" })).toContainText("Words not sent");
  await page.getByRole("link", { name: "Cut off" }).click();
  await expect(page.getByText("It is not known to have arrived.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("We have 50 leads");
  await expect(page.getByText("Not sent")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("words: added, changed, removed with undo, imported, and gone by", async ({
  page,
  context,
  server,
  api,
}) => {
  await enter(context, server);
  await page.goto("/settings");
  const list = page.getByRole("list", { name: "Words" });
  await page.getByLabel("Word or name").fill("Kestrova");
  await page.getByLabel("Sounds like").fill("kestrel over, cast rover");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(list.getByText("sounds like kestrel over, cast rover")).toBeVisible();
  const { id } = await api.post("/api/v1/conversations", { name: "With words" });
  await api.post(`/api/v1/conversations/${id}/turns`, {
    speaker: "User",
    raw_text: "we moved everything to kestrel over last year",
  });
  await page.getByRole("button", { name: "Remove Kestrova" }).click();
  await expect(list.getByText("Kestrova")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByText("Kestrova")).toBeVisible();

  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole("article", { name: "Turn 1, User" })).toContainText("Kestrova");
  await page.getByRole("tab", { name: "Words" }).click();
  await page.getByRole("button", { name: "Import words" }).click();
  await page
    .getByLabel("One word or name a line, or CSV")
    .fill("term,sounds_like\nOrbisonic,orb is sonic;orby sonic");
  await page.getByRole("button", { name: "Import as CSV" }).click();
  await expect(page.getByText("1 added, 0 changed")).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(list.getByText("sounds like orb is sonic, orby sonic")).toBeVisible();
});

test("where the microphone is refused, nobody is said to listen", async ({ page, context, server }) => {
  await context.addInitScript(stubSpeech);
  await enter(context, server);
  await page.goto("/speak");
  await page.getByLabel("Name of the conversation").fill("Refused");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Live", { exact: false }).first()).toBeVisible();
  const stub = stubOf(page);
  await page.getByRole("button", { name: "Listen", exact: true }).click();
  await stub("refuse");
  await expect(page.getByText("The browser may not use the microphone.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Listen", exact: true })).toBeVisible();
  await expect(stateOf(page)).not.toHaveText("Listening");
});
