package dev.lumen.server.live;

import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a spoken conversation tells; {@code docs/protocol/live.md} describes the payloads. */
final class LiveEvents {
  private LiveEvents() {}

  /** V-13, stored: the state after a move. */
  static EventDraft moved(LiveState from, LiveState to, String reason, Map<String, ?> metadata) {
    Map<String, Object> payload = state(to);
    payload.put("previous_state", from.wireName());
    payload.put("reason", reason);
    payload.put("metadata", metadata);
    return EventType.STATE_UPDATE.draft(Json.text(payload));
  }

  /** The fields that every telling of a state has. */
  static Map<String, Object> state(LiveState state) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("current_state", state.wireName());
    payload.put("speech_recognition_active", state.isListening());
    payload.put("speech_synthesis_active", state.isSpeaking());
    return payload;
  }

  /** V-15, stored: a whole reply, before it has been heard. */
  static EventDraft reply(
      UUID messageId, Responder.Reply reply, @Nullable String audioUrl, @Nullable Object feedback) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("message_id", messageId);
    payload.put("content", reply.text());
    payload.put("audio_url", audioUrl);
    payload.put("feedback", feedback);
    payload.put("engine", reply.engine());
    payload.put("fallback", reply.fallback());
    payload.put("broken_off", reply.brokenOff());
    return EventType.AI_RESPONSE.draft(Json.text(payload));
  }

  /** A reply as far as it is known, not stored; each tells all of it, so that one may be missed. */
  static String replySoFar(UUID messageId, int revision, String text) {
    return Json.text(
        Map.of("message_id", messageId, "revision", revision, "content", text, "is_final", false));
  }

  /** V-16, not stored. */
  static String speech(String type, Map<String, ?> data) {
    return Json.text(Map.of("event_type", type, "data", data));
  }

  /** V-18, not stored. */
  static String connections(String status, int count) {
    return Json.text(Map.of("status", status, "client_count", count));
  }
}
