import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";

const START_MS = 60_000;

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

test("one command serves the page as it is written, and says where (O-02)", async ({ request }) => {
  test.setTimeout(START_MS + 30_000);
  const port = await freePort();
  const development = spawn(
    "npm",
    ["run", "dev", "--", "--host", "127.0.0.1", "--port", `${port}`, "--strictPort"],
    {
      cwd: resolve(import.meta.dirname, ".."),
      // A group of its own: npm would leave what it has started behind.
      detached: true,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    },
  );
  let said = "";
  development.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  try {
    const at = `http://127.0.0.1:${port}/`;
    const answered = () =>
      request.get(at).then(
        (answer) => answer.status(),
        () => 0,
      );
    await expect.poll(answered, { timeout: START_MS }).toBe(200);
    expect(said).toContain(at);
    const page = await (await request.get(at)).text();
    const script = /src="\/(src\/[^"?]+)/.exec(page)?.[1];
    expect(script).toBeDefined();
    const module = await request.get(at + script);
    expect(module.status()).toBe(200);
    expect(module.headers()["content-type"]).toContain("javascript");
  } finally {
    if (development.pid !== undefined) {
      process.kill(-development.pid);
    }
  }
});
