package dev.lumen.server.checkup;

import dev.lumen.server.database.Connections;
import dev.lumen.server.database.Migrations;
import dev.lumen.server.database.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the database says of itself, and how fast it is. */
public final class DatabaseCheck {
  private static final int TIMES = 20;
  private static final double SLOW_QUESTION_MS = 5;
  private static final double SLOW_COMMIT_MS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MUCH_LOG = 1L << 30;
  private static final int LONG_WAIT_SECONDS = 60;

  private static final Duration GOOD_CLOCK = Duration.ofSeconds(5);
  private static final String NOW =
      "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

  private final PostgresServer server;
  private final InstantSource clock;
  private final List<Finding> findings;

  /**
   * @param findings where each is put as it is found: the database may stop to answer any time
   */
  public DatabaseCheck(PostgresServer server, InstantSource clock, List<Finding> findings) {
    this.server = server;
    this.clock = clock;
    this.findings = findings;
  }

  /** All of it. Changes nothing. */
  public void look() {
    try (Connection connection = Connections.open(server, PATIENCE);
        Statement statement = connection.createStatement()) {
      statement.execute("select set_config('lumen.actor', 'service', false)");
      version(statement);
      schema();
      question(statement);
      commit(statement);
      clock(statement);
      slots(statement);
      log(statement);
      if (Migrations.applied(server) > 0) {
        queue(statement);
        size(statement);
      }
    } catch (SQLException e) {
      findings.add(
          Finding.fail(
              "database",
              "it does not answer as it should (SQLSTATE %s)".formatted(e.getSQLState()),
              "see its log, postgres.log in the data folder for the embedded one"));
    }
  }

  private void version(Statement statement) throws SQLException {
    String found =
        "PostgreSQL %s, fsync %s, synchronous_commit %s"
            .formatted(
                text(statement, "show server_version"),
                text(statement, "show fsync"),
                text(statement, "show synchronous_commit"));
    boolean durable =
        text(statement, "show fsync").equals("on")
            && !text(statement, "show synchronous_commit").equals("off");
    findings.add(
        durable
            ? Finding.ok("database", found)
            : Finding.warn(
                "database", found, "a power cut loses turns that were acknowledged; turn both on"));
  }

  private void schema() {
    int applied = Migrations.applied(server);
    String found = "schema %d of %d".formatted(applied, Migrations.NEWEST);
    if (applied == Migrations.NEWEST) {
      findings.add(Finding.ok("schema", found));
    } else if (applied < Migrations.NEWEST) {
      findings.add(
          Finding.warn("schema", found, "./lumen migrate up, or start the server, which does so"));
    } else {
      findings.add(
          Finding.fail("schema", found, "a newer Lumen was here; use that version or a newer one"));
    }
  }

  private void question(Statement statement) throws SQLException {
    timed(
        "a question",
        () -> statement.executeQuery("select 1").close(),
        SLOW_QUESTION_MS,
        "is it far away, or busy?");
  }

  /** A message that nobody reads is written to the log and flushed as a turn's commit is. */
  private void commit(Statement statement) throws SQLException {
    timed(
        "a commit",
        () ->
            statement
                .executeQuery("select pg_logical_emit_message(true, 'lumen-doctor', '')")
                .close(),
        SLOW_COMMIT_MS,
        "each turn waits for one: the disk is slow or busy");
  }

  private interface Step {
    void run() throws SQLException;
  }

  private void timed(String what, Step step, double slow, String advice) throws SQLException {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      step.run();
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    String found =
        String.format(
            Locale.ROOT,
            "%s takes %.2f ms, at worst %.2f",
            what,
            millis[TIMES / 2],
            millis[TIMES - 1]);
    findings.add(
        millis[TIMES / 2] > slow
            ? Finding.warn("speed", found, advice)
            : Finding.ok("speed", found));
  }

  /** Nodes take the times of turns and figures from their own clocks, and tokens end by them. */
  private void clock(Statement statement) throws SQLException {
    Instant before = clock.instant();
    Instant there = Instant.parse(text(statement, NOW));
    Duration ahead = Duration.between(there, before);
    if (ahead.abs().compareTo(GOOD_CLOCK) > 0) {
      findings.add(
          Finding.warn(
              "clock",
              "this machine's is %d s %s the database's"
                  .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
              "set both by NTP: times of turns, tokens and the figure feed.lag are off by that"));
    }
  }

  /** A node that finds none free does not start. */
  private void slots(Statement statement) throws SQLException {
    String asked =
        "select count(*), count(*) filter (where not active),"
            + " current_setting('max_replication_slots')::int from pg_replication_slots";
    try (ResultSet row = statement.executeQuery(asked)) {
      row.next();
      if (row.getInt(1) >= row.getInt(3)) {
        findings.add(
            Finding.warn(
                "log",
                "all %d replication slots are taken, %d of them are read by nobody; a further node cannot start"
                    .formatted(row.getInt(1), row.getInt(2)),
                "raise max_replication_slots, or drop those that are no longer needed: select pg_drop_replication_slot(...)"));
      }
    }
  }

  private void log(Statement statement) throws SQLException {
    String slots =
        "select count(*), coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint"
            + " from pg_replication_slots where not active";
    try (ResultSet row = statement.executeQuery(slots)) {
      row.next();
      if (row.getLong(2) > MUCH_LOG) {
        findings.add(
            Finding.warn(
                "log",
                String.format(
                    Locale.ROOT,
                    "%d replication slots that nobody reads hold back %,d MB of log",
                    row.getLong(1),
                    row.getLong(2) >> 20),
                "drop those that are no longer needed: select pg_drop_replication_slot(...)"));
      }
    }
    String publications =
        text(
            statement,
            "select count(distinct pubname) from pg_publication where pubname in ('supabase_realtime', 'lumen_events')");
    if (!publications.equals("2") && Migrations.applied(server) > 0) {
      findings.add(
          Finding.fail(
              "publications",
              "supabase_realtime or lumen_events is missing, so no screen hears of a change",
              "create it again as V009__publication.sql does"));
    }
  }

  private void queue(Statement statement) throws SQLException {
    String jobs =
        "select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::int from turn_jobs";
    try (ResultSet row = statement.executeQuery(jobs)) {
      row.next();
      String found = "%d turns wait, the oldest for %d s".formatted(row.getInt(1), row.getInt(2));
      findings.add(
          row.getInt(2) > LONG_WAIT_SECONDS
              ? Finding.warn(
                  "queue", found, "is a server running, are its workers, is a conversation paused?")
              : Finding.ok("queue", found));
    }
  }

  private void size(Statement statement) throws SQLException {
    findings.add(
        Finding.ok(
            "contents",
            "%s conversations, %s users, %s on disk"
                .formatted(
                    text(statement, "select count(*) from conversations"),
                    text(statement, "select count(*) from users"),
                    text(
                        statement,
                        "select pg_size_pretty(pg_database_size(current_database()))"))));
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
