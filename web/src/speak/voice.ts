/** Whether this browser can read aloud. */
export const canSpeak = (): boolean => "speechSynthesis" in window;

/** Something to read: a piece of a reply, of which `at` is the place of its first character. */
export interface Piece {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

export interface VoiceListener {
  /** What is being read from now on; null when all was read, or the voice was made to be quiet. */
  onVoice(piece: Piece | null): void;
  /** A text was read up to a character. */
  onPlayed(id: string, chars: number): void;
}

/** Reads pieces aloud, one after the other, and tells how far it has come. */
export class Voice {
  private readonly waiting: Piece[] = [];
  private now: Piece | null = null;
  private current: SpeechSynthesisUtterance | null = null;

  constructor(
    private readonly language: string,
    private readonly listener: VoiceListener,
    /** The name of the voice that is wanted; null for the browser's own. */
    private readonly wanted: () => string | null = () => null,
  ) {}

  say(piece: Piece): void {
    this.waiting.push(piece);
    if (this.current === null) {
      this.next();
    }
  }

  /** Falls silent at once; what waited to be said is dropped. */
  hush(): void {
    this.waiting.length = 0;
    if (this.current !== null) {
      this.current = null;
      this.now = null;
      speechSynthesis.cancel();
      this.listener.onVoice(null);
    }
  }

  /** Waits in the middle of what is being said, until it goes on or is made to be quiet. */
  pause(): void {
    if (this.current !== null) {
      speechSynthesis.pause();
    }
  }

  resume(): void {
    if (this.current !== null) {
      speechSynthesis.resume();
    }
  }

  private next(): void {
    const piece = this.waiting.shift();
    if (piece === undefined) {
      this.current = null;
      this.now = null;
      this.listener.onVoice(null);
      return;
    }
    const one = new SpeechSynthesisUtterance(piece.text);
    one.lang = this.language;
    const wanted = this.wanted();
    if (wanted !== null) {
      one.voice = speechSynthesis.getVoices().find((voice) => voice.name === wanted) ?? null;
    }
    // Not every voice tells where it is; the end of a piece is known of all.
    one.onboundary = (event) => {
      if (this.current === one) {
        this.listener.onPlayed(piece.id, piece.at + event.charIndex);
      }
    };
    one.onend = one.onerror = () => {
      if (this.current === one) {
        this.listener.onPlayed(piece.id, piece.at + piece.text.length);
        this.next();
      }
    };
    this.current = one;
    this.now = piece;
    this.listener.onVoice(this.now);
    speechSynthesis.speak(one);
  }
}
