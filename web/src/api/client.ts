import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "../../generated/schema";
import { tracker } from "../performance/tracker";
import { errorOf, unreachable } from "./errors";
import { session } from "./session";

export type Schemas = components["schemas"];
export type Conversation = Schemas["Conversation"];
export type Turn = Schemas["Turn"];
export type Correction = Schemas["Correction"];
export type Confidence = Schemas["Confidence"];

const started = new WeakMap<Request, number>();

const measured: Middleware = {
  onRequest({ request }) {
    started.set(request, performance.now());
  },
  onResponse({ request, response, schemaPath }) {
    const from = started.get(request);
    if (from !== undefined) {
      tracker.api(request.method, schemaPath, performance.now() - from);
    }
    if (response.status >= 400) {
      tracker.note("request", `${request.method} ${schemaPath} answered ${response.status}`);
    }
  },
};

/** Refused here is the password that was typed, not the token: another one would not help. */
const ASKS_PASSWORD = /\/api\/v1\/account\/password$/;

/** Sends with a token, and once more with a new one when that has just ended. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.token();
  const response = await tried(withToken(request, token));
  if (response.status !== 401 || token === null || ASKS_PASSWORD.test(request.url)) {
    return response;
  }
  const next = await session.renew(token);
  return next === null ? response : tried(withToken(again, next));
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  return request;
}

async function tried(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") {
      throw failure;
    }
    tracker.note("request", `${request.method} ${new URL(request.url).pathname} did not reach the server`);
    throw unreachable();
  }
}

/** The API of this server, typed by its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(measured);

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The body of an answer; throws an ApiError when it was refused. */
export async function body<T>(answer: Answer<T>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    throw errorOf(response.status, error);
  }
  return data as T;
}
