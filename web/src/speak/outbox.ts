/** Final words that the server has not been heard to take. */
export interface Unsent {
  readonly turn: string;
  readonly text: string;
  readonly answered: boolean;
}

/** Tells apart what several devices say; not a secret. */
const device = (): string => Math.random().toString(36).slice(2, 10);

/**
 * What is said, on its way to the server. Each turn has a name, so that sending it again after a lost
 * connection changes nothing where it had arrived.
 */
export class Outbox {
  private readonly name = device();
  private turns = 1;
  private revision = 0;
  private waiting: readonly Unsent[] = [];
  private isConnected = false;

  constructor(
    private readonly send: (message: object) => boolean,
    private readonly onChange: (waiting: readonly Unsent[]) => void,
  ) {}

  isOwn(turn: string): boolean {
    return turn.startsWith(`${this.name}-`);
  }

  /** What the words so far seem to be; lost where there is no connection, as better ones follow. */
  interim(text: string): void {
    const payload = { interim_transcript: text, turn: this.turn(), revision: ++this.revision };
    this.send({ type: "transcript_update", payload });
  }

  /** A turn is over. */
  finish(text: string, answered: boolean): void {
    const one = { turn: this.turn(), text, answered };
    this.turns++;
    this.revision = 0;
    this.change([...this.waiting, one]);
    if (this.isConnected) {
      this.deliver(one);
    }
  }

  /** The server has a turn, whichever way that was learnt. */
  acknowledged(turn: string): void {
    if (this.waiting.some((one) => one.turn === turn)) {
      this.change(this.waiting.filter((one) => one.turn !== turn));
    }
  }

  connected(): void {
    this.isConnected = true;
    for (const one of this.waiting) {
      this.deliver(one);
    }
  }

  disconnected(): void {
    this.isConnected = false;
  }

  private turn(): string {
    return `${this.name}-${this.turns}`;
  }

  private deliver({ turn, text, answered }: Unsent): void {
    this.send({ type: "transcript_update", payload: { final_transcript: text, turn, respond: answered } });
  }

  private change(waiting: readonly Unsent[]): void {
    this.waiting = waiting;
    this.onChange(waiting);
  }
}
