import { isEcho } from "./machine";
import type { Outbox } from "./outbox";
import type { ServerState } from "./serverState";
import type { TalkState } from "./state";

/** What hearing does with the talk it belongs to. */
interface Heard {
  readonly outbox: Outbox;
  readonly server: ServerState;
  get(): TalkState;
  set(change: Partial<TalkState>): void;
  tell(text: string): void;
  fallSilent(): void;
}

/** Words from the ears: kept apart from the voice’s own echo, and shown and handed on as they come. */
export class Hearing {
  constructor(
    private readonly talk: Heard,
    private readonly send: (message: object) => boolean,
  ) {}

  onInterim(interim: string): void {
    if (interim === this.talk.get().interim || (interim !== "" && !this.cutsIn(interim))) {
      return;
    }
    this.talk.set({ interim, prompt: null });
    if (interim !== "") {
      this.talk.outbox.interim(interim);
    }
  }

  onFinal(text: string): void {
    if (this.cutsIn(text)) {
      this.talk.tell(text);
    }
  }

  onSpeech(): void {
    if (this.talk.get().spoken === null && this.talk.server.is("idle", "waiting_for_user")) {
      this.send({ type: "speech_event", payload: { event_type: "speech_started", data: {} } });
    }
  }

  onProblem(problem: string): void {
    this.talk.set({ listening: false, problem, interim: "" });
    if (this.talk.server.is("listening")) {
      this.talk.server.ask("waiting_for_user");
    }
  }

  /** Whether these words come from a person; if so the voice falls silent, and says how far it had come. */
  private cutsIn(heard: string): boolean {
    const { spoken, reply, interruptions } = this.talk.get();
    if (spoken === null) {
      return true;
    }
    if (isEcho(heard, reply === null ? spoken : `${reply.content} ${spoken}`)) {
      return false;
    }
    this.talk.fallSilent();
    // Of a reply that the server gives it says itself that it was cut short.
    if (reply === null) {
      this.talk.set({ interruptions: interruptions + 1 });
    }
    return true;
  }
}
