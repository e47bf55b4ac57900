import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { ADMIN, LumenServer } from "./server";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Api {
  readonly token: string;
  post<T = { id: string }>(path: string, body: unknown): Promise<T>;
  put<T = unknown>(path: string, body: unknown): Promise<T>;
}

interface Fixtures {
  /** What a test expects to go wrong; everything else that does fails it. */
  allow: RegExp[];
  api: Api;
}

interface Shared {
  /** Set by a file that needs a server which no other has used. */
  anew: boolean;
  server: LumenServer;
  /** The session that the first test to need one has signed in with. */
  storage: string;
}

/** Uses the link of the first start, unless the journey about it has. */
async function setPassword(server: LumenServer): Promise<void> {
  const known = await login(server);
  if (known.ok) {
    return;
  }
  const token = server.signInLink.split("#token=")[1];
  const answer = await fetch(`${server.url}/api/v1/auth/link`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, password: ADMIN.password }),
  });
  expect(answer.status).toBe(200);
}

const login = (server: LumenServer): Promise<Response> =>
  fetch(`${server.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(ADMIN),
  });

async function signIn(server: LumenServer): Promise<Record<string, unknown>> {
  const answer = await login(server);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

/** Collects what a page complains of. */
export function watch(page: Page, complaints: string[]): void {
  page.on(
    "console",
    (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`),
  );
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What a page has asked for when it is left is given up by the browser.
    if (why !== "net::ERR_ABORTED") {
      complaints.push(`request: ${why} ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) {
      complaints.push(`answer: ${response.status()} ${response.url()}`);
    }
  });
}

export const test = base.extend<Fixtures, Shared>({
  anew: [false, { scope: "worker", option: true }],
  server: [
    async ({ anew: _ }, use) => {
      const server = await LumenServer.start();
      await use(server);
      await server.close();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  storage: [
    async ({ server }, use) => {
      await setPassword(server);
      await use("set");
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a pattern
  allow: async ({}, use) => use([]),
  api: async ({ server, storage }, use) => {
    expect(storage).toBe("set");
    const session = await signIn(server);
    const token = session.access_token as string;
    const send = async (method: string, path: string, body: unknown) => {
      const answer = await fetch(`${server.url}${path}`, {
        method,
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      expect(answer.status, path).toBe(200);
      return answer.json();
    };
    await use({
      token,
      post: (path, body) => send("POST", path, body),
      put: (path, body) => send("PUT", path, body),
    });
  },
  page: async ({ page, allow }, use) => {
    const complaints: string[] = [];
    watch(page, complaints);
    await use(page);
    expect(complaints.filter((one) => !allow.some((known) => known.test(one)))).toEqual([]);
  },
});

export { expect };

/** Signs a browser in without the form, which has a journey of its own. */
export async function enter(context: BrowserContext, server: LumenServer): Promise<void> {
  await setPassword(server);
  const session = await signIn(server);
  await context.addInitScript(
    (kept) => {
      if (localStorage.getItem("lumen.session") === null) {
        localStorage.setItem("lumen.session", kept);
      }
    },
    JSON.stringify({
      user: session.user,
      accessToken: session.access_token,
      refreshToken: session.refresh_token,
      expiresAt: Date.now() + (session.expires_in as number) * 1000,
    }),
  );
}

/** What axe finds on the page as it stands. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const runner = (
      window as unknown as {
        axe: {
          run(options: object): Promise<{
            violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
          }>;
        };
      }
    ).axe;
    const { violations } = await runner.run({
      // Guards of a popup that send the focus on at once; nobody stays on them.
      exclude: [["[data-base-ui-focus-guard]"]],
    });
    return violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${String(node.target)} ${node.failureSummary}`),
    );
  });
}

/** How far the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A sales call as a recogniser writes it. */
export const CALL = `Lumen: Hello, this is Lumen. Am I speaking with Priya Raman, the Head of Marketing at Quick Fit Windows?
User: um yes that's that's me i'm the vector of marketing at quick fit windows
Lumen: Great. How do you bring in new customers at the moment?
User: mostly book ads and and paper click on google
Lumen: How many people work there, and how many leads do you get each month?
User: we have seventy five employees and uh maybe fifty to a hundred leads per month
`;
