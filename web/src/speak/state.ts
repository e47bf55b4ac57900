import { REASONS, type SpeakState } from "./machine";
import type { Unsent } from "./outbox";
import type { Reply } from "./recital";
import { canSpeak } from "./voice";

/** A move of the conversation's state. */
export interface Move {
  readonly at: number;
  readonly state: SpeakState;
  readonly reason: string;
}

/** A spoken conversation as this browser knows it. */
export interface TalkState {
  /** As the server has it; `speaking` as well while a text from elsewhere is read aloud here. */
  readonly state: SpeakState;
  /** The latest first. */
  readonly moves: readonly Move[];
  readonly interim: string;
  readonly unsent: readonly Unsent[];
  readonly reply: Reply | null;
  /** What is being read aloud here. */
  readonly spoken: string | null;
  readonly listening: boolean;
  readonly aloud: boolean;
  /** Whether what is said is answered. */
  readonly answered: boolean;
  readonly problem: string | null;
  /** What the server asks when nobody has said anything for a while. */
  readonly prompt: string | null;
  /** How many devices take part. */
  readonly devices: number;
  /** How many times a reply was cut short by a person. */
  readonly interruptions: number;
}

/** Before the server has said anything. */
export const atFirst = (): TalkState => ({
  state: "idle",
  moves: [],
  interim: "",
  unsent: [],
  reply: null,
  spoken: null,
  listening: false,
  aloud: canSpeak(),
  answered: true,
  problem: null,
  prompt: null,
  devices: 1,
  interruptions: 0,
});

/** Why the state is what it is, in words; empty where there is nothing to say. */
export const reasonOf = (move: Move | undefined): string => (move && REASONS[move.reason]) ?? "";
