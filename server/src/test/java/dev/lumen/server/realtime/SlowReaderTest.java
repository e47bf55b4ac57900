package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-01 one reader's slowness is its own affair")
class SlowReaderTest {
  private static final HubSettings IMPATIENT =
      new HubSettings(
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          1_000,
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          64,
          Duration.ofMillis(20));

  @Test
  void a_stalled_reader_is_closed_as_slow_while_another_reads_on_and_can_resume() {
    try (RealtimeServer server = new RealtimeServer(IMPATIENT)) {
      UUID conversation = server.conversation();
      SocketClient stalled =
          server.track(SocketClient.stalled(server.address(conversation, "?token=valid&after=0")));
      SocketClient other = server.connect(conversation);
      other.next("hello");
      // More than socket buffers of both sides hold.
      EventDraft large = new EventDraft("test:event", "{\"text\":\"" + "x".repeat(200_000) + "\"}");
      int count = 150;
      for (int i = 0; i < count / 10; i++) {
        server.write(conversation, Collections.nCopies(10, large));
      }

      assertThat(other.nextSeqs(count).getLast()).isEqualTo(count);
      awaitSlow(server);
      stalled.startReading();
      assertThat(stalled.closeCode()).isEqualTo(CloseReason.SLOW.code());
      stalled.next("hello");
      List<Long> had = new ArrayList<>();
      while (stalled.hasUnread()) {
        had.add(stalled.next("test:event").path("seq").asLong());
      }
      assertThat(had.size()).isLessThan(count);

      SocketClient back = server.connect(conversation, "?token=valid&after=" + had.size());
      back.next("hello");
      had.addAll(back.nextSeqs(count - had.size()));
      assertThat(had).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
    }
  }

  private static void awaitSlow(RealtimeServer server) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.hub.statistics().slowClosed() == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(server.hub.statistics().slowClosed()).isEqualTo(1);
  }

  @Test
  void the_server_pings_and_closes_whoever_never_answers() throws Exception {
    HubSettings strict =
        new HubSettings(
            Duration.ofMillis(100),
            Duration.ofMillis(600),
            Duration.ofSeconds(10),
            1_000,
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            64,
            Duration.ofMillis(20));
    try (RealtimeServer server = new RealtimeServer(strict)) {
      SocketClient alive = server.connect(server.conversation());
      SocketClient mute =
          server.track(SocketClient.stalled(server.address(server.conversation(), "?token=valid")));
      alive.next("hello");

      for (int i = 0; i < 10; i++) {
        assertThat(alive.nextControl()).isEqualTo("ping");
      }
      mute.startReading();
      assertThat(mute.closeCode()).isEqualTo(CloseReason.IDLE.code());
      assertThat(alive.isClosed()).isFalse();
    }
  }

  @Test
  void a_server_that_stops_says_so_to_everyone() {
    RealtimeServer server = new RealtimeServer(IMPATIENT);
    List<SocketClient> clients =
        IntStream.range(0, 20).mapToObj(_ -> server.connect(server.conversation())).toList();
    clients.forEach(client -> client.next("hello"));
    try {
      server.hub.close();
      for (SocketClient client : clients) {
        assertThat(client.closeCode()).isEqualTo(CloseReason.RESTARTING.code());
      }
      assertThat(server.hub.statistics().subscribers()).isZero();
    } finally {
      server.close();
    }
  }
}
