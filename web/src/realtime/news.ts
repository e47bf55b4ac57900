import { session } from "../api/session";
import { afterClose, backoff } from "./backoff";
import type { LumenEvent } from "./feed";

/** The server tells its figures every 5 seconds, under pressure every 20; silence means a dead socket. */
const SILENCE_MS = 45_000;

/** Told of what concerns everybody, and of whether that comes by itself. */
export interface NewsListener {
  onEvent(event: LumenEvent): void;
  onConnected(connected: boolean): void;
}

/** News to everyone (`metrics`, `system:status`, `performance:alert`) over the native WebSocket. */
export class NewsSocket {
  private socket: WebSocket | null = null;
  private failures = 0;
  private refused: string | null = null;
  private closed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: NewsListener) {
    void this.open();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.socket?.close(1000);
  }

  /** The server has answered again: there is no need to wait any longer. */
  soon(): void {
    if (this.retry !== undefined && !this.closed) {
      clearTimeout(this.retry);
      this.retry = undefined;
      void this.open();
    }
  }

  private async open(): Promise<void> {
    const token = await this.token();
    if (this.closed) {
      return;
    }
    const address = `${location.origin.replace(/^http/, "ws")}/ws`;
    const socket = new WebSocket(address, token === null ? ["lumen"] : ["lumen", `bearer.${token}`]);
    this.socket = socket;
    this.watch();
    socket.onmessage = (message) => {
      this.watch();
      const event = JSON.parse(message.data as string) as LumenEvent;
      if (event.type === "hello") {
        this.failures = 0;
        this.listener.onConnected(true);
      } else {
        this.listener.onEvent(event);
      }
    };
    socket.onclose = (end) => {
      clearTimeout(this.silence);
      if (this.closed) {
        return;
      }
      this.listener.onConnected(false);
      this.refused = afterClose(end.code) === "sign-in" ? token : null;
      this.retry = setTimeout(
        () => {
          this.retry = undefined;
          void this.open();
        },
        backoff(this.failures++),
      );
    };
  }

  private async token(): Promise<string | null> {
    try {
      return this.refused === null ? await session.token() : await session.renew(this.refused);
    } catch {
      return session.get()?.accessToken ?? null;
    }
  }

  private watch(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket?.close(), SILENCE_MS);
  }
}
