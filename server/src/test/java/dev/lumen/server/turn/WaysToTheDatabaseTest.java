package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.CountedServer;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.PostgresTurnQueue;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.RealtimeHub;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How often a turn goes to the database and back")
class WaysToTheDatabaseTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int TURNS = 20;

  private TestDatabase test;
  private CountedServer server;
  private Database database;
  private RealtimeHub hub;
  private TurnQueue queue;
  private final AtomicBoolean workersRun = new AtomicBoolean(true);
  private TurnIntake intake;
  private TurnProcessor processor;
  private Actor user;
  private UUID conversation;

  @BeforeEach
  void open() throws IOException {
    test = TestDatabase.create();
    UUID id = test.user("owner@example.org");
    user = new Actor.User(id);
    conversation = test.conversation(id);
    server = new CountedServer(test.server());
    database = Database.open(server, 1);
    hub = new RealtimeHub(new EventStore(database), HubSettings.defaults(), Clock.systemUTC());
    queue = new PostgresTurnQueue(database, new Measurements(InstantSource.system()));
    TurnRoom room = TurnRoom.of(database, Cleaner.standard(), queue, Clock.systemUTC());
    ProcessingStatistics statistics = new ProcessingStatistics();
    QueueNews news =
        new QueueNews(hub, statistics, new WaitEstimate(statistics, () -> 1, queue::waiting));
    intake = new TurnIntake(room, news, workersRun::get);
    processor = new TurnProcessor(room, statistics, news, AfterFailure.CONTINUE);
  }

  @AfterEach
  void close() {
    hub.close();
    database.close();
    server.close();
    test.close();
  }

  @Test
  @DisplayName("one for a turn of the AI voice, once it is known how the last one left things")
  void aTurnOfTheVoice() {
    List<Integer> ways =
        ways(i -> intake.process(user, conversation, NewTurn.of("Lumen", "Hello " + i)));
    // The first finds out what is there, the second that nobody else has changed it.
    assertThat(ways.subList(0, 2)).allMatch(it -> it >= 2);
    assertThat(ways.subList(2, TURNS)).containsOnly(1);
  }

  @Test
  @DisplayName("one for a turn that is cleaned at once")
  void aTurnThatIsCleanedAtOnce() {
    assertThat(fewest(i -> intake.process(user, conversation, NewTurn.of("User", "um hello"))))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("one for a turn that nobody waits for, while it is quiet")
  void aTurnThatNobodyWaitsFor() {
    assertThat(fewest(i -> intake.enqueue(user, conversation, NewTurn.of("User", "um hello"))))
        .isEqualTo(1);
    assertThat(queue.claim("me", LEASE, 1)).isEmpty();
  }

  @Test
  @DisplayName("two for a turn that waits, one to claim it and two to process it")
  void aTurnThatWaits() {
    workersRun.set(false);
    assertThat(fewest(i -> intake.enqueue(user, conversation, NewTurn.of("User", "um hello"))))
        .isEqualTo(2);
    assertThat(fewest(i -> queue.claim("nobody " + i, Duration.ZERO, 1))).isEqualTo(1);
    List<Integer> processing =
        IntStream.range(0, TURNS)
            .map(
                i -> {
                  List<Job> claimed = queue.claim("me", LEASE, 1);
                  assertThat(claimed).hasSize(1);
                  int before = server.ways();
                  processor.process(claimed, "me", 1);
                  return server.ways() - before;
                })
            .boxed()
            .toList();
    assertThat(processing.stream().mapToInt(it -> it).min()).hasValue(2);
    List<TurnView> turns =
        database.read(user, handle -> new TurnStore().list(handle, conversation, 100, 0));
    assertThat(turns).hasSize(TURNS).allMatch(TurnView::isProcessed);
  }

  /** The fewest, as the queue is also counted now and then. */
  private int fewest(IntConsumer turn) {
    return Collections.min(ways(turn));
  }

  private List<Integer> ways(IntConsumer turn) {
    return IntStream.range(0, TURNS)
        .map(
            i -> {
              int before = server.ways();
              turn.accept(i);
              return server.ways() - before;
            })
        .boxed()
        .toList();
  }
}
