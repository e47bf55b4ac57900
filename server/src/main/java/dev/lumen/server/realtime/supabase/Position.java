package dev.lumen.server.realtime.supabase;

import dev.lumen.server.feed.Lsn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a change among all changes of the database.
 *
 * @param lsn the end of its transaction
 * @param index its place in the transaction, from 0
 * @param committed when that was committed, by which it is found in the tables when the memory of
 *     recent changes does not reach back to it
 */
record Position(Lsn lsn, int index, Instant committed) implements Comparable<Position> {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,16})-(\\d{1,9})-(\\d{1,18})");

  private static final int END = 1 << 28;
  private static final int RECOVERED = 1 << 29;

  /** After everything of a transaction. */
  static Position endOf(Lsn lsn, Instant committed) {
    return new Position(lsn, END, committed);
  }

  /** The first place for what is found in the tables after a position, before anything new. */
  int firstRecovered() {
    return Math.max(RECOVERED, index + 1);
  }

  /** Reads what {@link #toString} wrote; null when it is something else. */
  static @Nullable Position parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    return new Position(
        new Lsn(Long.parseUnsignedLong(matcher.group(1), 16)),
        Integer.parseInt(matcher.group(2)),
        Instant.EPOCH.plus(Long.parseLong(matcher.group(3)), ChronoUnit.MICROS));
  }

  @Override
  public int compareTo(Position other) {
    int byLsn = lsn.compareTo(other.lsn);
    return byLsn != 0 ? byLsn : Integer.compare(index, other.index);
  }

  /** The form in which clients know it, {@code event_id} of a record. */
  @Override
  public String toString() {
    return Long.toHexString(lsn.value())
        + "-"
        + index
        + "-"
        + ChronoUnit.MICROS.between(Instant.EPOCH, committed);
  }
}
