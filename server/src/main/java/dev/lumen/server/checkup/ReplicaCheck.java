package dev.lumen.server.checkup;

import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.database.Replica;
import dev.lumen.server.database.ReplicaFigures;
import dev.lumen.server.database.ReplicaSettings;
import java.util.Locale;

/** Whether the standby for heavy reads is the right one, and how far behind it is. */
public final class ReplicaCheck {
  private static final String NAME = "replica";
  private static final String MEANWHILE = "; until then the primary answers all reads";

  private ReplicaCheck() {}

  /** Looks once. Changes nothing. */
  public static Finding look(PostgresServer primary, ReplicaSettings settings) {
    try (Replica replica = Replica.lookAt(primary, settings)) {
      return switch (replica.state()) {
        case FOLLOWING -> Finding.ok(NAME, "it follows and can be asked");
        case BEHIND ->
            Finding.warn(
                NAME, lag(replica.figures()), "is its replay paused, or the way to it slow?");
        case AWAY ->
            Finding.fail(NAME, replica.complaint(), "start it, or check the address" + MEANWHILE);
        case UNFIT ->
            Finding.fail(
                NAME,
                replica.complaint(),
                "correct LUMEN_DATABASE_REPLICA_URL: no server starts with it");
      };
    } catch (DatabaseException e) {
      return Finding.fail(NAME, String.valueOf(e.getMessage()), "");
    }
  }

  private static String lag(ReplicaFigures figures) {
    Long bytes = figures.lagBytes();
    Double seconds = figures.lagSeconds();
    return bytes == null || seconds == null
        ? "nobody knows how far behind it is"
        : String.format(
            Locale.ROOT,
            "it lacks %,d kB of the primary's log; its last commit is %.0f s old",
            bytes >> 10,
            seconds);
  }
}
