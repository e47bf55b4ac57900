package dev.lumen.server.realtime.supabase;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads {@code column=[not.]operator.value}, several joined by commas. A value that has commas,
 * parentheses or quotes of its own stands in double quotes, in which a backslash takes the next
 * character as it is.
 */
final class FilterReader {
  private static final int MAX_CHARS = 8_192;
  private static final int MAX_CONDITIONS = 20;
  private static final int MAX_VALUES = 100;

  private FilterReader() {}

  /** All of them have to hold. */
  static List<Condition> read(String filter) {
    if (filter.length() > MAX_CHARS) {
      throw new FilterException("A filter may have " + MAX_CHARS + " characters.");
    }
    List<String> parts = split(filter);
    if (parts.size() > MAX_CONDITIONS) {
      throw new FilterException("A filter may have " + MAX_CONDITIONS + " conditions.");
    }
    return parts.stream().map(FilterReader::condition).toList();
  }

  private static Condition condition(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw unreadable(List.of(text));
    }
    String column = text.substring(0, equals).strip();
    String rest = text.substring(equals + 1);
    boolean negated = rest.startsWith("not.");
    String asked = negated ? rest.substring(4) : rest;
    int dot = asked.indexOf('.');
    Operator operator =
        dot < 0 ? null : Operator.named(asked.substring(0, dot).strip()).orElse(null);
    if (operator == null || column.isEmpty()) {
      throw unreadable(List.of(column, rest));
    }
    String value = asked.substring(dot + 1);
    return new Condition(
        column,
        negated,
        operator,
        operator == Operator.IN ? list(value) : List.of(unquoted(value)));
  }

  private static List<String> list(String value) {
    String stripped = value.strip();
    if (stripped.length() < 2 || !stripped.startsWith("(") || !stripped.endsWith(")")) {
      throw new FilterException("`in` filter value must be wrapped by parentheses");
    }
    List<String> values =
        split(stripped.substring(1, stripped.length() - 1)).stream()
            .map(item -> unquoted(item.strip()))
            .toList();
    if (values.size() > MAX_VALUES) {
      throw new FilterException("`in` takes " + MAX_VALUES + " values at most");
    }
    return values;
  }

  private static String unquoted(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 1; i < value.length() - 1; i++) {
      if (value.charAt(i) == '\\' && i + 1 < value.length() - 1) {
        i++;
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }

  /** Splits at commas outside quotes and parentheses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
        continue;
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && depth == 0 && c == ',') {
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      part.append(c);
    }
    parts.add(part.toString());
    return parts;
  }

  private static FilterException unreadable(List<String> parts) {
    return new FilterException(
        "Error parsing `filter` params: "
            + parts.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", ", "[", "]")));
  }
}
