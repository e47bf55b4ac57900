package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-01, R-07 every event reaches every subscriber once and in order")
class DeliveryTest {
  private static RealtimeServer server;

  private final AtomicInteger sawAll = new AtomicInteger();

  @BeforeAll
  static void start() {
    server = new RealtimeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void order_holds_under_concurrent_writers_and_readers_that_come_and_go() throws Exception {
    UUID conversation = server.conversation();
    int writers = 4;
    int each = 100;
    long total = (long) writers * each;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(Thread.startVirtualThread(() -> writeOneByOne(conversation, each)));
    }
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.startVirtualThread(() -> readHoppingTo(conversation, total)));
    }
    CountDownLatch done = new CountDownLatch(threads.size());
    for (Thread thread : threads) {
      Thread.startVirtualThread(() -> joined(thread, done));
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(sawAll.get()).as("readers that saw all %d events", total).isEqualTo(8);
  }

  private static void writeOneByOne(UUID conversation, int count) {
    for (int i = 0; i < count; i++) {
      server.write(conversation, 1);
    }
  }

  /** Reads a few events, drops the socket, and goes on behind them with another. */
  private void readHoppingTo(UUID conversation, long total) {
    long seen = 0;
    while (seen < total) {
      SocketClient client = server.connect(conversation, "?token=valid&after=" + seen);
      client.next("hello");
      for (int i = 0; i < 37 && seen < total; i++) {
        long seq = client.next("test:event").path("seq").asLong();
        assertThat(seq).isEqualTo(++seen);
      }
      client.abort();
    }
    sawAll.incrementAndGet();
  }

  private static void joined(Thread thread, CountDownLatch done) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done.countDown();
  }

  @Test
  void two_hundred_sockets_get_the_same_events() {
    UUID conversation = server.conversation();
    List<SocketClient> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(server.connect(conversation));
    }
    clients.forEach(client -> client.next("hello"));

    for (int i = 0; i < 10; i++) {
      server.write(conversation, 2);
    }

    List<Long> expected = LongStream.rangeClosed(1, 20).boxed().toList();
    for (SocketClient client : clients) {
      assertThat(client.nextSeqs(20)).isEqualTo(expected);
      client.close();
    }
  }

  @Test
  void a_lost_feed_loses_nothing() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");
    long reconnects = server.feed.reconnects();
    List<Long> seen = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      server.psql(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
              + " WHERE database = current_database() AND active_pid IS NOT NULL");
      // Written while the feed is away, in part: only the tables know of these.
      for (int i = 0; i < 10; i++) {
        server.write(conversation, 5);
      }
      seen.addAll(client.nextSeqs(50));
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 150).boxed().toList());
    assertThat(server.feed.reconnects()).isGreaterThan(reconnects);
  }

  @Test
  void a_conversation_deleted_while_the_feed_is_away_is_noticed() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");

    server.hub.onDisconnected();
    server.psql("DELETE FROM conversations WHERE id = '" + conversation + "'");
    server.hub.onReconnected();

    assertThat(client.closeCode()).isEqualTo(CloseReason.REMOVED.code());
  }

  @Test
  void sockets_opened_while_the_feed_is_away_begin_at_the_right_place() {
    UUID conversation = server.conversation();
    server.write(conversation, 3);
    server.hub.onDisconnected();
    try {
      SocketClient client = server.connect(conversation, "?token=valid&after=1");
      assertThat(client.next("hello").path("payload").path("last_seq").asLong()).isEqualTo(3);
      assertThat(client.nextSeqs(2)).containsExactly(2L, 3L);
    } finally {
      server.hub.onReconnected();
    }
  }

  @Test
  void conversations_forgotten_and_remembered_all_the_time_lose_nothing() {
    int conversations = 20;
    try (RealtimeServer forgetful = new RealtimeServer(remembering(2))) {
      List<UUID> ids = new ArrayList<>();
      List<SocketClient> followers = new ArrayList<>();
      for (int i = 0; i < conversations; i++) {
        ids.add(forgetful.conversation());
        forgetful.write(ids.get(i), 3);
      }
      for (UUID id : ids) {
        followers.add(forgetful.connect(id, "?token=valid&after=0"));
      }
      for (int round = 0; round < 5; round++) {
        ids.forEach(id -> forgetful.write(id, 1));
        ids.forEach(id -> forgetful.connect(id, "?token=valid&after=1").next("hello"));
      }

      List<Long> expected = LongStream.rangeClosed(1, 8).boxed().toList();
      for (SocketClient follower : followers) {
        follower.next("hello");
        assertThat(follower.nextSeqs(8)).isEqualTo(expected);
      }
    }
  }

  private static HubSettings remembering(int conversations) {
    HubSettings usual = HubSettings.defaults();
    return new HubSettings(
        usual.heartbeat(),
        usual.deadAfter(),
        usual.stall(),
        usual.maxBehind(),
        usual.closeGrace(),
        usual.drain(),
        conversations,
        usual.tick());
  }

  @Test
  void a_socket_that_vanishes_is_forgotten() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");
    int before = server.hub.statistics().subscribers();

    client.abort();

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.hub.statistics().subscribers() >= before && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(server.hub.statistics().subscribers()).isLessThan(before);
  }
}
