import type { Turn } from "../api/client";
import type { FeedState } from "../realtime/feed";
import { Watched } from "../ui/watched";
import { canHear, Ears } from "./ears";
import { Hearing } from "./hearing";
import type { SpeakState } from "./machine";
import { NewTurns, replyOf } from "./newTurns";
import { Outbox } from "./outbox";
import { Recital } from "./recital";
import { ServerState } from "./serverState";
import { atFirst, type Move, type TalkState } from "./state";
import { type Piece, Voice } from "./voice";

const KEPT_MOVES = 12;

/**
 * One spoken conversation in this browser, over the server's live socket: hears and hands on the
 * words, reads replies aloud as they come, and falls silent when it is spoken to. What the server
 * tells reaches it through `hearFrom`.
 */
export class Talk extends Watched {
  readonly recital: Recital;
  readonly outbox: Outbox;
  private value: TalkState = atFirst();
  private readonly ears: Ears;
  private readonly voice: Voice;
  readonly server: ServerState;
  private readonly newTurns = new NewTurns();

  constructor(
    language: string,
    private readonly send: (message: object) => boolean,
    wantedVoice: () => string | null = () => null,
  ) {
    super();
    this.server = new ServerState(send);
    this.ears = new Ears(new Hearing(this, send), language);
    this.voice = new Voice(language, this, wantedVoice);
    this.outbox = new Outbox(send, (unsent) => this.set({ unsent }));
    this.recital = new Recital({
      voice: this.voice,
      send,
      isAloud: () => this.value.aloud,
      onChange: (reply) => this.set({ reply }),
    });
  }

  get = (): TalkState => this.value;

  set(change: Partial<TalkState>): void {
    this.value = { ...this.value, ...change };
    this.changed();
  }

  // --- what the person does ---

  listen(): void {
    if (canHear() && !this.server.is("ended")) {
      this.set({ listening: true, problem: null });
      this.server.ask("listening");
      this.ears.start();
    }
  }

  pause(): void {
    this.ears.stop();
    this.set({ listening: false, interim: "" });
    if (this.server.is("listening")) {
      this.server.ask("waiting_for_user");
    }
  }

  /** Enough of the reply: what was heard of it stands. */
  hush(): void {
    const isReply = this.recital.current !== null;
    this.fallSilent();
    if (isReply && this.server.is("speaking")) {
      this.server.ask("waiting_for_user");
    }
  }

  setAloud(aloud: boolean): void {
    this.set({ aloud });
    if (aloud) {
      this.recital.announce();
    } else {
      this.voice.hush();
      this.recital.silent();
    }
  }

  setAnswered(answered: boolean): void {
    this.set({ answered });
  }

  /** Hands on what was said or typed. */
  tell(text: string): void {
    this.fallSilent();
    this.set({ interim: "", prompt: null, problem: null });
    this.outbox.finish(text, this.value.answered);
  }

  /** Gives up the words that wait for a connection, as they were sent otherwise. */
  drop(turn: string): void {
    this.outbox.acknowledged(turn);
  }

  /** Over for everybody who takes part. */
  end(): void {
    this.pause();
    this.voice.hush();
    this.send({ type: "end" });
  }

  close(): void {
    this.ears.stop();
    this.voice.hush();
  }

  // --- what the voice does ---

  onVoice(piece: Piece | null): void {
    this.set({ spoken: piece?.text ?? null });
    this.show();
  }

  onPlayed(id: string, chars: number): void {
    this.recital.played(id, chars);
  }

  /** Stops the voice, and says how far it had come. */
  fallSilent(): void {
    this.recital.acknowledge();
    this.voice.hush();
  }

  // --- what the server tells ---

  onFeed(feed: FeedState): void {
    if (feed !== "live") {
      this.outbox.disconnected();
    }
  }

  /** What was said while there was no connection, and did not arrive, is said now. */
  onCaughtUp(): void {
    this.outbox.connected();
  }

  /** A connection began. */
  greeted(interim: string): void {
    if (this.value.listening) {
      this.server.ask("listening");
    } else {
      this.set({ interim });
    }
  }

  /** The conversation stands somewhere; with a move where it has just come there. */
  stands(state: SpeakState, move: Move | null): void {
    this.server.hear(state);
    if (move !== null) {
      this.set({ moves: [move, ...this.value.moves].slice(0, KEPT_MOVES) });
    }
    const { listening, problem, devices } = this.value;
    if (state === "listening" && !listening && problem !== null && devices <= 1) {
      // The microphone was refused before the server had moved: nobody hears anything.
      this.server.ask("waiting_for_user");
    }
    if (state === "ended") {
      this.ears.stop();
      this.set({ listening: false });
    }
    this.show();
  }

  /** A reply waits, goes on, or is over because somebody spoke, be it on another device. */
  replyIs(what: "paused" | "resumed" | "interrupted"): void {
    if (what === "paused") {
      this.voice.pause();
    } else if (what === "resumed") {
      this.voice.resume();
    } else {
      this.voice.hush();
      this.recital.cutShort();
      this.set({ interruptions: this.value.interruptions + 1 });
    }
  }

  /** Nobody has said anything for a while. */
  asked(prompt: string): void {
    this.set({ prompt });
    if (this.value.aloud && this.value.listening) {
      this.voice.say({ id: "prompt", text: prompt, at: 0 });
    }
  }

  /** Looks at the turns there are: what the AI voice said elsewhere is read aloud. */
  follow(turns: readonly Turn[]): void {
    for (const turn of this.newTurns.of(turns)) {
      if (this.value.aloud && !this.recital.knows(replyOf(turn))) {
        this.voice.say({ id: turn.turn_id, text: turn.cleaned_text, at: 0 });
      }
    }
  }

  // --- the state ---

  private show(): void {
    const reading = this.value.spoken !== null && this.value.reply === null;
    this.set({ state: reading && !this.server.is("ended") ? "speaking" : this.server.state });
  }
}
