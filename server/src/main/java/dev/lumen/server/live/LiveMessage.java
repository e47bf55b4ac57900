package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Storable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the live socket can say. Fields stand in {@code payload}, or, as earlier clients
 * have it, beside {@code type}.
 */
sealed interface LiveMessage {
  /** The longest final transcript, in characters: about an hour of speech. */
  int MAX_TEXT = 100_000;

  int MAX_SPEAKER = 100;
  int MAX_NAME = 100;

  /**
   * What it counts as against the limits of who says it; null for what comes many times a second.
   */
  default @Nullable RouteClass countedAs() {
    return switch (this) {
      case Transcript it when it.isFinal() -> RouteClass.TURNS;
      case StateChange _, SpeechEvent _, End _ -> RouteClass.OTHER;
      default -> null;
    };
  }

  record Heartbeat() implements LiveMessage {}

  record Authenticate(String token) implements LiveMessage {
    @Override
    public String toString() {
      return "Authenticate[]";
    }
  }

  /** Interim or final words; {@code answered} wants a reply to final ones. */
  record Transcript(Listening.Words words, boolean isFinal, boolean answered)
      implements LiveMessage {}

  record StateChange(LiveState state, Map<String, ?> metadata) implements LiveMessage {}

  /** Something that is heard or seen at the client: {@code speech_started}, or anything. */
  record SpeechEvent(String event, JsonNode data) implements LiveMessage {}

  /** How much of a reply was played. */
  record Playback(UUID messageId, int chars, boolean finished) implements LiveMessage {}

  /** The client tells how much of replies it has played from now on. */
  record PlaysAudio() implements LiveMessage {}

  record End() implements LiveMessage {}

  /** Cannot be understood. */
  record Faulty(String errorType, String message) implements LiveMessage {}

  /**
   * Reads one message, which may be one of a recogniser's own; whatever is wrong with it comes out
   * as {@link Faulty}.
   */
  static List<LiveMessage> parse(String text, RecogniserStream recogniser) {
    JsonNode json;
    try {
      json = Json.tree(text);
    } catch (UncheckedIOException notJson) {
      return List.of(new Faulty("invalid_json", "The message is not JSON."));
    }
    if (!(json instanceof ObjectNode object) || !json.path("type").isTextual()) {
      return List.of(new Faulty("invalid_message", "A message is an object with a type."));
    }
    if (RecogniserStream.knows(json.path("type").asText())) {
      String problem = Storable.problem(json);
      return problem == null
          ? recogniser.read(json)
          : List.of(new Faulty("invalid_message", "The message " + problem + "."));
    }
    ObjectNode fields = object.path("payload") instanceof ObjectNode inner ? inner : object;
    try {
      return List.of(read(json.path("type").asText(), Fields.of(fields)));
    } catch (ApiException e) {
      return List.of(new Faulty("invalid_message", e.message()));
    }
  }

  private static LiveMessage read(String type, Fields fields) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "heartbeat", "ping" -> new Heartbeat();
      case "authenticate" -> checked(fields, new Authenticate(fields.text("token", 10_000)));
      case "transcript_update" -> transcript(fields);
      case "text_input" ->
          checked(
              fields,
              new Transcript(
                  Listening.Words.of(fields.text("content", MAX_TEXT)),
                  true,
                  fields.optionalBoolean("respond", true)));
      case "state_change_request" -> stateChange(fields);
      case "speech_event" ->
          checked(fields, new SpeechEvent(fields.text("event_type", MAX_NAME), fields.any("data")));
      case "playback" ->
          checked(
              fields,
              new Playback(
                  fields.uuid("message_id"),
                  fields.optionalInt("played_chars", 0, MAX_TEXT, 0),
                  fields.optionalBoolean("finished", false)));
      case "plays_audio" -> new PlaysAudio();
      case "end" -> new End();
      default ->
          new Faulty(
              "unknown_message_type",
              "Known types: heartbeat, authenticate, transcript_update, text_input, state_change_request, speech_event, plays_audio, playback, end.");
    };
  }

  private static LiveMessage transcript(Fields fields) {
    String finalText = fields.optionalText("final_transcript", MAX_TEXT);
    String interim = fields.optionalText("interim_transcript", MAX_TEXT);
    if (!fields.has("final_transcript") && !fields.has("interim_transcript")) {
      fields.rejectMissing("interim_transcript");
    }
    // Recognisers end a silence with a final of no words: what was guessed meanwhile goes.
    boolean isFinal = finalText != null && !finalText.isBlank();
    Listening.Words words = words(fields, isFinal ? finalText : interim == null ? "" : interim);
    return checked(fields, new Transcript(words, isFinal, fields.optionalBoolean("respond", true)));
  }

  /** The words of a transcript, with what the recogniser says about them. */
  static Listening.Words words(Fields fields, @Nullable String text) {
    double confidence = fields.optionalNumber("confidence", 0, 1, -1);
    String speaker = fields.optionalText("speaker", MAX_SPEAKER);
    return new Listening.Words(
        text == null ? "" : text,
        confidence < 0 ? null : confidence,
        fields.optionalText("turn", MAX_NAME),
        fields.optionalInt("revision", 0, 1_000_000, 0),
        speaker == null || speaker.isBlank() ? "User" : speaker);
  }

  private static LiveMessage stateChange(Fields fields) {
    LiveState state =
        fields.optionalParsed(
            "state",
            MAX_NAME,
            LiveState::of,
            "must be one of " + String.join(", ", LiveState.names()));
    if (!fields.has("state")) {
      fields.rejectMissing("state");
    }
    Map<String, ?> metadata =
        fields.object("metadata").<Map<String, ?>>map(LiveMessage::map).orElse(Map.of());
    return checked(fields, new StateChange(state == null ? LiveState.IDLE : state, metadata));
  }

  /** An object's fields as they are. */
  static Map<String, Object> map(JsonNode object) {
    return Json.read(
        Json.text(object),
        new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
  }

  private static LiveMessage checked(Fields fields, LiveMessage message) {
    fields.check();
    return message;
  }
}
