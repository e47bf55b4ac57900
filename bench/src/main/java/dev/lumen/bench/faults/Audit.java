package dev.lumen.bench.faults;

import dev.lumen.bench.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    read();
  }

  /** Looks at everything again the next time; what was wrong before stays counted. */
  void forget() {
    seen.clear();
    lastSeq.clear();
    lastNumber.clear();
    numbers.clear();
  }

  /** What stands behind the last turns that were seen, so that a long run does not slow down. */
  private void read() throws SQLException {
    try (Connection connection = store.open();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select t.conversation_id::text, t.seq, t.id::text, t.raw_text, t.status
                  from turns t left join unnest(?::uuid[], ?::int[]) known (id, seq)
                    on known.id = t.conversation_id
                 where t.seq > coalesce(known.seq, 0) and t.raw_text like 'number %'
                 order by t.conversation_id, t.seq""")) {
      List<Map.Entry<String, Integer>> known = List.copyOf(lastSeq.entrySet());
      statement.setArray(
          1, connection.createArrayOf("uuid", known.stream().map(Map.Entry::getKey).toArray()));
      statement.setArray(
          2, connection.createArrayOf("int4", known.stream().map(Map.Entry::getValue).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          seen.add(rows.getString(3));
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
