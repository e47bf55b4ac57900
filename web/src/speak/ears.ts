/** As much of the browser's speech recognition as is used; its types are no part of the DOM library. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: RecognitionResults) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  onspeechstart: (() => void) | null;
  start(): void;
  abort(): void;
}

interface RecognitionResults {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}

export interface EarsListener {
  /** What the words so far seem to be; an empty text when they became final. */
  onInterim(text: string): void;
  onFinal(text: string): void;
  /** Somebody begins to speak; the words follow. */
  onSpeech(): void;
  /** It cannot go on: why, and what to do. */
  onProblem(message: string): void;
}

/** What the browser's word for a fault means, and what to do; other faults pass by themselves. */
const PROBLEMS: Readonly<Record<string, string>> = {
  "not-allowed":
    "The browser may not use the microphone. Allow it in the site’s settings beside the address, then try again.",
  "service-not-allowed":
    "This browser does not offer speech recognition here. Type what you want to say instead.",
  "audio-capture": "No microphone was found. Connect one, then try again.",
  network: "The browser’s speech recognition cannot be reached. Try again later, or type meanwhile.",
  "language-not-supported": "The browser cannot recognise this language. Choose another, or type.",
};

const AGAIN_MS = 250;

function recogniser(): (new () => Recognition) | undefined {
  const known = window as unknown as Record<string, (new () => Recognition) | undefined>;
  return known.SpeechRecognition ?? known.webkitSpeechRecognition;
}

/** Whether this browser recognises speech at all. */
export const canHear = (): boolean => recogniser() !== undefined;

/**
 * The browser's speech recognition, kept going: it ends by itself after a silence, when a device is
 * changed and when the machine slept, and is begun again until it is stopped.
 */
export class Ears {
  private current: Recognition | null = null;
  private wanted = false;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly listener: EarsListener,
    private readonly language: string,
  ) {}

  start(): void {
    if (!this.wanted) {
      this.wanted = true;
      document.addEventListener("visibilitychange", this.resume);
      navigator.mediaDevices?.addEventListener("devicechange", this.restart);
      this.open();
    }
  }

  stop(): void {
    this.wanted = false;
    document.removeEventListener("visibilitychange", this.resume);
    navigator.mediaDevices?.removeEventListener("devicechange", this.restart);
    clearTimeout(this.again);
    this.drop();
    this.listener.onInterim("");
  }

  private readonly resume = (): void => {
    if (document.visibilityState === "visible" && this.current === null) {
      this.open();
    }
  };

  private readonly restart = (): void => {
    this.drop();
    this.open();
  };

  private drop(): void {
    const old = this.current;
    this.current = null;
    if (old !== null) {
      old.onend = old.onresult = old.onerror = old.onspeechstart = null;
      old.abort();
    }
  }

  private open(): void {
    const Recogniser = recogniser();
    clearTimeout(this.again);
    if (Recogniser === undefined || !this.wanted || this.current !== null) {
      return;
    }
    const one = new Recogniser();
    one.lang = this.language;
    one.continuous = true;
    one.interimResults = true;
    one.onresult = (event) => this.take(event);
    one.onspeechstart = () => this.listener.onSpeech();
    one.onerror = ({ error }) => {
      const problem = PROBLEMS[error];
      if (problem !== undefined) {
        this.stop();
        this.listener.onProblem(problem);
      }
    };
    one.onend = () => {
      this.current = null;
      this.listener.onInterim("");
      if (this.wanted && document.visibilityState === "visible") {
        this.again = setTimeout(() => this.open(), AGAIN_MS);
      }
    };
    this.current = one;
    one.start();
  }

  private take(event: RecognitionResults): void {
    let interim = "";
    for (let at = event.resultIndex; at < event.results.length; at++) {
      const result = event.results[at];
      const text = result?.[0]?.transcript ?? "";
      if (result?.isFinal) {
        if (text.trim() !== "") {
          this.listener.onFinal(text.trim());
        }
      } else {
        interim += text;
      }
    }
    this.listener.onInterim(interim.trim());
  }
}
