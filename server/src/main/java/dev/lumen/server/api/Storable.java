package dev.lumen.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why a value could not be stored in PostgreSQL, before PostgreSQL has to. */
public final class Storable {
  private Storable() {}

  /** Whether a column of text can hold it: it has no NUL and no half of a surrogate pair. */
  public static boolean isText(String text) {
    return !unstorable(text);
  }

  /** Whether nothing of it can be seen: blanks of any kind, and marks that only steer. */
  public static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT);
  }

  /** What is wrong with the text, or null. */
  static @Nullable String problem(String text, int maxLength) {
    if (text.codePointCount(0, text.length()) > maxLength) {
      return "must be at most " + maxLength + " characters long";
    }
    return unstorable(text) ? "must not contain NUL or half of a surrogate pair" : null;
  }

  /** What is wrong with JSON that is kept as it is, or null. */
  static @Nullable String problem(JsonNode json, int maxBytes) {
    String unstorable = problem(json);
    if (unstorable != null) {
      return unstorable;
    }
    return Json.bytes(json).length > maxBytes
        ? "must be at most " + maxBytes + " bytes of JSON"
        : null;
  }

  /** What is wrong with JSON of any size, or null. */
  public static @Nullable String problem(JsonNode json) {
    if (json.isTextual()) {
      return problem(json.textValue(), Integer.MAX_VALUE);
    }
    if (json.isNumber()) {
      return writtenLength(json.decimalValue()) > Json.MAX_NUMBER_CHARS
          ? "must not contain numbers that need more than "
              + Json.MAX_NUMBER_CHARS
              + " characters without an exponent"
          : null;
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (unstorable(field.getKey())) {
        return "must not contain NUL or half of a surrogate pair in a name";
      }
    }
    for (JsonNode child : json) {
      String problem = problem(child);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /**
   * How long PostgreSQL writes the number: it keeps no exponents, so a short one that was sent can
   * come back longer than is read.
   */
  private static long writtenLength(BigDecimal number) {
    long sign = number.signum() < 0 ? 1 : 0;
    long scale = number.scale();
    return scale > 0
        ? sign + Math.max(number.precision(), scale + 1) + 1
        : sign + number.precision() - scale;
  }

  private static boolean unstorable(String text) {
    return text.codePoints()
        .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
