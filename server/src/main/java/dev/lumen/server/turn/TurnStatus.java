package dev.lumen.server.turn;

import java.util.Locale;

/** Where a stored turn stands. */
public enum TurnStatus {
  /** Waits for a worker. */
  QUEUED,
  /** Its cleaned text is final but for later corrections. */
  PROCESSED,
  /** Its retries are used up; its raw text stands. */
  FAILED;

  /** The name in the database and on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored name. */
  public static TurnStatus of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
