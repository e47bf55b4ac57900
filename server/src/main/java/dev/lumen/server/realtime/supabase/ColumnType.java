package dev.lumen.server.realtime.supabase;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values of a column compare, which its type in the database decides. */
enum ColumnType {
  NUMBER,
  BOOLEAN,
  TIME,
  UUID_VALUE,
  TEXT;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /** The kind of a type by PostgreSQL's name of it. */
  static ColumnType of(String type) {
    return switch (type) {
      case "int2", "int4", "int8", "float4", "float8", "numeric", "oid" -> NUMBER;
      case "bool" -> BOOLEAN;
      case "timestamptz", "timestamp", "date" -> TIME;
      case "uuid" -> UUID_VALUE;
      default -> TEXT;
    };
  }

  /**
   * A text as a value of this kind; values of one kind compare with each other.
   *
   * @return null when it is none
   */
  @Nullable Comparable<?> parse(String text) {
    try {
      return switch (this) {
        case NUMBER -> number(text);
        case BOOLEAN -> bool(text.strip().toLowerCase(Locale.ROOT));
        case TIME -> time(text.strip());
        // As text: the database compares the bytes, Java would compare signed halves.
        case UUID_VALUE -> text.length() == 36 ? UUID.fromString(text).toString() : null;
        case TEXT -> text;
      };
    } catch (IllegalArgumentException | DateTimeException notOne) {
      return null;
    }
  }

  private static @Nullable BigDecimal number(String text) {
    String digits = text.strip();
    // A huge exponent would cost a huge number of digits to compare.
    if (digits.isEmpty() || digits.length() > 100) {
      return null;
    }
    BigDecimal number = new BigDecimal(digits);
    return Math.abs((long) number.scale()) > 1_000 ? null : number;
  }

  private static @Nullable Boolean bool(String text) {
    return switch (text) {
      case "t", "true", "1", "yes", "on" -> Boolean.TRUE;
      case "f", "false", "0", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static Instant time(String text) {
    var parsed =
        TIMESTAMP.parseBest(
            text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case OffsetDateTime withOffset -> withOffset.toInstant();
      case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
      case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
      default -> throw new DateTimeException("neither a time nor a date");
    };
  }
}
