package dev.lumen.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why a value could not be stored in PostgreSQL, before PostgreSQL has to. */
final class Storable {
  private static final int MAX_DIGITS = 400;

  private Storable() {}

  /** What is wrong with the text, or null. */
  static @Nullable String problem(String text, int maxLength) {
    if (text.codePointCount(0, text.length()) > maxLength) {
      return "must be at most " + maxLength + " characters long";
    }
    return unstorable(text) ? "must not contain NUL or half of a surrogate pair" : null;
  }

  /** What is wrong with JSON that is kept as it is, or null. */
  static @Nullable String problem(JsonNode json, int maxBytes) {
    String unstorable = unstorable(json);
    if (unstorable != null) {
      return unstorable;
    }
    return Json.bytes(json).length > maxBytes
        ? "must be at most " + maxBytes + " bytes of JSON"
        : null;
  }

  private static @Nullable String unstorable(JsonNode json) {
    if (json.isTextual()) {
      return problem(json.textValue(), Integer.MAX_VALUE);
    }
    if (json.isNumber()) {
      return outOfRange(json.decimalValue())
          ? "must not contain numbers of more than " + MAX_DIGITS + " digits"
          : null;
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (unstorable(field.getKey())) {
        return "must not contain NUL or half of a surrogate pair in a name";
      }
    }
    for (JsonNode child : json) {
      String problem = unstorable(child);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static boolean outOfRange(BigDecimal number) {
    return Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS;
  }

  private static boolean unstorable(String text) {
    return text.codePoints()
        .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
