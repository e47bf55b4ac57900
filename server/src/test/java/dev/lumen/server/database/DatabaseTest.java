package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transactions: what is kept, what is tried again, and what an exception tells. */
class DatabaseTest {
  private static final Actor SERVICE = new Actor.Service();
  private static final String CANARY = "my-medical-history-4711";

  private static TestDatabase test;
  private static Database database;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    database = test.database();
    database.write(
        SERVICE,
        handle ->
            handle.execute("create table notes (id int primary key, text text, n int default 0)"));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aWriteIsSeenByTheNextRead() {
    database.write(SERVICE, handle -> handle.execute("insert into notes values (1, 'kept')"));
    assertThat(textOf(1)).isEqualTo("kept");
  }

  @Test
  void nothingIsKeptWhenTheWorkThrowsAndItsExceptionComesOutAsItIs() {
    IllegalStateException mine = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                database.write(
                    SERVICE,
                    handle -> {
                      handle.execute("insert into notes values (2, 'not kept')");
                      throw mine;
                    }))
        .isSameAs(mine);
    assertThat(count(2)).isZero();
  }

  @Test
  void aReadCannotWrite() {
    DatabaseException refused =
        failure(
            () ->
                database.read(
                    SERVICE, handle -> handle.execute("insert into notes values (3, 'x')")));
    assertThat(refused.sqlState()).isEqualTo("25006");
    assertThat(count(3)).isZero();
    // The connection that was read-only serves the next write.
    database.write(SERVICE, handle -> handle.execute("insert into notes values (3, 'x')"));
  }

  @Test
  void aBrokenConstraintIsNamed() {
    DatabaseException refused =
        failure(
            () -> {
              database.write(
                  SERVICE, handle -> handle.execute("insert into notes values (4, 'x')"));
              return database.write(
                  SERVICE, handle -> handle.execute("insert into notes values (4, 'x')"));
            });
    assertThat(refused.kind()).isEqualTo(DatabaseException.Kind.CONSTRAINT);
    assertThat(refused.constraint()).isEqualTo("notes_pkey");
    assertThat(refused.sqlState()).isEqualTo("23505");
  }

  @Test
  void noTextOfARowOrAParameterGetsIntoAnException() {
    List<HandleWork<Object>> failing =
        List.of(
            handle -> handle.execute("insert into notes values (?, 'x')", CANARY),
            handle -> handle.execute("select cast(? as uuid)", CANARY),
            handle -> handle.execute("select cast(? as jsonb)", CANARY),
            handle -> handle.execute("select '" + CANARY + "' from nowhere"),
            handle ->
                handle.createQuery("select :a::int").bind("a", CANARY).mapTo(Integer.class).one(),
            handle ->
                handle.createQuery("select :text").bind("text", CANARY).mapTo(Integer.class).one(),
            handle -> handle.execute("insert into notes values (5, ?), (5, ?)", CANARY, CANARY));
    for (HandleWork<Object> work : failing) {
      StringWriter printed = new StringWriter();
      failure(() -> database.write(SERVICE, work)).printStackTrace(new PrintWriter(printed));
      assertThat(printed.toString()).contains("DatabaseException").doesNotContain(CANARY);
    }
  }

  @Test
  void aDeadlockIsTriedAgainUntilBothAreDone() throws Exception {
    database.write(
        SERVICE, handle -> handle.execute("insert into notes values (6, 'a'), (7, 'b')"));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> bumpBoth(6, 7, bothHoldOne, runs));
      Future<?> second = threads.submit(() -> bumpBoth(7, 6, bothHoldOne, runs));
      first.get(30, TimeUnit.SECONDS);
      second.get(30, TimeUnit.SECONDS);
    }
    assertThat(runs.get()).isGreaterThan(2);
    assertThat(numbers(6, 7)).containsExactly(2, 2);
  }

  @Test
  void aConnectionThatBreaksBeforeTheCommitCostsNothing() {
    AtomicInteger runs = new AtomicInteger();
    database.write(
        SERVICE,
        handle -> {
          handle.execute("insert into notes values (8, 'once')");
          if (runs.incrementAndGet() == 1) {
            handle.execute("select pg_terminate_backend(pg_backend_pid())");
          }
          return true;
        });
    assertThat(runs.get()).isEqualTo(2);
    assertThat(textOf(8)).isEqualTo("once");
  }

  @Test
  void aConnectionThatBreaksInTheCommitLeavesTheOutcomeOpenAndIsNotTriedAgain() {
    database.write(
        SERVICE,
        handle ->
            handle.execute(
                """
                create table fragile (id int);
                create function hang_up() returns trigger language plpgsql as
                  'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
                create constraint trigger fragile_hang_up after insert on fragile
                  deferrable initially deferred for each row execute function hang_up()
                """));
    AtomicInteger runs = new AtomicInteger();
    DatabaseException broken =
        failure(
            () ->
                database.write(
                    SERVICE,
                    handle -> {
                      runs.incrementAndGet();
                      return handle.execute("insert into fragile values (1)");
                    }));
    assertThat(broken.kind()).isEqualTo(DatabaseException.Kind.OUTCOME_UNKNOWN);
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void jsonArraysTimesAndIdsGoInAndComeOut() {
    UUID id = new UUID(1, 2);
    Instant time = Instant.parse("2026-03-29T01:30:00.123456Z");
    database.<Object>read(
        SERVICE,
        handle -> {
          assertThat(one(handle, new Jsonb("{\"a\": [1]}"), Jsonb.class))
              .isEqualTo(new Jsonb("{\"a\": [1]}"));
          assertThat(one(handle, id, UUID.class)).isEqualTo(id);
          assertThat(
                  handle
                      .createQuery("select cast(:value as timestamptz)")
                      .bind("value", time)
                      .mapTo(Instant.class)
                      .one())
              .isEqualTo(time);
          assertThat(
                  handle
                      .createQuery("select cast(:value as text[])")
                      .bindArray("value", String.class, List.of("a", "b\"{,}"))
                      .mapTo(String[].class)
                      .one())
              .containsExactly("a", "b\"{,}");
          return true;
        });
  }

  @Test
  void openingASecondTimeChangesNothing() {
    long before = historyRows();
    Database.open(test.server(), 1).close();
    assertThat(historyRows()).isEqualTo(before).isEqualTo(Migrations.steps(test.server()).size());
  }

  private static void bumpBoth(
      int first, int second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    database.write(
        SERVICE,
        handle -> {
          handle.execute("update notes set n = n + 1 where id = ?", first);
          if (runs.incrementAndGet() <= 2) {
            await(bothHoldOne);
          }
          return handle.execute("update notes set n = n + 1 where id = ?", second);
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T one(Handle handle, T value, Class<T> type) {
    return handle.createQuery("select :value").bindByType("value", value, type).mapTo(type).one();
  }

  private static DatabaseException failure(java.util.concurrent.Callable<?> action) {
    return catchThrowableOfType(DatabaseException.class, action::call);
  }

  private static String textOf(int id) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery("select text from notes where id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .one());
  }

  private static int count(int id) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery("select count(*) from notes where id = ?")
                .bind(0, id)
                .mapTo(int.class)
                .one());
  }

  private static List<Integer> numbers(int first, int second) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery("select n from notes where id in (?, ?)")
                .bind(0, first)
                .bind(1, second)
                .mapTo(Integer.class)
                .list());
  }

  private static long historyRows() {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery("select count(*) from flyway_schema_history where version is not null")
                .mapTo(long.class)
                .one());
  }
}
