package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Statements that go to the database together")
class TripTest {
  private static final Actor SERVICE = new Actor.Service();

  private static TestDatabase test;
  private static Database database;
  private static UUID owner;
  private static UUID conversation;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    database = test.database();
    owner = test.user("owner@example.org");
    conversation = test.conversation(owner);
    database.write(
        SERVICE, handle -> handle.execute("create table marks (id int primary key, text text)"));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void empty() {
    database.write(SERVICE, handle -> handle.execute("delete from marks"));
  }

  @Test
  void eachStatementSeesWhatThoseBeforeItDidAndAnswersByItself() {
    String text =
        database.write(
            SERVICE,
            handle -> {
              Trip trip = Trip.on(handle);
              trip.tell("insert into marks values (:one, 'a')", it -> it.bind("one", 1));
              Trip.Answer<Integer> added =
                  trip.ask(
                      "insert into marks values (:two, 'b') returning id",
                      it -> it.bind("two", 2),
                      (row, _) -> row.getInt(1));
              Trip.Answer<String> all =
                  trip.ask(
                      "select text from marks order by id", _ -> {}, (row, _) -> row.getString(1));
              assertThatThrownBy(all::rows).isInstanceOf(IllegalStateException.class);
              trip.go();
              return added.rows() + " of " + all.rows();
            });
    assertThat(text).isEqualTo("[2] of [a, b]");
    assertThat(marks()).isEqualTo(2);
  }

  @Test
  void whatAFirstTripReadsIsWhatItsActorMaySee() {
    assertThat(seenBy(new Actor.User(owner))).isEqualTo(1);
    assertThat(seenBy(new Actor.User(UUID.randomUUID()))).isZero();
    assertThat(seenBy(new Actor.User(owner))).isEqualTo(1);
  }

  @Test
  void aTripThatCommitsIsKeptAndNothingIsOfOneThatFails() {
    database.write(
        SERVICE,
        handle -> {
          handle.execute("insert into marks values (1, 'before')");
          Trip.on(handle)
              .tell("insert into marks values (:id, 'last')", it -> it.bind("id", 2))
              .goAndCommit();
          return true;
        });
    assertThat(marks()).isEqualTo(2);
    DatabaseException refused =
        catchThrowableOfType(
            DatabaseException.class,
            () ->
                database.write(
                    SERVICE,
                    handle -> {
                      handle.execute("insert into marks values (3, 'before')");
                      Trip.on(handle)
                          .tell("insert into marks values (:id, 'again')", it -> it.bind("id", 2))
                          .goAndCommit();
                      return true;
                    }));
    assertThat(refused.kind()).isEqualTo(DatabaseException.Kind.CONSTRAINT);
    assertThat(marks()).isEqualTo(2);
  }

  @Test
  void aConnectionThatBreaksOnTheWayThatCommitsLeavesTheOutcomeOpen() {
    AtomicInteger runs = new AtomicInteger();
    DatabaseException lost =
        catchThrowableOfType(
            DatabaseException.class,
            () ->
                database.write(
                    SERVICE,
                    handle -> {
                      runs.incrementAndGet();
                      Trip.on(handle)
                          .tell("select pg_terminate_backend(pg_backend_pid())", _ -> {})
                          .goAndCommit();
                      return true;
                    }));
    assertThat(lost.kind()).isEqualTo(DatabaseException.Kind.OUTCOME_UNKNOWN);
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksOnAnEarlierWayCostsNothing() {
    AtomicInteger runs = new AtomicInteger();
    database.write(
        SERVICE,
        handle -> {
          Trip trip =
              Trip.on(handle)
                  .tell("insert into marks values (:id, 'once')", it -> it.bind("id", 1));
          if (runs.incrementAndGet() == 1) {
            trip.tell("select pg_terminate_backend(pg_backend_pid())", _ -> {});
          }
          trip.go();
          return true;
        });
    assertThat(runs.get()).isEqualTo(2);
    assertThat(marks()).isEqualTo(1);
  }

  @Test
  void aNameThatTwoStatementsHaveIsRefused() {
    assertThatThrownBy(
            () ->
                database.write(
                    SERVICE,
                    handle -> {
                      Trip.on(handle)
                          .tell("insert into marks values (:id, 'a')", it -> it.bind("id", 1))
                          .tell("insert into marks values (:id, 'b')", it -> it.bind("id", 2))
                          .go();
                      return true;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id");
    assertThat(marks()).isZero();
  }

  private static int seenBy(Actor actor) {
    return database.read(
        actor,
        handle -> {
          Trip trip = Trip.on(handle);
          Trip.Answer<Boolean> seen =
              trip.ask(
                  "select true from conversations where id = :id",
                  it -> it.bind("id", conversation),
                  (row, _) -> row.getBoolean(1));
          trip.go();
          return seen.rows().size();
        });
  }

  private static int marks() {
    return database.read(
        SERVICE,
        handle -> handle.createQuery("select count(*) from marks").mapTo(Integer.class).one());
  }
}
