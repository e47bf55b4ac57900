package dev.lumen.cleaner.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.cleaner.Speakers;
import dev.lumen.cleaner.transcript.TurnCollector.Draft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads turns from JSON: an array of them, an object that holds such an array, or one turn after
 * another (JSON lines). JSON carries texts and names as they are, so they are kept to the letter.
 */
final class JsonTurns {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> LISTS =
      Set.of(
          "turns",
          "parsed_turns",
          "messages",
          "segments",
          "results",
          "utterances",
          "audio_segments",
          "sentences");

  /** What recognisers put such a list into. */
  private static final Set<String> HOLDERS = Set.of("results", "result", "data", "response");

  private static final String ROLE = "role";
  private static final List<String> SPEAKERS =
      List.of("speaker", ROLE, "name", "speaker_name", "speaker_label");
  private static final List<String> TEXTS =
      List.of("raw_text", "text", "content", "transcript", "sentence", "cleaned_text");
  private static final List<String> STARTS =
      List.of("start", "start_seconds", "start_time", "startTime");
  private static final List<String> ENDS = List.of("end", "end_seconds", "end_time", "endTime");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,12})?");
  private static final Pattern CLOCK =
      Pattern.compile("(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{2}(?:[.,][0-9]{1,6})?)");

  /** Nobody speaks so slowly, in letters a second: such times are milliseconds. */
  private static final double SLOWEST = 0.2;

  private static final Set<String> NO_SPEAKERS = Set.of("system", "developer", "tool", "function");
  private static final int LONGEST_SPEAKER = 100;

  private static final String NO_TURN =
      "expected a turn; write each as {\"speaker\": \"…\", \"text\": \"…\"}.";

  private final JsonParser json;
  private final TurnCollector out;

  private JsonTurns(JsonParser json, TurnCollector out) {
    this.json = json;
    this.out = out;
  }

  static Transcript read(String text) {
    List<TranscriptTurn> turns = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (JsonParser json = JSON.createParser(body)) {
      new JsonTurns(json, new TurnCollector(turns::add, warnings::add)).readAll();
    } catch (JsonProcessingException e) {
      // Its message quotes the text, which may be what somebody said.
      JsonLocation at = e.getLocation();
      throw new TranscriptException(
          at == null ? 0 : at.getLineNr(),
          (at == null ? "this is no JSON. " : "no valid JSON at column " + at.getColumnNr() + ". ")
              + "Correct it there, or read the file as txt if it is no JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Transcript.of(areMilliseconds(turns) ? inSeconds(turns) : turns, warnings);
  }

  private static boolean areMilliseconds(List<TranscriptTurn> turns) {
    double seconds = 0;
    int letters = 0;
    for (TranscriptTurn turn : turns) {
      Double start = turn.startSeconds();
      Double end = turn.endSeconds();
      if (start != null && end != null) {
        if (start != Math.rint(start) || end != Math.rint(end)) {
          return false;
        }
        seconds += Math.max(0, end - start);
        letters += turn.rawText().length();
      }
    }
    return seconds > 0 && letters < SLOWEST * seconds;
  }

  private static List<TranscriptTurn> inSeconds(List<TranscriptTurn> turns) {
    return turns.stream()
        .map(turn -> turn.at(thousandth(turn.startSeconds()), thousandth(turn.endSeconds())))
        .toList();
  }

  private static @Nullable Double thousandth(@Nullable Double millis) {
    return millis == null ? null : (Double) (millis / 1000);
  }

  /** Whether {@code line} alone is one turn: an object with a text and no list of turns. */
  static boolean isTurn(String line) {
    try (JsonParser json = JSON.createParser(line)) {
      boolean text = false;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
          return false;
        }
        text |= TEXTS.contains(name);
        json.skipChildren();
      }
      return text && json.currentToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      return false;
    }
  }

  private void readAll() throws IOException {
    while (json.nextToken() != null) {
      switch (json.currentToken()) {
        case START_ARRAY -> readList();
        case START_OBJECT -> readObject(true);
        default -> throw wrong(NO_TURN);
      }
    }
  }

  private void readList() throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(NO_TURN);
      }
      readObject(false);
    }
  }

  private void readObject(boolean mayHoldList) throws IOException {
    int line = line();
    Map<String, String> fields = new HashMap<>();
    if (!readFields(mayHoldList, fields)) {
      addTurn(fields, line);
    }
  }

  /** The fields of an object; true where it held a list of turns, which is read by then. */
  private boolean readFields(boolean mayHoldList, Map<String, String> fields) throws IOException {
    boolean list = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && mayHoldList && !list && LISTS.contains(name)) {
        list = true;
        readList();
      } else if (value == JsonToken.START_OBJECT
          && mayHoldList
          && !list
          && HOLDERS.contains(name)) {
        list = readFields(true, new HashMap<>());
      } else if (value == JsonToken.START_ARRAY && TEXTS.contains(name)) {
        fields.put(name, parts());
      } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(name, scalar(name, value));
      } else {
        json.skipChildren();
      }
    }
    return list;
  }

  /** The texts of a message that was written in parts. */
  private String parts() throws IOException {
    List<String> parts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        Map<String, String> part = new HashMap<>();
        readFields(false, part);
        Optional.ofNullable(first(part, TEXTS)).ifPresent(parts::add);
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        parts.add(json.getText());
      } else {
        json.skipChildren();
      }
    }
    return String.join("\n", parts);
  }

  private String scalar(String name, JsonToken value) throws IOException {
    // Recognisers number the speakers whose names they do not know.
    boolean numbered = value.isNumeric() && SPEAKERS.contains(name);
    return numbered ? "Speaker " + json.getText() : json.getText();
  }

  private void addTurn(Map<String, String> fields, int line) {
    String text = first(fields, TEXTS);
    if (text == null) {
      throw new TranscriptException(
          line,
          "a turn without a text; give it as "
              + String.join(", ", TEXTS)
              + ", or leave the turn out.");
    }
    String label = Objects.requireNonNullElse(first(fields, SPEAKERS), "").strip();
    if (NO_SPEAKERS.contains(label.toLowerCase(Locale.ROOT))) {
      out.warn(line, "a message of the role " + label + " is no turn and is left out.");
      return;
    }
    if (label.length() > LONGEST_SPEAKER) {
      throw new TranscriptException(
          line,
          "the speaker's name is longer than %d characters; shorten it."
              .formatted(LONGEST_SPEAKER));
    }
    if (label.isEmpty()) {
      out.warn(line, "a turn without a speaker is taken as said by User.");
    }
    boolean role = !fields.containsKey("speaker") && fields.containsKey(ROLE);
    String speaker = label.isEmpty() ? SpeakerName.USER : speaker(label, role);
    out.addAsIs(
        new Draft(speaker, label, text, line, seconds(fields, STARTS), seconds(fields, ENDS)));
  }

  /** A speaker is called as the file calls them; a role is no name, and stands for one. */
  private static String speaker(String label, boolean role) {
    String meant = SpeakerName.speakerOf(label);
    // "Lumen (AI)" is the AI voice by a name that nobody else knows it by.
    boolean known = !meant.equals(SpeakerName.LUMEN) || Speakers.isAssistant(label);
    return role || !known ? meant : label;
  }

  private static @Nullable String first(Map<String, String> fields, List<String> names) {
    return names.stream().map(fields::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable Double seconds(Map<String, String> fields, List<String> names) {
    String value = first(fields, names);
    if (value == null) {
      return null;
    }
    // Other programs write dates under these names.
    if (SECONDS.matcher(value).matches()) {
      return Double.valueOf(value);
    }
    Matcher clock = CLOCK.matcher(value);
    return clock.matches() ? (Double) seconds(clock) : null;
  }

  private static double seconds(Matcher clock) {
    double hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
    return (hours * 60 + Double.parseDouble(clock.group(2))) * 60
        + Double.parseDouble(clock.group(3).replace(',', '.'));
  }

  private TranscriptException wrong(String message) {
    return new TranscriptException(line(), message);
  }

  private int line() {
    return json.currentTokenLocation().getLineNr();
  }
}
