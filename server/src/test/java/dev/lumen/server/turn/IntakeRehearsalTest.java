package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.queue.PostgresTurnQueue;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.RealtimeHub;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns are rehearsed while a server starts")
class IntakeRehearsalTest {
  private static final List<String> TABLES =
      List.of("users", "conversations", "conversation_counters", "turns", "conversation_events");

  @Test
  @DisplayName("and nothing of it is kept")
  void nothingIsKept() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Database database = server.database().database();
      assertThat(rows(database, "conversations")).isZero(); // it was rehearsed while it started
      List<Long> before = TABLES.stream().map(table -> rows(database, table)).toList();
      assertThat(rehearsed(database))
          .extracting(TurnView::cleanedText)
          .containsExactly(
              "Hello, what is your role at the company?",
              "I'm the head of marketing and we have 50 people");
      assertThat(TABLES).extracting(table -> rows(database, table)).isEqualTo(before);
    }
  }

  /** Where a failure is seen; a server that starts only notes it. */
  private static List<TurnView> rehearsed(Database database) {
    Clock clock = Clock.systemUTC();
    TurnQueue queue = new PostgresTurnQueue(database, new Measurements(clock));
    ProcessingStatistics statistics = new ProcessingStatistics();
    try (RealtimeHub hub =
        new RealtimeHub(new EventStore(database), HubSettings.defaults(), clock)) {
      QueueNews news =
          new QueueNews(hub, statistics, new WaitEstimate(statistics, () -> 1, queue::waiting));
      TurnRoom room = TurnRoom.of(database, Cleaner.standard(), queue, clock);
      return new IntakeRehearsal(room, news).once();
    }
  }

  private static Long rows(Database database, String table) {
    return database.read(
        new Actor.Service(),
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }
}
