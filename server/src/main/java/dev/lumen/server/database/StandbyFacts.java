package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a server says of itself, as far as it tells whether one follows another.
 *
 * @param system the number that a cluster gets when it is made, and its standbys share
 * @param database the name of the database
 * @param role who asks: row-level security is bound to it
 * @param follows whether it only follows another server
 * @param timeline of the log that it has taken in, in the eight digits of {@link Position}
 * @param schema the newest step of the schema
 */
record StandbyFacts(
    String system, String database, String role, boolean follows, String timeline, int schema) {

  private static final String ASK =
      """
      select (select system_identifier from pg_control_system())::text as system,
             current_database() as database, current_user as role, pg_is_in_recovery() as follows,
             (select lpad(upper(to_hex(timeline_id)), 8, '0') from pg_control_checkpoint()) as timeline
      """;

  static StandbyFacts of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ASK)) {
      row.next();
      return new StandbyFacts(
          row.getString("system"),
          row.getString("database"),
          row.getString("role"),
          row.getBoolean("follows"),
          row.getString("timeline"),
          Migrations.applied(connection));
    }
  }

  /**
   * Why a server must never be asked in the place of the primary that these facts are of; empty
   * when it may. What it is waits for nothing: somebody has to change the setting.
   */
  Optional<String> refusalOf(StandbyFacts standby) {
    if (!standby.system.equals(system)) {
      return Optional.of(
          "it belongs to another cluster (system identifier %s, that of the primary is %s)"
              .formatted(standby.system, system));
    }
    if (!standby.database.equals(database)) {
      return Optional.of(
          "it leads to the database \"%s\", LUMEN_DATABASE_URL to \"%s\""
              .formatted(standby.database, database));
    }
    if (!standby.role.equals(role)) {
      return Optional.of(
          "it names the role \"%s\", LUMEN_DATABASE_URL \"%s\"; row-level security needs the same"
              .formatted(standby.role, role));
    }
    return Optional.empty();
  }

  /** Why it cannot be asked just now, though it is the right one; empty when it can. */
  Optional<String> obstacleOf(StandbyFacts standby, Position position) {
    if (!standby.follows) {
      return Optional.of("it follows nobody: it takes writes itself");
    }
    if (!standby.timeline.equals(position.timeline())) {
      return Optional.of(
          "it has not come to the primary's timeline (%s instead of %s)"
              .formatted(standby.timeline, position.timeline()));
    }
    if (standby.schema != schema) {
      return Optional.of(
          "it has not come to the primary's schema (%d instead of %d)"
              .formatted(standby.schema, schema));
    }
    return Optional.empty();
  }

  /** A statement that succeeds on this very server alone; every connection begins with it. */
  String proof() {
    return """
        select 1 / (pg_is_in_recovery() and current_database() = '%s' and current_user = '%s'
                    and (select system_identifier from pg_control_system())::text = '%s'
                    and (select timeline_id from pg_control_checkpoint()) = %d)::int
        """
        .formatted(
            database.replace("'", "''"),
            role.replace("'", "''"),
            system,
            Integer.parseUnsignedInt(timeline, 16));
  }
}
