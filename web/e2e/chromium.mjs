// The browser that journeys are run in. Run as a program it ends with 0 when there is one.
import { accessSync, constants } from "node:fs";
import { chromium } from "@playwright/test";

const PLACES = [
  process.env.E2E_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} its path, or undefined when there is none */
export function findChromium() {
  return [...PLACES, chromium.executablePath()].find((path) => path && isProgram(path));
}

/** Needed where the tests run as root or in a container; the rest keeps the browser from calling home. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-precise-memory-info",
];

if (process.argv[1] === import.meta.filename) {
  process.exit(findChromium() ? 0 : 1);
}
