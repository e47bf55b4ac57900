package dev.lumen.server.live;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one client of the live socket is answered; the others do not see it. */
final class LiveAnswers {
  private final Subscriber subscriber;
  private final InstantSource clock;
  private @Nullable UUID conversation;

  LiveAnswers(Subscriber subscriber, InstantSource clock) {
    this.subscriber = subscriber;
    this.clock = clock;
  }

  /** It is known now which conversation the socket is about. */
  void about(UUID id) {
    conversation = id;
  }

  void send(String type, String payload) {
    subscriber.reply(LiveFace.INSTANCE.answer(type, conversation, clock.instant(), payload));
  }

  void heartbeat() {
    String now = Json.instant(clock.instant());
    send("heartbeat_response", Json.text(Map.of("status", "alive", "server_time", now)));
  }

  /** As the native socket answers it. */
  void authenticated(Viewer viewer) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("user_id", viewer.id());
    Instant end = viewer.expiresAt();
    if (end != null) {
      payload.put("expires_at", Json.instant(end));
    }
    send("authenticated", Json.text(payload));
  }

  /** V-17 for what was understood and refused. */
  void refused(ApiException refusal) {
    Map<String, Object> details = new LinkedHashMap<>(refusal.details());
    details.put("code", refusal.code().code());
    error(
        type(refusal),
        refusal.message(),
        refusal.retryAfter().map(Duration::toMillis).orElse(null),
        details);
  }

  private static String type(ApiException refusal) {
    return switch (refusal.httpStatus()) {
      case 403 -> "forbidden";
      case 429 -> "rate_limited";
      case 409 ->
          refusal.details().containsKey("allowed_states") ? "invalid_transition" : "conflict";
      default -> "message_handling_error";
    };
  }

  /** V-17. */
  void error(String type, String message) {
    error(type, message, null, Map.of());
  }

  /** V-17 for what may be sent again after a while. */
  void error(String type, String message, Duration retryAfter) {
    error(type, message, retryAfter.toMillis(), Map.of());
  }

  private void error(
      String type, String message, @Nullable Long retryAfterMs, Map<String, Object> details) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("error_type", type);
    payload.put("message", message);
    payload.put("retry_after", retryAfterMs == null ? null : retryAfterMs / 1000.0);
    payload.putAll(details);
    send("error", Json.text(payload));
  }
}
