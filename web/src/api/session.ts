import type { components } from "../../generated/schema";
import { Watched } from "../ui/watched";
import { errorOf } from "./errors";

export type User = components["schemas"]["User"];

/** Who is signed in, as every tab of this browser sees it. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const KEY = "lumen.session";
/** A token is replaced this long before it ends. */
const EARLY_MS = 60_000;

/**
 * The session of this browser. Refresh tokens work once, so tabs take turns by a lock and read what
 * another tab has stored before they ask for a new one.
 */
class SessionKeeper extends Watched {
  private current: Session | null = read();
  /** Set where the server takes everybody as its developer. */
  development = false;

  constructor() {
    super();
    if (typeof window !== "undefined") {
      window.addEventListener("storage", (event) => {
        if (event.key === KEY) {
          this.current = read();
          this.changed();
        }
      });
    }
  }

  get = (): Session | null => this.current;

  /** A token that is good for a while, or null when nobody is signed in. */
  async token(): Promise<string | null> {
    const session = this.current;
    if (session === null) {
      return null;
    }
    return session.expiresAt - EARLY_MS > Date.now() ? session.accessToken : this.renew(session.accessToken);
  }

  /** Another token than `refused`; null, and signed out, when there is none to be had. */
  async renew(refused: string): Promise<string | null> {
    return locked(async () => {
      this.current = read() ?? this.current;
      const session = this.current;
      if (session === null || session.accessToken !== refused) {
        return session?.accessToken ?? null;
      }
      const response = await fetch("/api/v1/auth/refresh", post({ refresh_token: session.refreshToken }));
      if (response.status === 401) {
        this.set(null);
        return null;
      }
      if (!response.ok) {
        throw errorOf(response.status, await response.json().catch(() => undefined));
      }
      const answer = (await response.json()) as components["schemas"]["RefreshedSession"];
      this.set({
        user: session.user,
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token,
        expiresAt: Date.now() + answer.expires_in * 1000,
      });
      return answer.access_token;
    });
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await fetch("/api/v1/auth/login", post({ email, password }));
    const body = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw errorOf(response.status, body);
    }
    this.begin(body as components["schemas"]["Session"]);
  }

  /** Takes over a session that the server has answered. */
  begin(answer: components["schemas"]["Session"]): void {
    this.set({
      user: answer.user,
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresAt: Date.now() + answer.expires_in * 1000,
    });
  }

  /** Forgets the session here at once, and has the server end it. */
  async signOut(): Promise<void> {
    const session = this.current;
    this.set(null);
    if (session !== null) {
      const request = post({ refresh_token: session.refreshToken });
      await fetch("/api/v1/auth/logout", { ...request, keepalive: true }).catch(() => undefined);
    }
  }

  private set(session: Session | null): void {
    this.current = session;
    if (session === null) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, JSON.stringify(session));
    }
    this.changed();
  }
}

function post(body: unknown): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}

function read(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Session | null;
  } catch {
    return null;
  }
}

/** Browsers know locks on secure origins only; elsewhere tabs may collide, which costs a sign-in. */
function locked<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks === undefined ? work() : (navigator.locks.request(KEY, work) as Promise<T>);
}

export const session = new SessionKeeper();
