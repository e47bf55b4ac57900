package dev.lumen.server.realtime.supabase;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a row passes, as the database would: a condition on a NULL is neither true nor
 * false and lets nothing pass, unless it is {@code is} or {@code isdistinct}.
 *
 * <p>Regular expressions run in time linear to the text (RE2): a client cannot write one that
 * stands still.
 */
final class Filter {
  /** Lets every row pass. */
  static final Filter NONE = new Filter(List.of());

  private enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }

    Truth not() {
      return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }
  }

  private record Test(String column, Function<@Nullable String, Truth> judge) {}

  private final List<Test> tests;

  private Filter(List<Test> tests) {
    this.tests = tests;
  }

  /**
   * @param columns the table's columns and their types
   * @throws FilterException when a column does not exist or a value is none of its type
   */
  static Filter of(List<Condition> conditions, Map<String, String> columns) {
    return new Filter(
        conditions.stream()
            .map(
                condition -> {
                  String type = columns.get(condition.column());
                  if (type == null) {
                    throw new FilterException(
                        "the table has no column \"" + condition.column() + "\"");
                  }
                  Function<@Nullable String, Truth> judge = judge(condition, ColumnType.of(type));
                  return new Test(
                      condition.column(),
                      condition.negated() ? value -> judge.apply(value).not() : judge);
                })
            .toList());
  }

  /**
   * @param row the text of a column's value, null for NULL
   */
  boolean passes(Function<String, @Nullable String> row) {
    for (Test test : tests) {
      if (test.judge().apply(row.apply(test.column())) != Truth.TRUE) {
        return false;
      }
    }
    return true;
  }

  private static Function<@Nullable String, Truth> judge(Condition condition, ColumnType type) {
    return switch (condition.operator()) {
      case EQ -> compared(condition, type, order -> order == 0);
      case NEQ -> compared(condition, type, order -> order != 0);
      case LT -> compared(condition, type, order -> order < 0);
      case LTE -> compared(condition, type, order -> order <= 0);
      case GT -> compared(condition, type, order -> order > 0);
      case GTE -> compared(condition, type, order -> order >= 0);
      case IN -> in(condition, type);
      case LIKE -> matching(like(condition.value()), false);
      case ILIKE -> matching(like(condition.value()), true);
      case MATCH -> matching(condition.value(), false);
      case IMATCH -> matching(condition.value(), true);
      case IS -> is(condition.value().strip().toLowerCase(Locale.ROOT), type);
      case ISDISTINCT -> distinct(condition, type);
    };
  }

  private static Function<@Nullable String, Truth> compared(
      Condition condition, ColumnType type, Predicate<Integer> wanted) {
    Comparable<?> right = value(condition.value(), condition.column(), type);
    return text -> {
      Comparable<?> left = text == null ? null : type.parse(text);
      return left == null ? Truth.UNKNOWN : Truth.of(wanted.test(order(left, right)));
    };
  }

  private static Function<@Nullable String, Truth> in(Condition condition, ColumnType type) {
    List<Comparable<?>> wanted =
        condition.values().stream()
            .<Comparable<?>>map(text -> value(text, condition.column(), type))
            .toList();
    return text -> {
      Comparable<?> left = text == null ? null : type.parse(text);
      return left == null
          ? Truth.UNKNOWN
          : Truth.of(wanted.stream().anyMatch(right -> order(left, right) == 0));
    };
  }

  private static Function<@Nullable String, Truth> distinct(Condition condition, ColumnType type) {
    if (condition.value().equalsIgnoreCase("null")) {
      return text -> Truth.of(text != null);
    }
    Comparable<?> right = value(condition.value(), condition.column(), type);
    return text -> {
      Comparable<?> left = text == null ? null : type.parse(text);
      return Truth.of(left == null || order(left, right) != 0);
    };
  }

  private static Function<@Nullable String, Truth> is(String wanted, ColumnType type) {
    return switch (wanted) {
      case "null" -> text -> Truth.of(text == null);
      case "true", "false", "unknown" -> {
        if (type != ColumnType.BOOLEAN) {
          throw new FilterException("`is." + wanted + "` needs a column of type bool");
        }
        yield text ->
            Truth.of(
                wanted.equals("unknown")
                    ? text == null
                    : text != null && Boolean.valueOf(wanted).equals(type.parse(text)));
      }
      default -> throw new FilterException("`is` takes null, true, false or unknown");
    };
  }

  private static Function<@Nullable String, Truth> matching(String pattern, boolean anyCase) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern, anyCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new FilterException("the pattern of the filter is no regular expression");
    }
    return text -> text == null ? Truth.UNKNOWN : Truth.of(compiled.matcher(text).find());
  }

  /** A pattern of LIKE as a regular expression over the whole text. */
  private static String like(String pattern) {
    StringBuilder regex = new StringBuilder("(?s)\\A");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '%' -> regex.append(".*");
        case '_' -> regex.append('.');
        default -> {
          if (c == '\\' && i + 1 < pattern.length()) {
            i++;
          }
          int end =
              Character.isHighSurrogate(pattern.charAt(i)) && i + 1 < pattern.length()
                  ? i + 2
                  : i + 1;
          regex.append(Pattern.quote(pattern.substring(i, end)));
          i = end - 1;
        }
      }
    }
    return regex.append("\\z").toString();
  }

  private static Comparable<?> value(String text, String column, ColumnType type) {
    Comparable<?> value = type.parse(text);
    if (value == null) {
      throw new FilterException("the value for \"" + column + "\" is none of the column's type");
    }
    return value;
  }

  /** Both are values of one {@link ColumnType}. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int order(Comparable left, Comparable right) {
    return left.compareTo(right);
  }
}
