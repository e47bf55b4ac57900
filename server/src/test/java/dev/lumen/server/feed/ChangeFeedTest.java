package dev.lumen.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The feed tells every committed change of a real database, in commit order")
class ChangeFeedTest {
  @TempDir static Path directory;
  private static FeedServer server;

  private final RecordingListener heard = new RecordingListener();

  @BeforeAll
  static void startServer() {
    server = new FeedServer(directory);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void emptyTable() {
    server.execute("TRUNCATE notes");
  }

  @Test
  void what_is_committed_right_after_the_start_arrives() throws Exception {
    try (var feed = ChangeFeed.start(server.settings(), heard)) {
      server.execute("INSERT INTO notes VALUES (1, 'hello', '2026-05-06 07:08:09.123456+02')");

      Transaction transaction = heard.next();

      assertThat(transaction.changes()).hasSize(1);
      RowChange change = transaction.changes().getFirst();
      assertThat(change.isOf("public", "notes")).isTrue();
      assertThat(change.kind()).isEqualTo(ChangeKind.INSERT);
      assertThat(change.text("body")).isEqualTo("hello");
      assertThat(change.text("at")).isEqualTo("2026-05-06 05:08:09.123456+00");
      assertThat(feed.connected()).isTrue();
      assertThat(feed.transactions()).isEqualTo(1);
      assertThat(feed.position()).isEqualTo(transaction.lsn());
      assertThat(feed.lag()).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void updates_deletes_and_truncations_arrive_with_old_and_new_values() throws Exception {
    String large = "SELECT string_agg(md5(i::text), '') FROM generate_series(1, 2000) i";
    try (var feed = ChangeFeed.start(server.settings(), heard)) {
      server.execute("INSERT INTO notes VALUES (1, (" + large + "))");
      server.execute("UPDATE notes SET at = '2026-01-01' WHERE id = 1");
      server.execute("DELETE FROM notes WHERE id = 1");
      server.execute("TRUNCATE notes");

      String stored = heard.next().changes().getFirst().text("body");
      RowChange update = heard.next().changes().getFirst();
      RowChange delete = heard.next().changes().getFirst();
      RowChange truncate = heard.next().changes().getFirst();

      assertThat(stored).hasSize(64_000);
      assertThat(update.text("body")).as("untouched and stored out of line").isEqualTo(stored);
      assertThat(update.oldText("at")).isNotEqualTo(update.text("at"));
      assertThat(delete.oldText("id")).isEqualTo("1");
      assertThat(truncate.kind()).isEqualTo(ChangeKind.TRUNCATE);
      assertThat(feed.connected()).isTrue();
    }
  }

  @Test
  void a_transaction_arrives_whole_and_a_rolled_back_one_never() throws Exception {
    try (var _ = ChangeFeed.start(server.settings(), heard);
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO notes VALUES (1, 'gone')");
      connection.rollback();
      statement.execute("INSERT INTO notes VALUES (2, 'a'), (3, 'b')");
      statement.execute("UPDATE notes SET body = 'c' WHERE id = 3");
      connection.commit();

      assertThat(heard.next().changes())
          .extracting(change -> change.kind() + " " + change.text("id") + change.text("body"))
          .containsExactly("INSERT 2a", "INSERT 3b", "UPDATE 3c");
    }
  }

  @Test
  void concurrent_writers_are_told_in_commit_order() throws Exception {
    int writers = 8;
    int each = 50;
    server.execute("INSERT INTO notes VALUES (0, '0')");
    try (var _ = ChangeFeed.start(server.settings(), heard)) {
      List<Thread> threads = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        threads.add(Thread.startVirtualThread(() -> increment(each)));
      }
      List<String> bodies = new ArrayList<>();
      Lsn last = new Lsn(0);
      for (int i = 0; i < writers * each; i++) {
        Transaction transaction = heard.next();
        assertThat(transaction.lsn()).isGreaterThan(last);
        last = transaction.lsn();
        bodies.add(String.valueOf(transaction.changes().getFirst().text("body")));
      }
      for (int i = 0; i < bodies.size(); i++) {
        assertThat(bodies.get(i)).isEqualTo(String.valueOf(i + 1));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void increment(int times) {
    try (Connection connection = server.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE notes SET body = (body::int + 1)::text")) {
      for (int i = 0; i < times; i++) {
        update.executeUpdate();
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void progress_is_acknowledged_so_that_the_log_can_be_forgotten() throws Exception {
    try (var _ = ChangeFeed.start(server.settings(), heard)) {
      server.execute("INSERT INTO notes VALUES (1, 'x')");
      Lsn delivered = heard.next().lsn();

      server.waitUntil(
          "SELECT confirmed_flush_lsn >= '" + delivered + "' FROM pg_replication_slots");
    }
  }

  @Test
  void traffic_that_is_not_published_is_acknowledged_too() throws Exception {
    server.execute("CREATE TABLE unrelated AS SELECT 1 AS n");
    try (var _ = ChangeFeed.start(server.settings(), heard)) {
      server.execute("INSERT INTO notes VALUES (1, 'x')");
      heard.next();
      server.execute("INSERT INTO unrelated SELECT generate_series(1, 1000)");
      String written = server.query("SELECT pg_current_wal_flush_lsn()");

      server.waitUntil("SELECT confirmed_flush_lsn >= '" + written + "' FROM pg_replication_slots");
      assertThat(heard.transactions).isEmpty();
    }
  }

  @Test
  void a_killed_connection_is_replaced_and_the_listener_told() throws Exception {
    try (var feed = ChangeFeed.start(server.settings(), heard)) {
      server.execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots");

      assertThat(heard.nextNews()).isEqualTo("disconnected");
      assertThat(heard.nextNews()).isEqualTo("reconnected");
      assertThat(feed.connected()).isTrue();
      assertThat(feed.reconnects()).isEqualTo(1);

      server.execute("INSERT INTO notes VALUES (1, 'after')");
      assertThat(heard.next().changes().getFirst().text("body")).isEqualTo("after");
    }
  }

  @Test
  void a_database_restart_is_survived() throws Exception {
    try (var feed = ChangeFeed.start(server.settings(), heard)) {
      server.stop();
      assertThat(heard.nextNews()).isEqualTo("disconnected");
      assertThat(feed.connected()).isFalse();

      server.startAgain();
      assertThat(heard.nextNews()).isEqualTo("reconnected");
      server.execute("INSERT INTO notes VALUES (1, 'after')");

      assertThat(heard.next().changes().getFirst().text("body")).isEqualTo("after");
    }
  }

  @Test
  void closing_is_prompt_and_leaves_no_slot() throws Exception {
    ChangeFeed feed = ChangeFeed.start(server.settings(), heard);
    CountDownLatch closed = new CountDownLatch(1);

    Thread.startVirtualThread(
        () -> {
          feed.close();
          closed.countDown();
        });

    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(feed.connected()).isFalse();
    server.waitUntil("SELECT count(*) = 0 FROM pg_replication_slots");
  }

  @Test
  void a_listener_that_fails_is_told_to_read_the_tables_again() throws Exception {
    CountDownLatch reread = new CountDownLatch(1);
    FeedListener failing =
        new FeedListener() {
          @Override
          public void onTransaction(Transaction transaction) {
            throw new IllegalStateException("cannot take it");
          }

          @Override
          public void onReconnected() {
            reread.countDown();
          }
        };
    try (var feed =
        ChangeFeed.start(server.settings(), FeedListener.all(List.of(failing, heard)))) {
      server.execute("INSERT INTO notes VALUES (1, 'x')");

      assertThat(reread.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.next().changes()).as("the other listener").hasSize(1);
      assertThat(feed.connected()).isTrue();
    }
  }

  @Test
  void full_memory_is_survived_on_the_way_back_too() throws Exception {
    AtomicInteger left = new AtomicInteger(3);
    FeedListener full =
        new FeedListener() {
          @Override
          public void onTransaction(Transaction transaction) {
            fail();
          }

          @Override
          public void onDisconnected() {
            fail();
          }

          @Override
          public void onReconnected() {
            fail();
          }

          private void fail() {
            if (left.getAndDecrement() > 0) {
              throw new OutOfMemoryError("for the test");
            }
          }
        };
    try (var feed = ChangeFeed.start(server.settings(), FeedListener.all(List.of(full, heard)))) {
      server.execute("INSERT INTO notes VALUES (1, 'too much')");
      assertThat(heard.nextNews()).isEqualTo("disconnected");
      assertThat(heard.nextNews()).isEqualTo("reconnected");
      server.execute("INSERT INTO notes VALUES (2, 'told')");
      assertThat(heard.next().changes().getFirst().text("body")).isEqualTo("told");
      assertThat(feed.connected()).isTrue();
    }
  }

  @Test
  void a_missing_publication_is_refused_at_the_start_with_what_to_do() {
    FeedSettings settings =
        FeedSettings.of(server.url(), "postgres", "", List.of("notes_pub", "nowhere"));

    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> ChangeFeed.start(settings, heard).close())
        .withMessageContaining("nowhere")
        .withMessageContaining("CREATE PUBLICATION");
  }

  @Test
  void an_unreachable_database_is_refused_at_the_start() {
    FeedSettings settings =
        FeedSettings.of("jdbc:postgresql://127.0.0.1:1/none", "x", "secret", List.of());

    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> ChangeFeed.start(settings, heard).close())
        .withMessageContaining("wal_level=logical")
        .withMessageNotContaining("secret");
  }
}
