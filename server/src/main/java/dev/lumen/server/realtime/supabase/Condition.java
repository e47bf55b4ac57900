package dev.lumen.server.realtime.supabase;

import java.util.List;

/**
 * One condition of a filter as it was written, with quotes taken off.
 *
 * @param values several for {@code in}, else one
 */
record Condition(String column, boolean negated, Operator operator, List<String> values) {
  Condition {
    values = List.copyOf(values);
  }

  String value() {
    return values.getFirst();
  }
}
