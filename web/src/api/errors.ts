import type { components } from "../../generated/schema";
import { sentencesOf } from "./sentences";

export type ErrorBody = components["schemas"]["ErrorResponse"];

/** What the server said was wrong, and what to do about it. `code` is from docs/errors.md. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly action: string,
    readonly fields: ReadonlyMap<string, string> = new Map(),
    readonly retryAfterMs?: number,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** The server was not reached at all. */
export function unreachable(): ApiError {
  return new ApiError(
    0,
    "OFFLINE",
    "The server cannot be reached.",
    "Check that Lumen is running. What you see stays.",
  );
}

/** An error of the server's one shape, or of any other, in words for people. */
export function errorOf(status: number, body: unknown): ApiError {
  const known = body as Partial<ErrorBody> | undefined;
  if (known?.error === undefined) {
    return new ApiError(status, "UNKNOWN", `The server answered with ${status}.`, "Try again in a moment.");
  }
  const { code, message, details, request_id } = known.error;
  const fields = new Map((details?.errors ?? []).map((e) => [e.field, e.message]));
  const retryAfterMs = known.recovery?.retry_after_ms;
  const [what, action] = sentencesOf(
    { status, code, message, fields, retryAfterMs },
    known.recovery?.suggested_action,
  );
  return new ApiError(status, code, what, action, fields, retryAfterMs, request_id);
}

/** All that there is to say of a failure, in one line. */
export function sentence(failure: unknown): string {
  const { message, action } = asApiError(failure);
  return `${message} ${action}`.trim();
}

/** Whether the same may go well another time, without anything being changed but who is signed in. */
export function mayHelp(failure: unknown): boolean {
  const { status } = asApiError(failure);
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

/** A refused sign-in means something else than a request that was refused for lack of one. */
export function refusedBy(failure: unknown, what: string, action: string): ApiError {
  const error = asApiError(failure);
  return error.status === 401 ? new ApiError(401, error.code, what, action) : error;
}

/** Any failure as an ApiError, so that every place can show one in the same words. */
export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) {
    return failure;
  }
  if (failure instanceof TypeError) {
    return unreachable();
  }
  return new ApiError(
    0,
    "PAGE",
    "Something in this page failed.",
    "Reload the page; what is stored is not touched.",
  );
}

/** How long after it was not reached a server is asked again. */
export const AGAIN_MS = 3_000;

/** When a query asks again by itself: as long as the server is not reached. */
export function untilReached(query: { readonly state: { readonly error: unknown } }): number | false {
  const { error } = query.state;
  return error !== null && asApiError(error).code === "OFFLINE" ? AGAIN_MS : false;
}
