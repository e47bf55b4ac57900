import { mayMove, type SpeakState } from "./machine";

/** The server's own word for where the conversation stands, and what is asked of it. */
export class ServerState {
  private told: SpeakState = "idle";

  constructor(private readonly send: (message: object) => boolean) {}

  get state(): SpeakState {
    return this.told;
  }

  is(...states: readonly SpeakState[]): boolean {
    return states.includes(this.told);
  }

  hear(state: SpeakState): void {
    this.told = state;
  }

  /** Asks the server to move there, where that is a legal move; what it makes of it, it tells. */
  ask(state: SpeakState): void {
    if (this.told !== state && mayMove(this.told, state)) {
      this.send({ type: "state_change_request", payload: { state } });
    }
  }
}
