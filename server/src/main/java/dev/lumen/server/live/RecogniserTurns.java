package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * AssemblyAI's turns, by name: the session and the number in it. So the formatted repetition of one
 * is known again, also when it comes over another connection. A client that does not pass on {@code
 * Begin} has sessions without a name; there a repetition is known by its words.
 */
final class RecogniserTurns {
  private static final String PREFIX = "assemblyai-";
  private static final String UNNAMED = "~";

  /** A longer name of a session is none. */
  static final int MAX_SESSION = 64;

  private String session = unnamed();
  private int last = -1;

  private static String unnamed() {
    return UNNAMED + "%08x".formatted(ThreadLocalRandom.current().nextInt());
  }

  /** A session begins, and with it the numbers. */
  void begin(JsonNode message) {
    String id = message.path("id").asText("");
    session = id.isEmpty() || id.length() > MAX_SESSION ? unnamed() : id;
    last = -1;
  }

  /** Whether a turn was ended before, on this connection. */
  boolean isOver(int order, boolean formatted) {
    if (order < last && !formatted) {
      // Numbers never fall within a session, so it is another, whose beginning was not passed on.
      session = unnamed();
      last = -1;
    }
    return order <= last;
  }

  void ended(int order) {
    last = order;
  }

  String name(int order) {
    return PREFIX + session + "-" + order;
  }

  /**
   * The turn that words from a session without a name say again: the latest one, where it has the
   * same number and the same words; null for none.
   */
  static LiveTalk.@Nullable Final repeated(LiveTalk talk, Listening.Words words) {
    String name = String.valueOf(words.turn());
    Map.Entry<String, LiveTalk.Final> latest = talk.latest();
    return name.startsWith(PREFIX + UNNAMED)
            && latest != null
            && latest.getKey().startsWith(PREFIX)
            && latest.getKey().endsWith(name.substring(name.lastIndexOf('-')))
            && letters(latest.getValue().text()).equals(letters(words.text()))
        ? latest.getValue()
        : null;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
