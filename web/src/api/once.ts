import { asApiError } from "./errors";

/** How often one asks again while the server is still at the first of two requests. */
const MOST = 20;

/** The keys of requests of which nobody knows whether they were done, by what they send. */
const unanswered = new Map<string, string>();

/** A key that nobody else has; `crypto.randomUUID` is there for pages of https alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends what makes something, with a key by which the server makes it once: also where the browser sends it
 * again by itself, as it does when a connection is cut. Until there was an answer the same thing is sent with
 * the same key, however often somebody tries.
 *
 * @param what all that is sent, as text: another thing has another key
 */
export async function once<T>(what: string, send: (key: string) => Promise<T>): Promise<T> {
  const key = unanswered.get(what) ?? newKey();
  unanswered.delete(what); // the same thing twice at once is two things
  for (let tries = 1; ; tries++) {
    try {
      return await send(key);
    } catch (failure) {
      const { status, retryAfterMs } = asApiError(failure);
      const isAtIt = status === 409 && retryAfterMs !== undefined;
      if (isAtIt && tries < MOST) {
        await pause(retryAfterMs);
      } else {
        // Where it was refused nothing was made.
        if (isAtIt || status < 400 || status >= 500) {
          unanswered.set(what, key);
        }
        throw failure;
      }
    }
  }
}
