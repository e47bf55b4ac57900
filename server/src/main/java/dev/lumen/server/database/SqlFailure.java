package dev.lumen.server.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What may be told about a failed statement. The server's message can quote the very text that was
 * being stored ("invalid input syntax for type uuid: ..."), and the SQL library's lists all
 * parameters; both stay behind. Kept: the SQLSTATE, the constraint's name, where in the code it
 * happened.
 */
record SqlFailure(String sqlState, @Nullable String constraint, Throwable cause) {

  static SqlFailure of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return new SqlFailure(stateOf(sql), constraintOf(sql), scrub(sql));
      }
    }
    return new SqlFailure("", null, scrub(failure));
  }

  /** The same kind of exception with the same stack, without its message. */
  static Exception scrub(Throwable failure) {
    Exception clean =
        failure instanceof SQLException sql
            ? new SQLException("SQLSTATE " + sql.getSQLState(), sql.getSQLState())
            : new IllegalStateException(failure.getClass().getName());
    clean.setStackTrace(failure.getStackTrace());
    return clean;
  }

  DatabaseException toException(boolean committing) {
    DatabaseException.Kind kind = kind(committing);
    return new DatabaseException(kind, describe(kind), this);
  }

  /** Others were in the way; the transaction as a whole can be run again. */
  boolean isConflict() {
    return sqlState.equals("40001") || sqlState.equals("40P01");
  }

  /** 08: connection, 57P01 to 57P05: shutting down or starting up. */
  boolean isBrokenConnection() {
    return sqlState.startsWith("08") || sqlState.startsWith("57P");
  }

  /**
   * 53: no connection, memory or room on the disk left; 58: the disk does not obey; 25006: a server
   * that only follows another. All of it passes without a change here.
   */
  private boolean isShortOfMeans() {
    return sqlState.startsWith("53") || sqlState.startsWith("58") || sqlState.equals("25006");
  }

  /** Whether the server is only away or short of something for the moment. */
  boolean passes() {
    return isBrokenConnection() || isShortOfMeans();
  }

  /** What it says about the room for what is written. */
  Storage.State storage() {
    return switch (sqlState) {
      case "53100" -> Storage.State.FULL;
      case "25006" -> Storage.State.READ_ONLY;
      case "58030" -> Storage.State.FAILING;
      default -> Storage.State.WRITABLE;
    };
  }

  private DatabaseException.Kind kind(boolean committing) {
    if (isConflict()) {
      return DatabaseException.Kind.CONFLICT;
    }
    if (passes()) {
      return committing && isBrokenConnection()
          ? DatabaseException.Kind.OUTCOME_UNKNOWN
          : DatabaseException.Kind.UNAVAILABLE;
    }
    return sqlState.startsWith("23")
        ? DatabaseException.Kind.CONSTRAINT
        : DatabaseException.Kind.FAILED;
  }

  private String describe(DatabaseException.Kind kind) {
    String what =
        switch (kind) {
          case UNAVAILABLE ->
              "The database cannot be reached; nothing was changed. Try again in a moment";
          case OUTCOME_UNKNOWN ->
              "The connection to the database broke during a commit; the change may have been kept. Read"
                  + " it back before repeating it";
          case CONSTRAINT ->
              "The database refused a change that breaks a rule; nothing was changed";
          case CONFLICT ->
              "Others kept changing the same rows; nothing was changed. Try again in a moment";
          case SETUP, FAILED -> "The database could not run a statement; nothing was changed";
        };
    return what
        + (sqlState.isEmpty() ? "" : " (SQLSTATE " + sqlState)
        + (sqlState.isEmpty() || constraint == null ? "" : ", constraint " + constraint)
        + (sqlState.isEmpty() ? "." : ").");
  }

  private static String stateOf(SQLException sql) {
    // The pool gives up waiting without a state of its own.
    String state =
        sql.getSQLState() == null && sql instanceof SQLTransientConnectionException
            ? "08001"
            : sql.getSQLState();
    return state == null ? "" : state;
  }

  private static @Nullable String constraintOf(SQLException sql) {
    if (sql instanceof PSQLException postgres) {
      ServerErrorMessage message = postgres.getServerErrorMessage();
      return message == null ? null : message.getConstraint();
    }
    return null;
  }
}
