import type { Turn } from "../api/client";
import type { LumenEvent } from "../realtime/feed";
import type { SpeakState } from "./machine";
import type { Talk } from "./talk";

/** What the frames of docs/protocol/live.md carry, as far as it is used. */
interface Payload {
  readonly current_state?: SpeakState;
  readonly reason?: string;
  readonly transcript?: { readonly interim_transcript: string };
  readonly reply?: { readonly message_id: string; readonly content: string; readonly heard_chars: number };
  readonly turn?: string | Turn;
  readonly is_final?: boolean;
  readonly interim_transcript?: string;
  readonly message_id?: string;
  readonly content?: string;
  readonly engine?: string;
  readonly event_type?: string;
  readonly data?: { readonly content?: string };
  readonly client_count?: number;
  readonly message?: string;
}

/** Brings a frame of the live socket to where it belongs. */
export function hearFrom(talk: Talk, event: LumenEvent): void {
  const payload = event.payload as Payload;
  switch (event.type) {
    case "state_update":
      stateOf(talk, event, payload);
      break;
    case "transcript_update":
      transcriptOf(talk, payload);
      break;
    case "reply_update":
    case "ai_response": {
      const { message_id, content = "", engine = null } = payload;
      if (message_id !== undefined) {
        talk.set({ prompt: null });
        talk.recital.came(message_id, content, event.type === "ai_response", engine);
      }
      break;
    }
    case "speech_event":
      speechOf(talk, payload);
      break;
    case "connection_status":
      talk.set({ devices: payload.client_count ?? talk.get().devices });
      break;
    case "turn:processed": {
      // A reply that has become a turn is shown there; words that have need not be sent again.
      const { source = {} } = (payload.turn as Turn).metadata;
      const { live_turn, message_id } = source as { live_turn?: string; message_id?: string };
      talk.outbox.acknowledged(live_turn ?? "");
      talk.recital.stored(message_id);
      break;
    }
    case "error":
      talk.set({ problem: payload.message ?? "The server refused that." });
      break;
  }
}

function stateOf(talk: Talk, event: LumenEvent, payload: Payload): void {
  const state = payload.current_state ?? "idle";
  const isGreeting = event.seq === undefined;
  const at = new Date(event.timestamp).getTime();
  talk.stands(state, isGreeting ? null : { at, state, reason: payload.reason ?? "" });
  if (isGreeting) {
    talk.recital.connected(payload.reply);
    talk.greeted(payload.transcript?.interim_transcript ?? "");
  }
}

function transcriptOf(talk: Talk, { turn, is_final, interim_transcript }: Payload): void {
  const name = String(turn);
  if (is_final) {
    talk.outbox.acknowledged(name);
    talk.set({ interim: "" });
  } else if (!talk.outbox.isOwn(name)) {
    talk.set({ interim: interim_transcript ?? "", prompt: null });
  }
}

function speechOf(talk: Talk, { event_type, data }: Payload): void {
  switch (event_type) {
    case "reply_paused":
      talk.replyIs("paused");
      break;
    case "reply_resumed":
      talk.replyIs("resumed");
      break;
    case "reply_interrupted":
      talk.replyIs("interrupted");
      break;
    case "idle_prompt":
      if (data?.content !== undefined) {
        talk.asked(data.content);
      }
      break;
  }
}
