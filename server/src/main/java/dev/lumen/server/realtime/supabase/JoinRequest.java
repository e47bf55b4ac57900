package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code phx_join} asks for. Unknown keys are left alone.
 *
 * @param changes entries of {@code postgres_changes} as they came; null when the key is missing
 * @param presenceKey the client's name in the room; empty when the server is to make one up
 * @param wantsPresence whether it is told who is present
 * @param self whether it hears its own broadcasts
 * @param acknowledge whether its broadcasts are answered
 * @param resumeAfter from where it wants changes again, in the form of {@code event_id}
 */
record JoinRequest(
    @Nullable String token,
    boolean isPrivate,
    @Nullable List<JsonNode> changes,
    String presenceKey,
    boolean wantsPresence,
    boolean self,
    boolean acknowledge,
    @Nullable String resumeAfter) {
  private static final int MAX_CHANGES = 100;

  static JoinRequest of(JsonNode payload) {
    JsonNode config = payload.path("config");
    JsonNode presence = config.path("presence");
    JsonNode broadcast = config.path("broadcast");
    return new JoinRequest(
        token(payload),
        config.path("private").asBoolean(false),
        changes(config.path("postgres_changes")),
        presence.path("key").asText(""),
        presence.path("enabled").asBoolean(true),
        broadcast.path("self").asBoolean(false),
        broadcast.path("ack").asBoolean(false),
        payload.path("resume").path("last_event_id").asText(null));
  }

  static @Nullable String token(JsonNode payload) {
    JsonNode token = payload.path("access_token");
    if (!token.isTextual()) {
      token = payload.path("user_token");
    }
    return token.isTextual() && !token.textValue().isEmpty() ? token.textValue() : null;
  }

  private static @Nullable List<JsonNode> changes(JsonNode entries) {
    if (!entries.isArray()) {
      return null;
    }
    if (entries.size() > MAX_CHANGES) {
      throw new FilterException("A channel takes " + MAX_CHANGES + " postgres_changes at most");
    }
    List<JsonNode> found = new ArrayList<>();
    entries.forEach(found::add);
    return found;
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "JoinRequest[private=" + isPrivate + "]";
  }
}
