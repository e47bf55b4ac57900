package dev.lumen.server.realtime;

import dev.lumen.server.database.Database;
import org.jdbi.v3.core.JdbiException;

/**
 * Names the history that event numbers belong to. A client that comes back with a number from
 * another epoch (another database, or one put back to an earlier state) must not resume there.
 */
public final class Epoch {
  private Epoch() {}

  /**
   * Made of the database server's identity, the timeline of its log, which changes when it is put
   * back in time, and the database's own number, which changes when it is created anew.
   */
  public static String of(Database database) {
    try {
      return read(
          database,
          """
          select to_hex(s.system_identifier) || '-' || to_hex(c.timeline_id) || '-'
                 || to_hex(d.oid::bigint)
            from pg_control_system() s, pg_control_checkpoint() c, pg_database d
           where d.datname = current_database()""");
    } catch (JdbiException notAllowed) {
      return read(
          database,
          "select 'db-' || to_hex(oid::bigint) from pg_database where datname = current_database()");
    }
  }

  private static String read(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
