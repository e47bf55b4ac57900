package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of two recognisers' own streams, read as what they say: Deepgram's live {@code
 * Results} (developers.deepgram.com/docs/understand-endpointing-interim-results) and AssemblyAI's
 * {@code Turn} (assemblyai.com/docs/speech-to-text/universal-streaming). One for each connection,
 * since Deepgram gives a turn in pieces. A connection that is lost is closed by another thread than
 * the one that read from it.
 */
final class RecogniserStream {
  private static final Set<String> KNOWN =
      Set.of(
          "Results", "UtteranceEnd", "SpeechStarted", "Metadata", "Turn", "Begin", "Termination");

  private final StringBuilder pieces = new StringBuilder();
  private final RecogniserTurns turns = new RecogniserTurns();

  static boolean knows(String type) {
    return KNOWN.contains(type);
  }

  /** What a message says, in order; nothing where it says nothing that matters here. */
  synchronized List<LiveMessage> read(JsonNode message) {
    return switch (message.path("type").asText()) {
      case "Results" -> results(message);
      case "UtteranceEnd", "Metadata" -> flush(null); // the second comes when a stream is closed
      case "Begin" -> begin(message);
      case "SpeechStarted" ->
          List.of(new LiveMessage.SpeechEvent("speech_started", message.path("data")));
      case "Turn" -> turn(message);
      default -> List.of();
    };
  }

  /** Pieces that are final are joined until the speech is. */
  private List<LiveMessage> results(JsonNode message) {
    JsonNode best = message.path("channel").path("alternatives").path(0);
    String text = best.path("transcript").asText("").strip();
    Double confidence =
        best.path("confidence").isNumber() ? best.path("confidence").asDouble() : null;
    if (!message.path("is_final").asBoolean()) {
      return text.isEmpty() ? List.of() : List.of(interim(joined(text), confidence));
    }
    if (!text.isEmpty()) {
      pieces.append(pieces.isEmpty() ? "" : " ").append(text);
    }
    boolean over =
        message.path("speech_final").asBoolean() || message.path("from_finalize").asBoolean();
    if (over) {
      return flush(confidence);
    }
    return pieces.isEmpty() ? List.of() : List.of(interim(pieces.toString(), confidence));
  }

  private String joined(String text) {
    return pieces.isEmpty() ? text : pieces + " " + text;
  }

  private List<LiveMessage> flush(@Nullable Double confidence) {
    return pieces.isEmpty() ? List.of() : List.of(finished(taken(), confidence));
  }

  /** What was surely said when the connection was lost; nobody is there for a reply to it. */
  synchronized List<LiveMessage> close() {
    return pieces.isEmpty()
        ? List.of()
        : List.of(new LiveMessage.Transcript(words(taken(), null), true, false));
  }

  private String taken() {
    String text = pieces.toString();
    pieces.setLength(0);
    return text;
  }

  private List<LiveMessage> begin(JsonNode message) {
    turns.begin(message);
    return List.of();
  }

  /** The formatted repetition of a turn that has ended says nothing new: Lumen formats itself. */
  private List<LiveMessage> turn(JsonNode message) {
    int order = message.path("turn_order").asInt();
    String text = message.path("transcript").asText("").strip();
    boolean formatted = message.path("turn_is_formatted").asBoolean();
    if (turns.isOver(order, formatted) || text.isEmpty()) {
      return List.of();
    }
    JsonNode sure = message.path("end_of_turn_confidence");
    Double confidence = sure.isNumber() ? Math.clamp(sure.asDouble(), 0, 1) : null;
    boolean over = message.path("end_of_turn").asBoolean();
    Listening.Words said =
        new Listening.Words(cut(text), confidence, turns.name(order), 0, "User", over && formatted);
    if (over) {
      turns.ended(order);
    }
    return List.of(new LiveMessage.Transcript(said, over, true));
  }

  private static LiveMessage interim(String text, @Nullable Double confidence) {
    return new LiveMessage.Transcript(words(text, confidence), false, true);
  }

  private static LiveMessage finished(String text, @Nullable Double confidence) {
    return new LiveMessage.Transcript(words(text, confidence), true, true);
  }

  private static Listening.Words words(String text, @Nullable Double confidence) {
    return new Listening.Words(cut(text), confidence, null, 0, "User");
  }

  private static String cut(String text) {
    return text.length() > LiveMessage.MAX_TEXT ? text.substring(0, LiveMessage.MAX_TEXT) : text;
  }
}
