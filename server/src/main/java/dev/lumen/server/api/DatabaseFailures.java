package dev.lumen.server.api;

import dev.lumen.server.database.DatabaseException;

/** What a client is told when the database fails. */
public final class DatabaseFailures {
  private static final String DISK_FULL = "53100";

  private DatabaseFailures() {}

  /** Adds to {@code mappers} what failures of the database mean. */
  public static ExceptionMappers addTo(ExceptionMappers mappers) {
    return mappers.map(DatabaseException.class, DatabaseFailures::told);
  }

  private static ApiException told(DatabaseException e) {
    return switch (e.kind()) {
      case UNAVAILABLE, SETUP ->
          e.sqlState().equals(DISK_FULL)
              ? database("The disk of the database is full, so nothing was stored.")
                  .withSuggestedAction(
                      "Free room on the disk of the database; the server goes on by itself. Then send the request again.")
              : database("The database does not answer at the moment, so nothing was stored.");
      case CONFLICT -> database("Others kept changing the same data, so nothing was stored.");
      case OUTCOME_UNKNOWN ->
          database(
              "The connection to the database broke while storing: look whether it was stored before you repeat it.");
      case CONSTRAINT, FAILED ->
          new ApiException(
              ErrorCode.INTERNAL_SERVER_ERROR,
              "The database refused what the server asked of it; the cause is in the server's log.");
    };
  }

  private static ApiException database(String message) {
    return new ApiException(ErrorCode.DATABASE_ERROR, message);
  }
}
