package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Tells row-level security who is asking, until the transaction ends. */
final class Actors {
  /** The name of the value in both statements. */
  static final String NAME = "lumen_actor";

  /** Said by a transaction that reads. */
  private static final String READ = "select set_config('lumen.actor', :" + NAME + ", true)";

  /**
   * Said by a transaction that writes. Its statements find their rows by keys, always: planning
   * them anew for every set of keys costs as much as running them. A plan that is kept may have
   * been made for a table that was empty then, and reading all of it for each batch looked cheap:
   * the others rule that out. For the same reason no statement may join two sets that no index
   * leads into: it would compare each row of one with each of the other.
   */
  private static final String WRITE =
      READ
          + ", set_config('plan_cache_mode', 'force_generic_plan', true)"
          + ", set_config('enable_seqscan', 'off', true)"
          + ", set_config('enable_hashjoin', 'off', true)"
          + ", set_config('enable_mergejoin', 'off', true)"
          + ", set_config('enable_material', 'off', true)"
          + ", set_config('enable_bitmapscan', 'off', true)";

  private Actors() {}

  /** What a transaction says first. */
  static String statement(boolean readOnly) {
    return readOnly ? READ : WRITE;
  }

  static void set(Connection connection, Actor actor, boolean readOnly) throws SQLException {
    String sql = statement(readOnly).replace(":" + NAME, "?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, actor.setting());
      statement.execute();
    }
  }
}
