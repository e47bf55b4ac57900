package dev.lumen.bench.faults;

import dev.lumen.bench.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks whether everything that was promised is there, while nobody talks. */
final class Audit {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Store store;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Integer> lastSeq = new HashMap<>();
  private final Map<String, Integer> lastNumber = new HashMap<>();
  private final Map<String, Set<Integer>> numbers = new HashMap<>();
  private long reordered;
  private long doubled;
  private long unfinished;

  Audit(Store store) {
    this.store = store;
  }

  long stored() {
    return seen.size();
  }

  long reordered() {
    return reordered;
  }

  long doubled() {
    return doubled;
  }

  /** Turns that failed, or were not cleaned in time. */
  long unfinished() {
    return unfinished;
  }

  /** Acknowledged turns that are not there. */
  long lost(List<Talker> talkers) {
    return talkers.stream()
        .flatMap(talker -> talker.acknowledged().stream())
        .filter(id -> !seen.contains(id))
        .count();
  }

  /** Waits until nothing waits any more, then reads what is new. */
  void look() throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (waiting() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select conversation_id::text, seq, id::text, raw_text, status from turns"
                    + " where raw_text like 'number %' order by conversation_id, seq")) {
      while (rows.next()) {
        if (seen.add(rows.getString(3))) {
          check(
              rows.getString(1),
              rows.getInt(2),
              Integer.parseInt(rows.getString(4).substring("number ".length())),
              rows.getString(5));
        }
      }
    }
  }

  private void check(String conversation, int seq, int number, String status) {
    if (seq != lastSeq.getOrDefault(conversation, 0) + 1
        || number < lastNumber.getOrDefault(conversation, 0)) {
      reordered++;
    }
    if (!numbers.computeIfAbsent(conversation, _ -> new HashSet<>()).add(number)) {
      doubled++;
    }
    if (!status.equals("processed")) {
      unfinished++;
    }
    lastSeq.put(conversation, seq);
    lastNumber.put(conversation, number);
  }

  private long waiting() throws InterruptedException {
    try {
      return number("select count(*) from turns where status = 'queued'");
    } catch (SQLException away) {
      TimeUnit.MILLISECONDS.sleep(100);
      return 1;
    }
  }

  /** By conversation, the number of its last event. */
  Map<String, Long> lastEvents() throws SQLException {
    Map<String, Long> last = new HashMap<>();
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select conversation_id::text, last_event_seq from conversation_counters")) {
      while (rows.next()) {
        last.put(rows.getString(1), rows.getLong(2));
      }
    }
    return last;
  }

  private long number(String query) throws SQLException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
