package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lumen.server.database.ConversationWindow.WindowTurn;
import dev.lumen.server.database.DatabaseReports.ConfidenceShare;
import dev.lumen.server.database.DatabaseReports.ContextUse;
import dev.lumen.server.database.DatabaseReports.ConversationLine;
import dev.lumen.server.database.DatabaseReports.Health;
import dev.lumen.server.database.DatabaseReports.Hour;
import dev.lumen.server.database.DatabaseReports.IndexUse;
import dev.lumen.server.database.DatabaseReports.Performance;
import dev.lumen.server.database.DatabaseReports.Publication;
import dev.lumen.server.database.DatabaseReports.RowCount;
import dev.lumen.server.database.DatabaseReports.TableSize;
import dev.lumen.server.database.DatabaseReports.TableStatistics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-12, M-11: every report over data whose answer was worked out by hand. */
class DatabaseReportsTest {
  private static final Actor SERVICE = new Actor.Service();
  private static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

  private static TestDatabase test;
  private static UUID user;
  private static UUID sales;
  private static UUID support;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    user = test.user("reports@example.org");
    sales = test.conversation(user);
    support = test.conversation(user);
    // speaker, text, confidence, level, ms, queue, socket, context, corrections, error, status,
    // time
    turn(
        sales,
        "('User', 'one', 'HIGH', true, 100, 10, 4, 'intro', '[{}, {}]', false, 'processed', '12:05')");
    turn(
        sales,
        "('Lumen', 'two', 'HIGH', false, 2, null, 6, 'lumen_response', '[]', false, 'processed', '12:05')");
    turn(
        sales,
        "('User', 'three', 'MEDIUM', true, 300, 30, null, 'intro', '[{}]', true, 'processed', '12:10')");
    turn(
        sales,
        "('User', 'four', 'LOW', true, 198, null, null, 'pricing', '[{}]', true, 'processed', '10:59')");
    turn(
        sales,
        "('User', null, null, false, null, null, null, null, '[]', false, 'failed', '12:20')");
    turn(
        support,
        "('User', 'five', 'HIGH', true, 50, 5, 5, 'intro', '[]', false, 'processed', '11:15')");
    turn(
        support,
        "('User', 'six', 'HIGH', false, 70, 7, 5, null, '[]', false, 'processed', '2026-02-27 12:00')");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @DisplayName("D-12 sliding window, C-02: the last cleaned turns, the oldest first")
  void theSlidingWindow() {
    List<WindowTurn> window = read(handle -> ConversationWindow.windowOf(handle, sales, 3));
    assertThat(window).extracting(WindowTurn::cleanedText).containsExactly("two", "three", "four");
    assertThat(window.getFirst())
        .isEqualTo(new WindowTurn(2, "Lumen", "two", "lumen_response", "HIGH", at("12:05")));
    assertThat(read(handle -> ConversationWindow.windowBefore(handle, sales, 3, 10)))
        .extracting(WindowTurn::cleanedText)
        .containsExactly("one", "two");
  }

  @Test
  @DisplayName("D-12 context analysis")
  void theContexts() {
    assertThat(read(handle -> DatabaseReports.contexts(handle, sales)))
        .containsExactly(
            new ContextUse("intro", 2, 200.0, 3, at("12:05"), at("12:10")),
            new ContextUse("lumen_response", 1, 2.0, 0, at("12:05"), at("12:05")),
            new ContextUse("pricing", 1, 198.0, 1, at("10:59"), at("10:59")));
  }

  @Test
  @DisplayName("D-12 performance aggregation, X-28: one line for a conversation")
  void thePerformance() {
    // Sorted times of the sales call: 2, 100, 198, 300; 95 in 100 lies at 198 + 0.85 * 102.
    assertThat(read(handle -> DatabaseReports.performance(handle, NOW.minusSeconds(86_400), 10)))
        .containsExactly(
            new Performance(sales, 5, 3, 150.0, 300.0, 284.7, 600.0, 20.0, 5.0),
            new Performance(support, 1, 1, 50.0, 50.0, 50.0, 50.0, 5.0, 5.0));
    assertThat(read(handle -> DatabaseReports.performance(handle, NOW.minusSeconds(86_400), 1)))
        .hasSize(1);
  }

  @Test
  @DisplayName("D-12 confidence distribution: counts, and percentages with two decimals")
  void theConfidences() {
    assertThat(read(handle -> DatabaseReports.confidences(handle, sales)))
        .containsExactly(
            new ConfidenceShare("HIGH", 2, 50.0),
            new ConfidenceShare("MEDIUM", 1, 25.0),
            new ConfidenceShare("LOW", 1, 25.0));
    UUID thirds = test.conversation(test.user("thirds@example.org"));
    turn(
        thirds,
        "('User', 'x', 'HIGH', true, 1, 1, 1, 'x', '[]', false, 'processed', '2020-01-01')");
    turn(
        thirds, "('User', 'x', 'LOW', true, 1, 1, 1, 'x', '[]', false, 'processed', '2020-01-01')");
    turn(
        thirds, "('User', 'x', 'LOW', true, 1, 1, 1, 'x', '[]', false, 'processed', '2020-01-01')");
    assertThat(read(handle -> DatabaseReports.confidences(handle, thirds)))
        .containsExactly(
            new ConfidenceShare("HIGH", 1, 33.33), new ConfidenceShare("LOW", 2, 66.67));
  }

