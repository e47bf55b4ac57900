package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Promptness;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * P-94 to P-97, P-99, P-100: the medians of what the pages ask for most, over 30,000 turns, one
 * conversation of 10,000 among them, asked by its owner with row security on. Medians, because a
 * busy machine delays single calls.
 */
class DatabaseSpeedTest {
  private static final int RUNS = 25;
  private static final int WARM_UP = 15;

  private static TestDatabase test;
  private static Actor owner;
  private static UUID large;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    UUID user = test.user("owner@example.org");
    owner = new Actor.User(user);
    large = test.conversation(user);
    UUID other = test.user("other@example.org");
    fill(large, 10_000);
    for (int i = 0; i < 20; i++) {
      fill(test.conversation(i % 2 == 0 ? user : other), 1_000);
    }
    test.database().jdbi().useHandle(handle -> handle.execute("analyze turns, conversations"));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @DisplayName("P-94: a conversation with its last page of turns comes in under 50 ms")
  void aConversation() {
    Promptness.assertWithin(
        Duration.ofMillis(50),
        () ->
            median(
                "select * from conversations where id = :id",
                "select * from turns where conversation_id = :id order by seq desc limit 50"));
  }

  @Test
  @DisplayName("P-58, P-95: a turn with all its fields is stored in under 20 ms")
  void aTurn() {
    String insert =
        """
        insert into turns (conversation_id, speaker, raw_text, cleaned_text, confidence_score, cleaning_applied,
            cleaning_level, processing_time_ms, corrections, context_detected, business_domain, conversation_flow,
            queue_time_ms, websocket_latency_ms, sliding_window_size, context_turns_used, metadata)
          values (:id, 'User', 'vector of marketing', 'Director of Marketing', 'HIGH', true, 'full', 12.5,
            '[{"original": "vector of", "corrected": "Director of"}]', 'business', 'sales', 'introduction',
            1.5, 2.5, 10, 10, '{"device": "phone"}')
        """;
    Promptness.assertWithin(
        Duration.ofMillis(20),
        () ->
            medianOf(
                () ->
                    test.database()
                        .write(
                            owner,
                            handle -> handle.createUpdate(insert).bind("id", large).execute())));
  }

  @Test
  @DisplayName("P-66, P-96: the window of 20 turns comes in under 30 ms")
  void theWindow() {
    Promptness.assertWithin(
        Duration.ofMillis(30),
        () ->
            medianOf(
                () ->
                    test.database()
                        .read(owner, handle -> ConversationWindow.windowOf(handle, large, 20))));
  }

  @Test
  @DisplayName("P-97: turns of a context are found in the whole history in under 40 ms")
  void aContext() {
    Promptness.assertWithin(
        Duration.ofMillis(40),
        () ->
            median(
                "select id, seq, cleaned_text from turns where context_detected = 'context 7' "
                    + "and conversation_id = :id order by seq desc limit 100"));
  }

  @Test
  @DisplayName("P-99: turns of a business domain are found among thousands in under 35 ms")
  void aDomain() {
    Promptness.assertWithin(
        Duration.ofMillis(35),
        () ->
            median(
                "select id, seq, cleaned_text from turns where business_domain = 'domain 3' "
                    + "order by created_at desc, seq desc limit 100"));
  }

  @Test
  @DisplayName("P-100: the list of conversations comes in under 100 ms")
  void theList() {
    UUID user = ((Actor.User) owner).id();
    Promptness.assertWithin(
        Duration.ofMillis(100),
        () ->
            medianOf(
                () ->
                    test.database()
                        .read(
                            owner, handle -> DatabaseReports.conversations(handle, user, 20, 0))));
  }

  @Test
  @DisplayName("P-72: the database is connected in under a second")
  void connecting() {
    long begin = System.nanoTime();
    Database.open(test.server(), 4).close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
  }

  private static void fill(UUID conversation, int turns) {
    test.database()
        .write(
            new Actor.Service(),
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into turns (conversation_id, speaker, raw_text, cleaned_text, confidence_score,
                            processing_time_ms, context_detected, business_domain)
                          select :id, case g % 2 when 0 then 'Lumen' else 'User' end, 'raw ' || g, 'cleaned ' || g,
                                 'HIGH', g % 100, 'context ' || g % 50, 'domain ' || g % 40
                            from generate_series(1, :turns) g
                        """)
                    .bind("id", conversation)
                    .bind("turns", turns)
                    .execute());
  }

  private static Duration median(String... queries) {
    return medianOf(
        () ->
            test.database()
                .<Integer>read(
                    owner,
                    handle -> {
                      int rows = 0;
                      for (String query : queries) {
                        var select = handle.createQuery(query);
                        rows +=
                            (query.contains(":id") ? select.bind("id", large) : select)
                                .mapToMap()
                                .list()
                                .size();
                      }
                      assertThat(rows).isPositive();
                      return rows;
                    }));
  }

  private static Duration medianOf(Runnable action) {
    long[] times = new long[RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      long begin = System.nanoTime();
      action.run();
      times[Math.max(run, 0)] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return Duration.ofNanos(times[RUNS / 2]);
  }
}
