import { sentences } from "./machine";
import type { Voice } from "./voice";

/** A reply that is being given. */
export interface Reply {
  readonly id: string;
  readonly content: string;
  readonly isWhole: boolean;
  /** How far it was read aloud here. */
  readonly played: number;
  readonly engine: string | null;
}

/** Where a recital belongs. */
interface Room {
  readonly voice: Voice;
  readonly send: (message: object) => boolean;
  readonly isAloud: () => boolean;
  readonly onChange: (reply: Reply | null) => void;
}

/** Reads replies aloud sentence by sentence as they come, and tells the server how far it has got. */
export class Recital {
  private reply: Reply | null = null;
  /** Up to where the reply was given to the voice. */
  private handed = 0;
  /** Replies that were seen here: their turns are not read again, nor are those that were cut short. */
  private readonly known = new Set<string>();
  /** Whether the server waits for this device to say how much of a reply it has played. */
  private announced = false;

  constructor(private readonly room: Room) {}

  get current(): Reply | null {
    return this.reply;
  }

  knows(id: string | undefined): boolean {
    return id !== undefined && this.known.has(id);
  }

  /** A connection began: whatever was announced over the one before is forgotten. */
  connected(given: { message_id: string; content: string; heard_chars: number } | undefined): void {
    this.announced = false;
    if (this.room.isAloud()) {
      this.announce();
    }
    if (given === undefined) {
      this.change(null);
    } else if (this.reply?.id !== given.message_id) {
      // Begun before this page was there: shown, and left to those who were.
      this.known.add(given.message_id);
      this.handed = given.content.length;
      this.change(replyOf(given.message_id, given.content, given.heard_chars));
    }
  }

  announce(): void {
    this.announced = this.room.send({ type: "plays_audio" });
  }

  /** So much of a reply is known. */
  came(id: string, content: string, isWhole: boolean, engine: string | null): void {
    if (this.known.has(id) && this.reply?.id !== id) {
      return;
    }
    if (this.reply?.id !== id) {
      this.known.add(id);
      this.handed = 0;
    }
    const played = this.reply?.id === id ? this.reply.played : 0;
    this.change({ ...replyOf(id, content, played), isWhole, engine });
    if (!this.room.isAloud()) {
      this.silent();
      return;
    }
    for (const sentence of sentences(content, this.handed, isWhole)) {
      this.room.voice.say({ id, text: sentence, at: this.handed });
      this.handed += sentence.length;
    }
  }

  /** It was read up to a character. */
  played(id: string, chars: number): void {
    if (this.reply?.id === id && chars > this.reply.played) {
      this.change({ ...this.reply, played: chars });
      this.acknowledge(this.reply.isWhole && chars >= this.reply.content.length);
    }
  }

  /** Tells how far it has got: before it is cut short, and as it goes on. */
  acknowledge(finished = false): void {
    if (this.reply !== null && this.room.isAloud()) {
      this.tell(this.reply.id, this.reply.played, finished);
    }
  }

  /** Who has said that it plays replies, and does so no longer, is not waited for. */
  silent(): void {
    if (this.announced && this.reply?.isWhole) {
      this.tell(this.reply.id, this.reply.content.length, true);
    }
  }

  /** A reply has become a turn, and is shown as that. */
  stored(id: string | undefined): void {
    if (id !== undefined && this.reply?.id === id) {
      this.change(null);
    }
  }

  cutShort(): void {
    this.change(null);
  }

  private tell(message_id: string, played_chars: number, finished: boolean): void {
    this.room.send({ type: "playback", payload: { message_id, played_chars, finished } });
  }

  private change(reply: Reply | null): void {
    if (reply !== this.reply) {
      this.reply = reply;
      this.room.onChange(reply);
    }
  }
}

const replyOf = (id: string, content: string, played: number): Reply => ({
  id,
  content,
  played,
  isWhole: false,
  engine: null,
});
