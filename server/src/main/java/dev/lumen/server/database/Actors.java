package dev.lumen.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Tells row-level security who is asking, until the transaction ends. */
final class Actors {
  private static final String READ = "select set_config('lumen.actor', ?, true)";

  // Writing statements find their rows by keys, always: planning them anew for every set of keys
  // costs as much as running them. A plan that is kept may have been made for a table that was
  // empty then, and reading all of it for each batch looked cheap: the others rule that out.
  private static final String WRITE =
      READ
          + ", set_config('plan_cache_mode', 'force_generic_plan', true)"
          + ", set_config('enable_seqscan', 'off', true)"
          + ", set_config('enable_hashjoin', 'off', true)"
          + ", set_config('enable_mergejoin', 'off', true)"
          + ", set_config('enable_material', 'off', true)";

  private Actors() {}

  static void set(Handle handle, Actor actor, boolean readOnly) throws SQLException {
    try (PreparedStatement statement =
        handle.getConnection().prepareStatement(readOnly ? READ : WRITE)) {
      statement.setString(1, actor.setting());
      statement.execute();
    }
  }
}
