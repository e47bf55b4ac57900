package dev.lumen.server.feed;

/**
 * A position in the database's log. Positions are unsigned: they are compared as such.
 *
 * @param value the position in bytes, an unsigned 64-bit number
 */
public record Lsn(long value) implements Comparable<Lsn> {

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** The notation of PostgreSQL: two hexadecimal halves, for instance {@code 16/B374D848}. */
  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFFFFFFL);
  }
}
