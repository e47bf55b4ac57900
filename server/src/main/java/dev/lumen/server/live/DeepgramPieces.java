package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Deepgram gives a turn in pieces, which are joined here until the speech is over. Each channel of
 * the audio is somebody of their own: their pieces come between each other, and make turns of their
 * own.
 */
final class DeepgramPieces {
  private static final int MOST_CHANNELS = 64;

  private final String stream = "deepgram-%08x".formatted(ThreadLocalRandom.current().nextInt());
  private final Map<Integer, StringBuilder> pieces = new TreeMap<>();
  private final Map<Integer, Integer> turns = new HashMap<>();
  private boolean several;

  /** Pieces that are final are joined until the speech is. */
  List<LiveMessage> results(JsonNode message) {
    int channel = channel(message.path("channel_index"));
    JsonNode best = message.path("channel").path("alternatives").path(0);
    String text = best.path("transcript").asText("").strip();
    Double confidence =
        best.path("confidence").isNumber() ? best.path("confidence").asDouble() : null;
    StringBuilder mine = pieces.computeIfAbsent(channel, _ -> new StringBuilder());
    if (!message.path("is_final").asBoolean()) {
      return text.isEmpty() ? List.of() : List.of(interim(channel, joined(mine, text), confidence));
    }
    List<LiveMessage> said = new ArrayList<>();
    if (!text.isEmpty()) {
      if (mine.length() + text.length() >= LiveMessage.MAX_TEXT) {
        // More than a turn may have: what there is becomes one, and the speech goes on.
        said.addAll(finish(channel, null, false));
      }
      mine.append(mine.isEmpty() ? "" : " ").append(text);
    }
    if (message.path("speech_final").asBoolean() || message.path("from_finalize").asBoolean()) {
      said.addAll(finish(channel, confidence, true));
    } else if (!mine.isEmpty()) {
      said.add(interim(channel, mine.toString(), confidence));
    }
    return said;
  }

  /** The speech of a channel is over; of all of them where the message names none. */
  List<LiveMessage> over(JsonNode channels) {
    return channels.isArray() ? finish(channel(channels), null, true) : overAll(true);
  }

  /** Nothing follows on any channel. */
  List<LiveMessage> overAll(boolean answered) {
    List<LiveMessage> said = new ArrayList<>();
    for (int channel : List.copyOf(pieces.keySet())) {
      said.addAll(finish(channel, null, answered));
    }
    return said;
  }

  /** As {@code [1, 2]}: the second of two. */
  private int channel(JsonNode index) {
    several |= index.path(1).asInt(1) > 1;
    return Math.clamp(index.path(0).asInt(0), 0, MOST_CHANNELS - 1);
  }

  private static String joined(StringBuilder before, String text) {
    return before.isEmpty() ? text : before + " " + text;
  }

  private List<LiveMessage> finish(int channel, @Nullable Double confidence, boolean answered) {
    StringBuilder mine = pieces.computeIfAbsent(channel, _ -> new StringBuilder());
    List<LiveMessage> said = new ArrayList<>();
    while (!mine.isEmpty()) {
      int end = Cut.at(mine, Math.min(mine.length(), LiveMessage.MAX_TEXT));
      String text = mine.substring(0, end).strip();
      mine.delete(0, end);
      boolean last = mine.isEmpty();
      if (!text.isEmpty()) {
        said.add(
            new LiveMessage.Transcript(words(channel, text, confidence), true, answered && last));
        turns.merge(channel, 1, Integer::sum);
      }
    }
    return said;
  }

  private LiveMessage interim(int channel, String text, @Nullable Double confidence) {
    String shown = Cut.first(text, LiveMessage.MAX_TEXT);
    return new LiveMessage.Transcript(words(channel, shown, confidence), false, true);
  }

  /** One channel alone speaks in the turn that is being spoken; of several each has its own. */
  private Listening.Words words(int channel, String text, @Nullable Double confidence) {
    String turn =
        several ? "%s-%d-%d".formatted(stream, channel, turns.getOrDefault(channel, 0)) : null;
    String speaker = channel == 0 ? "User" : "User " + (channel + 1);
    return new Listening.Words(text, confidence, turn, 0, speaker);
  }
}
