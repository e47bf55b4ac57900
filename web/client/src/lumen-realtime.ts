/**
 * Follows one conversation of a Lumen server and gives every durable event once and in order, whatever happens to
 * the network: docs/protocol/native.md and docs/protocol/sse.md are what it speaks.
 *
 * ```ts
 * const stream = followConversation({ baseUrl: location.origin, conversation: id, token: () => session.token });
 * stream.on('turn:processed', (event) => show(event.payload.turn));
 * stream.onState((state) => badge(state));
 * ```
 */

/** An event as the server sends it. `seq` is there for durable events only. */
export interface LumenEvent {
  type: string;
  seq?: number;
  conversation_id?: string;
  timestamp: number;
  payload: Record<string, unknown>;
}

/** `live`: over a socket. `polling`: the socket does not work, pages are asked for meanwhile. */
export type StreamState = 'connecting' | 'live' | 'polling' | 'closed';

/** Where a client stands: the last event it has, and the history that number belongs to. */
export interface Place {
  epoch: string;
  seq: number;
}

export interface Options {
  /** For instance `http://127.0.0.1:8000`. */
  baseUrl: string;
  conversation: string;
  /** Asked before each connection, so that a new token is used after the old one has ended. */
  token?: () => string | null | undefined | Promise<string | null | undefined>;
  /** Where to go on; without it the present is the beginning. */
  from?: Place | { seq: number };
  /** The first, and the longest pause before another try; the real one is random below it. */
  firstPauseMs?: number;
  longestPauseMs?: number;
  /** A socket that says nothing for so long is taken for dead. */
  silenceMs?: number;
  WebSocket?: typeof WebSocket;
  fetch?: typeof fetch;
  random?: () => number;
}

export interface ConversationStream {
  /** Calls back for each event of a type, or of every type with `*`. Answers how to stop that. */
  on(type: string, callback: (event: LumenEvent) => void): () => void;
  onState(callback: (state: StreamState, reason?: string) => void): () => void;
  /** The last event there was; undefined before the first answer of the server. */
  place(): Place | undefined;
  state(): StreamState;
  close(): void;
}

/** Codes after which coming back would end the same way. */
const FINAL = new Set([1003, 1007, 1008, 1009, 4004, 4007, 4010]);
/** After a failed socket the next try comes no later than this, polling meanwhile. */
const RETRY_WHILE_POLLING_MS = 5_000;
const POLL_SECONDS = 20;
const ASK_FOR_LIFE = '{"type":"heartbeat"}';

export function followConversation(options: Options): ConversationStream {
  return new Stream(options);
}

class Stream implements ConversationStream {
  private readonly listeners = new Map<string, Set<(event: LumenEvent) => void>>();
  private readonly stateListeners = new Set<(state: StreamState, reason?: string) => void>();
  private readonly options: Required<Omit<Options, 'from' | 'token'>> & Pick<Options, 'from' | 'token'>;
  private current: StreamState = 'connecting';
  private at: { epoch?: string; seq: number } | undefined;
  private socket: WebSocket | undefined;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private polling: AbortController | undefined;

  constructor(options: Options) {
    this.options = {
      firstPauseMs: 500,
      longestPauseMs: 30_000,
      silenceMs: 60_000,
      WebSocket: globalThis.WebSocket,
      fetch: (...of: Parameters<typeof fetch>) => globalThis.fetch(...of),
      random: Math.random,
      ...options,
    };
    this.at = options.from && { ...options.from };
    void this.connect();
  }

