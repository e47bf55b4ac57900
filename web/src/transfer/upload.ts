import type { Schemas } from "../api/client";
import { errorOf, unreachable } from "../api/errors";
import { once } from "../api/once";
import { session } from "../api/session";

type Imported = Schemas["Imported"];

/** What is sent: a transcript as it is, or its turns with speakers renamed. */
export interface Upload {
  readonly content: string;
  readonly format: Schemas["TranscriptFormat"];
  readonly filename: string;
  readonly name: string;
}

/**
 * Sends a transcript and tells how much of it has gone. Not by fetch, which does not say that; so the
 * token is seen to here.
 */
export function upload(
  what: Upload,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<Imported> {
  const content = JSON.stringify(what);
  return once(content, (key) => send(content, key, onSent, signal));
}

async function send(
  content: string,
  key: string,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<Imported> {
  const token = await session.token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/conversations/import");
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("Idempotency-Key", key);
    if (token !== null) {
      request.setRequestHeader("Authorization", `Bearer ${token}`);
    }
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total);
    request.upload.onload = () => onSent(1);
    request.onload = () =>
      request.status === 200
        ? resolve(request.response as Imported)
        : reject(errorOf(request.status, request.response));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(content);
  });
}
