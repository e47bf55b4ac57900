package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of two recognisers' own streams, read as what they say: Deepgram's live {@code
 * Results} (developers.deepgram.com/docs/understand-endpointing-interim-results) and {@code
 * TurnInfo} (developers.deepgram.com/docs/flux), and AssemblyAI's {@code Turn}
 * (assemblyai.com/docs/speech-to-text/universal-streaming). One for each connection, since they
 * give a turn in pieces. A connection that is lost is closed by another thread than the one that
 * read from it.
 */
final class RecogniserStream {
  /** What they tell of themselves is read and passed over; nothing was said by it. */
  private static final Set<String> KNOWN =
      Set.of(
          "Results",
          "UtteranceEnd",
          "SpeechStarted",
          "Metadata",
          "Connected",
          "TurnInfo",
          "Turn",
          "Begin",
          "Termination",
          "Warning",
          "Error");

  private final DeepgramPieces pieces = new DeepgramPieces();
  private final RecogniserTurns turns = new RecogniserTurns();

  static boolean knows(String type) {
    return KNOWN.contains(type);
  }

  /** What a message says, in order; nothing where it says nothing that matters here. */
  synchronized List<LiveMessage> read(JsonNode message) {
    return switch (message.path("type").asText()) {
      case "Results" -> pieces.results(message);
      case "UtteranceEnd" -> pieces.over(message.path("channel"));
      case "Metadata" -> pieces.overAll(true); // it comes when a stream is closed
      case "TurnInfo" -> turnInfo(message);
      case "Begin" -> begin(message);
      case "SpeechStarted" ->
          List.of(new LiveMessage.SpeechEvent("speech_started", message.path("data")));
      case "Turn" -> turn(message);
      default -> List.of();
    };
  }

  /** What was surely said when the connection was lost; nobody is there for a reply to it. */
  synchronized List<LiveMessage> close() {
    return pieces.overAll(false);
  }

  private List<LiveMessage> begin(JsonNode message) {
    turns.begin(message);
    return List.of();
  }

  /** Each tells all of a turn so far; the last one of it is its end. */
  private static List<LiveMessage> turnInfo(JsonNode message) {
    String text = message.path("transcript").asText("").strip();
    if (text.isEmpty()) {
      return List.of();
    }
    String name =
        "deepgram-%s-%d"
            .formatted(
                Cut.first(message.path("request_id").asText(""), RecogniserTurns.MAX_SESSION),
                message.path("turn_index").asInt());
    Double confidence = sure(message);
    boolean over = message.path("event").asText().equals("EndOfTurn");
    return over ? finals(name, text, confidence, false) : interim(name, text, confidence);
  }

  /** The formatted repetition of a turn that has ended says nothing new: Lumen formats itself. */
  private List<LiveMessage> turn(JsonNode message) {
    int order = message.path("turn_order").asInt();
    String text = message.path("transcript").asText("").strip();
    boolean formatted = message.path("turn_is_formatted").asBoolean();
    if (turns.isOver(order, formatted) || text.isEmpty()) {
      return List.of();
    }
    String name = turns.name(order);
    if (!message.path("end_of_turn").asBoolean()) {
      return interim(name, text, sure(message));
    }
    turns.ended(order);
    return finals(name, text, sure(message), formatted);
  }

  private static @Nullable Double sure(JsonNode message) {
    JsonNode sure = message.path("end_of_turn_confidence");
    return sure.isNumber() ? (Double) Math.clamp(sure.asDouble(), 0, 1) : null;
  }

  private static List<LiveMessage> interim(String name, String text, @Nullable Double confidence) {
    String shown = Cut.first(text, LiveMessage.MAX_TEXT);
    return List.of(
        new LiveMessage.Transcript(
            new Listening.Words(shown, confidence, name, 0, "User"), false, true));
  }

  /** A turn; what is more than one may have goes on in another. */
  private static List<LiveMessage> finals(
      String name, String text, @Nullable Double confidence, boolean again) {
    List<LiveMessage> said = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      String part = Cut.first(rest, LiveMessage.MAX_TEXT);
      rest = rest.substring(part.length()).strip();
      String turn = said.isEmpty() ? name : name + "-" + said.size();
      said.add(
          new LiveMessage.Transcript(
              new Listening.Words(part.strip(), confidence, turn, 0, "User", again),
              true,
              rest.isEmpty()));
    }
    return said;
  }
}
