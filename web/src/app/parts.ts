import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { AGAIN_MS, unreachable } from "../api/errors";
import { tellFailure } from "../ui/toast";

type Room<P> = { default: ComponentType<P> };

const RELOADED = "lumen.reloaded";
/** A second reload within this time would not help either. */
const RELOADED_MS = 30_000;

async function isAnswering(): Promise<boolean> {
  try {
    return (await fetch("/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function mayReload(): boolean {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  sessionStorage.setItem(RELOADED, String(Date.now()));
  return Date.now() - last > RELOADED_MS;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Loads a part that somebody waits for. While the server is away the page stays as it is and the part is
 * asked for again; only where the server answers and does not have it was it replaced by a newer one, and
 * then the page begins anew.
 */
async function whenThere<T>(load: () => Promise<T>): Promise<T> {
  for (let told = false; ; told = true) {
    try {
      return await load();
    } catch (failure) {
      if (await isAnswering()) {
        return load().catch(() => {
          if (!mayReload()) {
            throw failure;
          }
          location.reload();
          return new Promise<T>(() => undefined);
        });
      }
      if (!told) {
        tellFailure("The page is opened as soon as the server answers.", unreachable());
      }
      await pause(AGAIN_MS);
    }
  }
}

/** A part of the page that is loaded when it is shown. */
export const part = <P extends object>(load: () => Promise<Room<P>>): LazyExoticComponent<ComponentType<P>> =>
  lazy(() => whenThere(load));
