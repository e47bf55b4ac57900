package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.queue.PostgresTurnQueue;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.queue.Workers;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.RealtimeHub;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-06: what becomes of a turn whose processing fails")
class TurnProcessorTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String UNLUCKY = "the unlucky one";

  private TestDatabase test;
  private Actor user;
  private UUID conversation;
  private RealtimeHub hub;
  private ProcessingStatistics statistics;

  @BeforeEach
  void open() {
    test = TestDatabase.create();
    UUID id = test.user("owner@example.org");
    user = new Actor.User(id);
    conversation = test.conversation(id);
    hub =
        new RealtimeHub(new EventStore(test.database()), HubSettings.defaults(), Clock.systemUTC());
    statistics = new ProcessingStatistics();
  }

  @AfterEach
  void close() {
    hub.close();
    test.close();
  }

  @Test
  @DisplayName("R-04: a failure that is not the database's is final at once")
  void anUnexpectedFailureIsFinal() {
    List<TurnView> turns =
        process(
            (turn, memory) -> {
              if (turn.rawText().equals(UNLUCKY)) {
                throw new IllegalStateException("refused");
              }
              return Cleaner.standard().clean(turn, memory);
            });
    assertThat(turns).extracting(TurnView::status).containsExactly("failed", "processed");
    assertThat(statistics.retries()).isZero();
    assertThat(statistics.failedJobs()).isEqualTo(1);
  }

  @Test
  @DisplayName("R-02, P-08: a failure of the database is tried again, and nothing overtakes")
  void aFailureOfTheDatabaseIsTriedAgain() throws SQLException {
    refuse(2 * 2);
    List<TurnView> turns = process(Cleaner.standard());
    assertThat(turns).extracting(TurnView::status).containsExactly("processed", "processed");
    assertThat(statistics.retries()).isEqualTo(2);
    assertThat(statistics.failedJobs()).isZero();
    assertThat(processedInOrder()).containsExactly(UNLUCKY, "the next one");
    assertThat(turns.getFirst().metadata().queueTimeMs()).isGreaterThanOrEqualTo(200);
  }

  @Test
  @DisplayName("R-05, P-10, Q-02: after three retries the turn is failed and told")
  void afterThreeRetriesItIsOver() throws SQLException {
    refuse(2 * 4);
    List<TurnView> turns = process(Cleaner.standard());
    assertThat(turns).extracting(TurnView::status).containsExactly("failed", "processed");
    assertThat(statistics.retries()).isEqualTo(3);
    assertThat(events()).containsOnlyOnce("turn:error").contains("turn:processed");
  }

  /** Queues two turns, and lets one worker loose on them until both have ended. */
  private List<TurnView> process(Cleaner cleaner) {
    TurnQueue queue =
        new PostgresTurnQueue(test.database(), new Measurements(InstantSource.system()));
    TurnRoom room = TurnRoom.of(test.database(), cleaner, queue, Clock.systemUTC());
    QueueNews news =
        new QueueNews(hub, statistics, new WaitEstimate(statistics, () -> 1, queue::waiting));
    TurnIntake intake = new TurnIntake(room, news, () -> false); // they begin later
    intake.enqueue(user, conversation, NewTurn.of("User", UNLUCKY));
    UUID last =
        intake.enqueue(user, conversation, NewTurn.of("User", "the next one")).turn().turnId();
    room.results().expect(last);
    try (Workers workers =
        new Workers(queue, new TurnProcessor(room, statistics, news, AfterFailure.CONTINUE), 1)) {
      workers.start();
      assertThat(room.results().await(last, LONG)).isEqualTo(TurnResults.News.ENDED);
    }
    return test.database().read(user, handle -> room.turns().list(handle, conversation, 10, 0));
  }

  /**
   * Has the database refuse the result of the first turn some times, as a failing disk would. It is
   * asked twice at each try: for the turn together with its successor, then for it alone.
   */
  private void refuse(int times) throws SQLException {
    try (Connection connection = test.openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create sequence tries;
          grant usage on sequence tries to lumen;
          create function refuse() returns trigger language plpgsql as $$
          begin
            if new.raw_text = '%s' and new.status = 'processed' and nextval('tries') <= %d then
              raise exception 'refused' using errcode = 'data_corrupted';
            end if;
            return new;
          end $$;
          create trigger refuse before update on turns for each row execute function refuse();
          """
              .formatted(UNLUCKY, times));
    }
  }

  private List<String> processedInOrder() {
    return texts("select raw_text from turns order by processed_at");
  }

  private List<String> events() {
    return texts("select type from conversation_events order by seq");
  }

  private List<String> texts(String query) {
    return test.database()
        .read(user, handle -> handle.createQuery(query).mapTo(String.class).list());
  }
}
