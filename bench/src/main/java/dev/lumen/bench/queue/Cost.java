package dev.lumen.bench.queue;

import static dev.lumen.bench.queue.QueueCommand.PART;

import dev.lumen.bench.Node;
import dev.lumen.bench.Results;
import dev.lumen.bench.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What some work has cost: processor time, commits and log, each for one turn. Unlike a rate it
 * means the same on a machine that does something else as well.
 *
 * @param serverMillis processor time of the servers' processes
 * @param databaseMillis processor time of PostgreSQL's processes, or NaN where the system tells
 *     none
 * @param commits transactions, reading ones included
 * @param walBytes bytes of the database's log
 * @param turnUpdates updates of rows of {@code turns}
 * @param inPlace those of them that touched no index
 */
record Cost(
    double serverMillis,
    double databaseMillis,
    long commits,
    long walBytes,
    long turnUpdates,
    long inPlace) {

  private static final double TICK_MILLIS = 10;

  private static final String COUNTERS =
      """
      select (select xact_commit from pg_stat_database where datname = current_database()),
             pg_current_wal_insert_lsn() - '0/0'::pg_lsn, n_tup_upd, n_tup_hot_upd
        from pg_stat_user_tables where relname = 'turns'""";

  /** All that has been used so far. */
  static Cost now(List<Node> nodes, Store store) throws IOException, SQLException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTERS)) {
      row.next();
      double servers = 0;
      for (Node node : nodes) {
        servers += millis(node.pid(), false);
      }
      return new Cost(
          servers,
          database(store.pid()),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4));
    }
  }

  /** What has been used since. */
  Cost since(Cost before) {
    return new Cost(
        serverMillis - before.serverMillis,
        databaseMillis - before.databaseMillis,
        commits - before.commits,
        walBytes - before.walBytes,
        turnUpdates - before.turnUpdates,
        inPlace - before.inPlace);
  }

  /** The cost of one of so many turns. */
  Each each(int turns) {
    return new Each(
        serverMillis / turns,
        databaseMillis / turns,
        (double) commits / turns,
        walBytes / turns,
        turnUpdates == 0 ? 100 : 100 * inPlace / turnUpdates);
  }

  /**
   * What one turn costs.
   *
   * @param inPlacePercent of the updates of turns
   */
  record Each(
      double serverMillis,
      double databaseMillis,
      double commits,
      long walBytes,
      long inPlacePercent) {

    void tell(Results results) {
      results.add(PART, "  each: processor time of the server", serverMillis, "ms");
      results.add(PART, "  each: processor time of the database", databaseMillis, "ms");
      results.add(PART, "  each: transactions", commits, "");
      results.add(PART, "  each: log", walBytes, "bytes");
      results.add(PART, "  updates in place", inPlacePercent, "%");
    }
  }

  /** Of the first process, those it has started, and those of them that have ended. */
  private static double database(long first) throws IOException {
    Path children = Path.of("/proc/" + first + "/task/" + first + "/children");
    if (!Files.exists(children)) {
      return Double.NaN;
    }
    double sum = millis(first, true);
    for (String child : Files.readString(children).strip().split(" ", -1)) {
      sum += millis(Long.parseLong(child), false);
    }
    return sum;
  }

  /** Fields 14 to 17 of /proc/PID/stat, counted behind the name, which may hold blanks. */
  private static double millis(long pid, boolean withEnded) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return withEnded ? Double.NaN : 0;
    }
    String text = Files.readString(stat);
    List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
    double ticks = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
    if (withEnded) {
      ticks += Double.parseDouble(fields.get(13)) + Double.parseDouble(fields.get(14));
    }
    return ticks * TICK_MILLIS;
  }
}