  @Test
  @DisplayName("D-12 hourly dashboard: the last 24 hours by whole hours")
  void theHours() {
    assertThat(read(handle -> DatabaseReports.hours(handle, NOW)))
        .containsExactly(
            new Hour(at("12:00"), 4, 1, 134.0, 2, 1, 1),
            new Hour(at("11:00"), 1, 1, 50.0, 1, 0, 0),
            new Hour(at("10:00"), 1, 1, 198.0, 0, 1, 0));
  }

  @Test
  @DisplayName("D-12 system health: the last hour")
  void theHealth() {
    Health health = healthAt(NOW);
    assertThat(health)
        .extracting(
            Health::turnsLastHour,
            Health::averageProcessingTimeMs,
            Health::p95ProcessingTimeMs,
            Health::failedLastHour,
            Health::lowConfidenceLastHour,
            Health::queuedTurns)
        .containsExactly(4, 134.0, 280.0, 1, 0, 0);
    assertThat(health.activeConversations()).isGreaterThanOrEqualTo(2);
    assertThat(health.connections()).isPositive();
    assertThat(health.databaseBytes()).isGreaterThan(1_000_000);
    Health empty = healthAt(Instant.parse("1990-01-01T00:00:00Z"));
    assertThat(empty.averageProcessingTimeMs()).isNull();
  }

  @Test
  @DisplayName("D-12 table statistics, X-28")
  void theTables() {
    assertThat(read(DatabaseReports::tables))
        .extracting(TableStatistics::name)
        .contains("users", "conversations", "turns", "conversation_events");
  }

  @Test
  @DisplayName("D-12 index usage")
  void theIndexes() {
    assertThat(read(DatabaseReports::indexes))
        .filteredOn(index -> index.name().equals("idx_turns_conversation_speaker_created"))
        .extracting(IndexUse::tableName)
        .containsExactly("turns");
  }

  @Test
  @DisplayName("D-12 table sizes: a table and its indexes make its total")
  void theSizes() {
    List<TableSize> sizes = read(DatabaseReports::sizes);
    assertThat(sizes)
        .extracting(TableSize::name)
        .contains("turns", "users")
        .doesNotContain("messages");
    assertThat(sizes).allMatch(size -> size.totalBytes() == size.tableBytes() + size.indexBytes());
    assertThat(sizes)
        .extracting(TableSize::totalBytes)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  @DisplayName("D-12 row counts: an owner counts their own")
  void theRowCounts() {
    List<RowCount> counts = test.database().read(new Actor.User(user), DatabaseReports::rowCounts);
    assertThat(counts)
        .extracting(RowCount::name)
        .containsExactly("conversations", "turns", "users");
    assertThat(counts.get(0).rows()).isEqualTo(2);
    assertThat(counts.get(1)).isEqualTo(new RowCount("turns", 7, at("12:20")));
  }

  @Test
  @DisplayName("D-12 publication status, D-10, X-28: what leaves through the log")
  void thePublications() {
    assertThat(read(DatabaseReports::publications))
        .containsExactly(
            new Publication("lumen_events", "conversation_events", true, true, true),
            new Publication("supabase_realtime", "conversations", true, true, true),
            new Publication("supabase_realtime", "turns", true, true, true));
  }

  @Test
  @DisplayName(
      "D-12 conversation list: the last touched first, deleted ones left out, page by page")
  void theConversations() {
    UUID lister = test.user("lister@example.org");
    UUID first = test.conversation(lister);
    UUID second = test.conversation(lister);
    UUID gone = test.conversation(lister);
    execute("update conversations set status = 'deleted' where id = '" + gone + "'");
    execute("update conversations set updated_at = '2026-01-02' where id = '" + second + "'");
    execute("update conversations set updated_at = '2026-01-01' where id = '" + first + "'");
    List<ConversationLine> all =
        read(handle -> DatabaseReports.conversations(handle, lister, 20, 0));
    assertThat(all).extracting(ConversationLine::id).containsExactly(second, first);
    assertThat(all.getFirst().lastTurnAt()).isNull();
    assertThat(read(handle -> DatabaseReports.conversations(handle, lister, 1, 1)))
        .extracting(ConversationLine::id)
        .containsExactly(first);
    assertThat(read(handle -> DatabaseReports.conversations(handle, user, 20, 0)))
        .filteredOn(line -> line.id().equals(sales))
        .extracting(ConversationLine::turnCount, ConversationLine::lastTurnAt)
        .containsExactly(tuple(5, at("12:20")));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + ":00Z");
  }

  private static void turn(UUID conversation, String values) {
    execute(
        """
        insert into turns (conversation_id, speaker, raw_text, cleaned_text, confidence_score, cleaning_applied,
            processing_time_ms, queue_time_ms, websocket_latency_ms, context_detected, corrections,
            transcription_error_detected, status, created_at)
          select '%s', speaker, coalesce(text, 'x'), text, confidence, applied, ms::numeric, queue::numeric,
                 socket::numeric, context,
                 corrections::jsonb, error, status,
                 (case when length(time) = 5 then '2026-03-01 ' || time else time end || ' UTC')::timestamptz
            from (values %s) v (speaker, text, confidence, applied, ms, queue, socket, context, corrections,
                 error, status, time)
        """
            .formatted(conversation, values));
  }

  private static <T> List<T> read(HandleWork<List<T>> work) {
    return test.database().read(SERVICE, work);
  }

  private static Health healthAt(Instant now) {
    return test.database().read(SERVICE, handle -> DatabaseReports.health(handle, now));
  }

  private static void execute(String sql) {
    test.database().write(SERVICE, handle -> handle.execute(sql));
  }
}
