package dev.lumen.server.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something the database could not do. Its message and its cause hold no value of a row or a
 * parameter, so it can be logged as it is.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /**
     * Nothing was changed, and the same call may work in a moment: no connection, server
     * restarting.
     */
    UNAVAILABLE,
    /** The connection broke while committing: the change may or may not have been kept. */
    OUTCOME_UNKNOWN,
    /** A constraint forbids it; see {@link #constraint()}. Nothing was changed. */
    CONSTRAINT,
    /** Others kept changing the same rows, even after several attempts. Nothing was changed. */
    CONFLICT,
    /** How the server is set up or started is wrong; the message says what to do. */
    SETUP,
    /** Anything else: most likely a defect. Nothing was changed. */
    FAILED
  }

  private final Kind kind;
  private final String sqlState;
  private final @Nullable String constraint;

  DatabaseException(Kind kind, String message, SqlFailure failure) {
    super(message, failure.cause());
    this.kind = kind;
    this.sqlState = failure.sqlState();
    this.constraint = failure.constraint();
  }

  private DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Kind.SETUP;
    this.sqlState = "";
    this.constraint = null;
  }

  static DatabaseException setup(String message) {
    return new DatabaseException(message, null);
  }

  static DatabaseException setup(String message, Throwable cause) {
    return new DatabaseException(
        message, cause instanceof SQLException sql ? SqlFailure.scrub(sql) : cause);
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Whether the database as a whole cannot work now: not reachable, no room left, stopping
   * (SQLSTATE classes 53, 57 and 58). What was asked of it is not to blame.
   */
  public boolean isOutage() {
    return kind == Kind.UNAVAILABLE || sqlState.matches("(53|57|58).*");
  }

  /** The five characters of the SQL standard, as {@code 23505}; empty when there are none. */
  public String sqlState() {
    return sqlState;
  }

  /** The name of the constraint that was violated, as {@code users_email_key}. */
  public @Nullable String constraint() {
    return constraint;
  }
}
