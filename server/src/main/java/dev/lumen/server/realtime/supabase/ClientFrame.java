package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a client sent. */
sealed interface ClientFrame {

  /**
   * A message of the Phoenix channel protocol.
   *
   * @param joinRef the {@code ref} of the join that opened the channel
   * @param ref the client's mark on this message, given back in the reply
   * @param payload an object in every message of the clients, but that is not checked here
   */
  record Push(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, JsonNode payload)
      implements ClientFrame {
    /** Leaves the payload out: it may hold a token or what people said. */
    @Override
    public String toString() {
      return "Push[" + topic + " " + event + "]";
    }
  }

  /** A broadcast in a binary frame (kind 3). */
  record Broadcast(@Nullable String joinRef, @Nullable String ref, String topic, Said said)
      implements ClientFrame {}

  /** Cannot be understood; why, without quoting it. */
  record Faulty(String reason) implements ClientFrame {}
}