  on(type: string, callback: (event: LumenEvent) => void): () => void {
    const those = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, those.add(callback));
    return () => those.delete(callback);
  }

  onState(callback: (state: StreamState, reason?: string) => void): () => void {
    this.stateListeners.add(callback);
    return () => this.stateListeners.delete(callback);
  }

  place(): Place | undefined {
    return this.at?.epoch === undefined ? undefined : { epoch: this.at.epoch, seq: this.at.seq };
  }

  state(): StreamState {
    return this.current;
  }

  close(): void {
    this.end('closed by the application');
  }

  private end(reason: string): void {
    clearTimeout(this.timer);
    clearInterval(this.watch);
    this.polling?.abort();
    this.change('closed', reason);
    this.socket?.close(1000);
  }

  private change(state: StreamState, reason?: string): void {
    if (this.current !== state && this.current !== 'closed') {
      this.current = state;
      for (const tell of this.stateListeners) tell(state, reason);
    }
  }

  // --- the socket ---

  private async connect(): Promise<void> {
    const token = await this.options.token?.();
    if (this.current === 'closed') return;
    const url = `${this.options.baseUrl.replace(/^http/, 'ws')}/ws/conversations/${this.options.conversation}${this.query()}`;
    let socket: WebSocket;
    try {
      socket = new this.options.WebSocket(url, token ? ['lumen', `bearer.${token}`] : ['lumen']);
    } catch {
      this.lost(1006);
      return;
    }
    this.socket = socket;
    let heard = Date.now();
    socket.onmessage = (message) => {
      heard = Date.now();
      this.receive(JSON.parse(String(message.data)) as LumenEvent);
    };
    socket.onerror = () => {};
    socket.onclose = (event) => {
      clearInterval(this.watch);
      if (this.socket === socket) this.lost(event.code);
    };
    clearInterval(this.watch);
    const ask = this.options.silenceMs / 3;
    this.watch = setInterval(() => {
      if (Date.now() - heard > this.options.silenceMs) {
        // A close is answered by nobody here: the socket is given up at once.
        this.socket = undefined;
        socket.close();
        clearInterval(this.watch);
        this.lost(1006);
      } else if (socket.readyState === 1 && Date.now() - heard > ask) {
        socket.send(ASK_FOR_LIFE);
      }
    }, ask);
  }

  private query(): string {
    if (!this.at) return '';
    const epoch = this.at.epoch === undefined ? '' : `&epoch=${encodeURIComponent(this.at.epoch)}`;
    return `?after=${this.at.seq}${epoch}`;
  }

  private lost(code: number): void {
    if (this.current === 'closed') return;
    if (FINAL.has(code)) {
      this.end(`the server closed with ${code}`);
      return;
    }
    this.failures++;
    if (this.current !== 'polling') this.change('connecting', `the connection was lost (${code})`);
    if (this.failures >= 2) this.poll();
    this.timer = setTimeout(() => void this.connect(), this.pause());
  }

  /** Full jitter: random below a bound that doubles, so that a crowd does not come back at once. */
  private pause(): number {
    const { firstPauseMs, longestPauseMs, random } = this.options;
    const bound = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, this.failures - 1));
    return random() * (this.polling ? Math.min(bound, RETRY_WHILE_POLLING_MS) : bound);
  }

  private receive(event: LumenEvent): void {
    if (event.type === 'hello') {
      this.failures = 0;
      this.polling?.abort();
      this.polling = undefined;
      this.begin(event.payload);
      this.change('live');
    }
    this.take(event);
  }

  private begin(start: Record<string, unknown>): void {
    // After a reset, and at the first connection, the server says where it begins.
    if (!this.at || start.reset !== undefined) this.at = { seq: Number(start.after) };
    this.at.epoch = String(start.epoch);
  }

  private take(event: LumenEvent): void {
    if (event.seq !== undefined) {
      // What a page and a socket have both told is told once.
      if (this.at && event.seq <= this.at.seq) return;
      this.at = { ...this.at, seq: event.seq };
    } else if (event.type === 'gap' && this.at) {
      this.at.seq = Math.max(this.at.seq, Number(event.payload.to));
    }
    for (const type of [event.type, '*']) {
      for (const tell of this.listeners.get(type) ?? []) tell(event);
    }
  }

  // --- pages, while there is no socket ---

  private poll(): void {
    if (this.polling) return;
    const asked = new AbortController();
    this.polling = asked;
    this.change('polling', 'Switched to polling mode for reliability');
    void this.pollUntil(asked);
  }

  private async pollUntil(asked: AbortController): Promise<void> {
    for (let failed = 0; !asked.signal.aborted; ) {
      try {
        await this.page(asked.signal);
        failed = 0;
      } catch {
        failed++;
        const bound = Math.min(this.options.longestPauseMs, this.options.firstPauseMs * 2 ** Math.min(20, failed));
        await new Promise((later) => setTimeout(later, this.options.random() * bound));
      }
    }
  }

  private async page(signal: AbortSignal): Promise<void> {
    const token = await this.options.token?.();
    const query = this.at ? `${this.query()}&wait=${POLL_SECONDS}` : '';
    const answer = await this.options.fetch(
      `${this.options.baseUrl}/api/v1/conversations/${this.options.conversation}/events${query}`,
      { signal, headers: { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) } },
    );
    if (answer.status === 404) {
      this.end('there is no such conversation');
      return;
    }
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const page = (await answer.json()) as Record<string, unknown> & { events: LumenEvent[] };
    if (signal.aborted) return;
    this.begin(page);
    for (const event of page.events) this.take(event);
  }
}
