import { defineConfig } from "@playwright/test";
import { FLAGS, findChromium } from "./e2e/chromium.mjs";

const executablePath = findChromium();

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  // All journeys share one server; the first finds it as it is after its first start.
  workers: 1,
  globalTimeout: 15 * 60_000,
  fullyParallel: false,
  timeout: 45_000,
  // What passes at the second try is listed as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["html", { open: "never" }], ["./e2e/pace.ts"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    screenshot: "only-on-failure",
    launchOptions: { args: FLAGS, ...(executablePath && { executablePath }) },
  },
});
