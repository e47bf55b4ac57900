package dev.lumen.cli.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.cli.clean.Said.Origin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one line of the JSON lines form; fields it does not know are left alone. */
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields = new HashMap<>();

  private JsonLine() {}

  /** A line that is no turn, with what is needed to answer it. */
  static final class BrokenLine extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object id;

    BrokenLine(@Nullable Object id, String message) {
      super(message);
      this.id = id;
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }

    @Nullable Object id() {
      return id;
    }
  }

  /**
   * The turn of a line.
   *
   * @param number of the line, 1-based, for the message
   * @throws BrokenLine when it is no object with speaker and raw_text; never quotes the line
   */
  static Said parse(String line, int number) throws BrokenLine {
    JsonLine read = new JsonLine();
    try (JsonParser json = JSON.createParser(line)) {
      read.readFields(json, number);
      return read.said(number);
    } catch (IOException e) {
      throw read.broken(number, "is not valid JSON");
    }
  }

  private void readFields(JsonParser json, int number) throws IOException, BrokenLine {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw broken(number, "is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      switch (json.nextToken()) {
        case VALUE_STRING -> fields.put(name, json.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.put(name, json.getNumberValue());
        case VALUE_NULL -> fields.remove(name);
        case VALUE_TRUE, VALUE_FALSE -> fields.put(name, json.getBooleanValue());
        default -> {
          json.skipChildren();
          fields.put(name, Map.of());
        }
      }
    }
    if (json.nextToken() != null) {
      throw broken(number, "goes on after its JSON object");
    }
  }

  private Said said(int number) throws BrokenLine {
    Object index = fields.get("turn_index");
    if (index != null && !(index instanceof Integer || index instanceof Long)) {
      throw broken(number, "has a turn_index that is no whole number");
    }
    Origin origin = new Origin(name("id", number), name("conversation", number), (Number) index);
    Object context = fields.get("shared_context");
    if (context != null && !(context instanceof String)) {
      throw broken(number, "has a shared_context that is no string");
    }
    // Lines written by TranscriptWriter say "text", since theirs may be cleaned.
    boolean written = !fields.containsKey("raw_text") && fields.containsKey("text");
    String rawText = text(written ? "text" : "raw_text", number);
    return new Said(origin, text("speaker", number), true, rawText, (String) context);
  }

  private String text(String field, int number) throws BrokenLine {
    if (fields.get(field) instanceof String text) {
      return text;
    }
    throw broken(
        number,
        fields.containsKey(field) ? "has a " + field + " that is no string" : "has no " + field);
  }

  private @Nullable Object name(String field, int number) throws BrokenLine {
    Object value = fields.get(field);
    if (value == null || value instanceof String || value instanceof Number) {
      return value;
    }
    throw broken(number, "has an " + field + " that is neither string nor number");
  }

  private BrokenLine broken(int number, String what) {
    Object id = fields.get("id");
    boolean usable = id instanceof String || id instanceof Number;
    return new BrokenLine(
        usable ? id : null,
        "line "
            + number
            + " "
            + what
            + "; expected {id, conversation, turn_index, speaker, raw_text}");
  }
}
