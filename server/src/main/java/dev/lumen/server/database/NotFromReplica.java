package dev.lumen.server.database;

import java.sql.SQLException;
import java.util.Locale;

/** A read that the replica was to answer goes to the primary. */
final class NotFromReplica extends SQLException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  enum Reason {
    /** There is no replica that could be asked. */
    AWAY,
    /** It has not come as far as the primary. */
    BEHIND,
    /** All its connections are in use. */
    BUSY,
    /** It began, and did not come to an end. */
    FAILED;

    /** As metrics have it. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  NotFromReplica(Reason reason) {
    super(reason.wireName());
    this.reason = reason;
  }

  /** Part of the usual course of things: nobody looks at where it happened. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  Reason reason() {
    return reason;
  }
}
