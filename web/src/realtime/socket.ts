import { session } from "../api/session";
import { tracker } from "../performance/tracker";
import { afterClose, backoff } from "./backoff";
import { type Face, type Greeting, NATIVE, type Place } from "./faces";
import type { Feed, FeedListener, LumenEvent } from "./feed";

/** A dead connection is noticed after this long without an answer. */
const HEARTBEAT_MS = 10_000;
const ANSWER_MS = 5_000;
const POLL_MS = 2_000;
/** A socket that has not said hello by then is given up. */
const HELLO_MS = 8_000;

/**
 * The events of one conversation over a WebSocket: each once and in order, also across lost
 * connections. While there is no socket its listener is asked to poll.
 */
export class ConversationSocket implements Feed {
  private socket: WebSocket | null = null;
  private last: Place | null = null;
  /** The newest event when the socket began; null once everything up to it has come. */
  private behind: number | null = null;
  private isGreeted = false;
  private failures = 0;
  private closed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private poll: ReturnType<typeof setInterval> | undefined;
  private beat: ReturnType<typeof setTimeout> | undefined;
  private asked: { ref: string; at: number } | null = null;
  private refs = 0;
  private refused: string | null = null;

  constructor(
    private readonly conversationId: string,
    private readonly listener: FeedListener,
    private readonly face: Face = NATIVE,
  ) {
    void this.open();
    window.addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    this.stopTimers();
    this.stopPolling();
    this.socket?.close(1000);
    this.socket = null;
  }

  /** Says something to the server; false when there is no connection to say it over. */
  send(message: object): boolean {
    if (!this.isGreeted || this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Somebody looks, or the network is back: no reason to wait for the next try. */
  private readonly hurry = (): void => {
    if (document.visibilityState === "visible" && this.socket === null && !this.closed) {
      clearTimeout(this.retry);
      void this.open();
    }
  };

  private async open(): Promise<void> {
    if (this.socket !== null || this.closed) {
      return;
    }
    this.listener.onState(this.poll === undefined ? "connecting" : "polling");
    const token = await this.token();
    if (this.closed || this.socket !== null) {
      return;
    }
    const started = performance.now();
    let opened = started;
    const socket = new WebSocket(this.address(), token === null ? ["lumen"] : ["lumen", `bearer.${token}`]);
    this.socket = socket;
    const giveUp = setTimeout(() => socket.close(), HELLO_MS);
    socket.onopen = () => {
      opened = performance.now();
    };
    socket.onmessage = (message) => {
      const event = JSON.parse(message.data as string) as LumenEvent;
      const greeting = this.face.greeting(event, this.last);
      if (greeting === null) {
        this.take(event);
        return;
      }
      clearTimeout(giveUp);
      tracker.record("ui.websocket_connection", performance.now() - started);
      tracker.record("websocket.subscribe", performance.now() - opened);
      this.greeted(greeting);
      if (this.face.tellsGreeting) {
        this.listener.onEvent(event);
      }
      this.caughtUp();
    };
    socket.onclose = (end) => {
      clearTimeout(giveUp);
      if (this.socket === socket) {
        this.socket = null;
        this.lost(end.code, token);
      }
    };
  }

  private async token(): Promise<string | null> {
    try {
      const refused = this.refused;
      this.refused = null;
      return refused === null ? await session.token() : await session.renew(refused);
    } catch {
      // The server cannot be reached; the socket will find out the same.
      return session.get()?.accessToken ?? null;
    }
  }

  private address(): string {
    const from =
      this.last === null ? "" : `?after=${this.last.seq ?? 0}&epoch=${encodeURIComponent(this.last.epoch)}`;
    return `${location.origin.replace(/^http/, "ws")}${this.face.path(this.conversationId)}${from}`;
  }

  private take(event: LumenEvent): void {
    if (event.type === "heartbeat_response" || event.type === "pong") {
      this.answered(event.ref ?? this.asked?.ref);
    } else if (event.type === "gap") {
      this.last = this.last && { ...this.last, seq: (event.payload as { to: number }).to };
      this.listener.onReset();
    } else if (event.seq === undefined) {
      this.listener.onEvent(event);
    } else if (this.last !== null && (this.last.seq === null || event.seq > this.last.seq)) {
      if (this.last.seq !== null && event.seq !== this.last.seq + 1) {
        this.socket?.close(); // resumes from the last good one
        return;
      }
      this.last = { ...this.last, seq: event.seq };
      this.listener.onEvent(event);
      this.caughtUp();
    }
  }

  private caughtUp(): void {
    if (this.behind !== null && this.last !== null && (this.last.seq ?? 0) >= this.behind) {
      this.behind = null;
      this.listener.onCaughtUp?.();
    }
  }

  private greeted(hello: Greeting): void {
    const first = this.last === null;
    this.failures = 0;
    this.isGreeted = true;
    this.stopPolling();
    this.last = { epoch: hello.epoch, seq: hello.after };
    this.behind = hello.lastSeq;
    // The first reading begins after this, so that it holds whatever was before.
    if (first || hello.reset) {
      this.listener.onReset();
    }
    this.listener.onState("live");
    this.heartbeat();
  }

  private heartbeat(): void {
    clearTimeout(this.beat);
    const ref = String(++this.refs);
    this.asked = { ref, at: performance.now() };
    this.socket?.send(JSON.stringify({ type: "heartbeat", ref }));
    this.beat = setTimeout(() => this.socket?.close(), ANSWER_MS);
  }

  private answered(ref: string | undefined): void {
    if (this.asked?.ref === ref && this.asked !== null) {
      const ms = performance.now() - this.asked.at;
      tracker.record("websocket.roundtrip", ms);
      this.listener.onRoundTrip(ms);
      clearTimeout(this.beat);
      this.beat = setTimeout(() => this.heartbeat(), HEARTBEAT_MS);
    }
  }

  private lost(code: number, token: string | null): void {
    this.isGreeted = false;
    this.stopTimers();
    if (this.closed) {
      return;
    }
    const next = afterClose(code);
    if (next === "stop") {
      this.stopPolling();
      this.listener.onState("ended");
      return;
    }
    if (next === "sign-in") {
      this.refused = token;
    }
    this.startPolling();
    this.retry = setTimeout(() => void this.open(), backoff(this.failures++));
  }

  private startPolling(): void {
    this.listener.onState("polling");
    this.poll ??= setInterval(() => this.listener.onPoll(), POLL_MS);
  }

  private stopPolling(): void {
    clearInterval(this.poll);
    this.poll = undefined;
  }

  private stopTimers(): void {
    clearTimeout(this.retry);
    clearTimeout(this.beat);
  }
}
