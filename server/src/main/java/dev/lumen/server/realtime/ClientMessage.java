package dev.lumen.server.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.json.JsonFactories;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client of the native WebSocket can say. */
sealed interface ClientMessage {

  /** The client's own mark, given back in the answer. */
  @Nullable String ref();

  /** Wants a {@code pong}. */
  record Ping(@Nullable String ref) implements ClientMessage {}

  /** Wants a {@code heartbeat_response}. */
  record Heartbeat(@Nullable String ref) implements ClientMessage {}

  /** Signs in, or brings a new token. */
  record Authenticate(@Nullable String ref, String token) implements ClientMessage {
    @Override
    public String toString() {
      return "Authenticate[]";
    }
  }

  /** Wants the events of one more conversation. */
  record Subscribe(@Nullable String ref, String conversation, Resume resume)
      implements ClientMessage {}

  /**
   * Wants the events of every conversation of the account, those to come included.
   *
   * @param after numbers of the last events the client has, by conversation; null to begin with
   *     what happens from now on
   */
  record SubscribeAll(
      @Nullable String ref, @Nullable Map<String, Long> after, @Nullable String epoch)
      implements ClientMessage {}

  /** Wants no more events of a conversation. */
  record Unsubscribe(@Nullable String ref, String conversation) implements ClientMessage {}

  /** Cannot be understood. */
  record Faulty(@Nullable String ref, SocketFault fault, String message) implements ClientMessage {}

  /** Reads one message; whatever is wrong with it comes out as {@link Faulty}. */
  static ClientMessage parse(String text) {
    JsonNode json;
    try {
      json = Parsing.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new Faulty(null, SocketFault.INVALID_JSON, SocketFault.INVALID_JSON.meaning());
    }
    if (!json.isObject()) {
      return new Faulty(
          null, SocketFault.INVALID_MESSAGE, "The message has to be one JSON object.");
    }
    String ref = Parsing.text(json, "ref");
    if (ref != null && ref.length() > Parsing.MAX_REF) {
      return new Faulty(null, SocketFault.INVALID_MESSAGE, "\"ref\" may have 64 characters.");
    }
    String type = Parsing.text(json, "type");
    return type == null
        ? new Faulty(ref, SocketFault.INVALID_MESSAGE, "\"type\" is missing or no text.")
        : Parsing.typed(type, ref, json);
  }

  /** The parts of {@link #parse}. */
  final class Parsing {
    private static final int MAX_REF = 64;
    private static final String EVERYTHING = "*";
    private static final ObjectMapper MAPPER =
        new ObjectMapper(
                JsonFactories.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Parsing() {}

    private static ClientMessage typed(String type, @Nullable String ref, JsonNode json) {
      return switch (type) {
        case "ping" -> new Ping(ref);
        case "heartbeat" -> new Heartbeat(ref);
        case "authenticate" -> authenticate(ref, json);
        case "subscribe" -> subscribe(ref, json);
        case "unsubscribe" -> unsubscribe(ref, json);
        default ->
            new Faulty(
                ref,
                SocketFault.UNKNOWN_MESSAGE_TYPE,
                "Known types: ping, heartbeat, authenticate, subscribe, unsubscribe.");
      };
    }

    private static ClientMessage authenticate(@Nullable String ref, JsonNode json) {
      String token = text(json, "token");
      return token == null ? missing(ref, "token") : new Authenticate(ref, token);
    }

    private static ClientMessage subscribe(@Nullable String ref, JsonNode json) {
      String conversation = text(json, "conversation_id");
      if (conversation == null) {
        return missing(ref, "conversation_id");
      }
      if (conversation.equals(EVERYTHING)) {
        return subscribeAll(ref, json);
      }
      JsonNode after = json.path("after");
      boolean given = !after.isMissingNode() && !after.isNull();
      if (given && (!after.canConvertToLong() || !after.isIntegralNumber() || after.asLong() < 0)) {
        return new Faulty(
            ref, SocketFault.INVALID_MESSAGE, "\"after\" has to be a whole number from 0.");
      }
      Resume resume = new Resume(given ? after.asLong() : null, text(json, "epoch"));
      return new Subscribe(ref, conversation, resume);
    }

    private static ClientMessage subscribeAll(@Nullable String ref, JsonNode json) {
      JsonNode after = json.path("after");
      if (after.isMissingNode() || after.isNull()) {
        return new SubscribeAll(ref, null, null);
      }
      Map<String, Long> numbers = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : after.properties()) {
        if (!entry.getValue().isIntegralNumber() || entry.getValue().asLong(-1) < 0) {
          return new Faulty(
              ref, SocketFault.INVALID_MESSAGE, "\"after\" has a number for each conversation.");
        }
        numbers.put(entry.getKey(), entry.getValue().asLong());
      }
      return after.isObject()
          ? new SubscribeAll(ref, numbers, text(json, "epoch"))
          : new Faulty(
              ref, SocketFault.INVALID_MESSAGE, "\"after\" has a number for each conversation.");
    }

    private static ClientMessage unsubscribe(@Nullable String ref, JsonNode json) {
      String conversation = text(json, "conversation_id");
      return conversation == null
          ? missing(ref, "conversation_id")
          : new Unsubscribe(ref, conversation);
    }

    private static Faulty missing(@Nullable String ref, String field) {
      return new Faulty(
          ref, SocketFault.INVALID_MESSAGE, "\"" + field + "\" is missing or no text.");
    }

    private static @Nullable String text(JsonNode json, String field) {
      JsonNode value = json.path(field);
      return value.isTextual() ? value.asText() : null;
    }
  }
}
