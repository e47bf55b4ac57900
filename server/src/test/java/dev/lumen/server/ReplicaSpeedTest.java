package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.database.TestStandby;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * P-94, P-100: heavy reads by an idle standby, beside the same reads by the primary. They take
 * turns in one run, so that what else the machine does delays both alike.
 */
class ReplicaSpeedTest {
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 20;
  private static final String LIST = "/api/v1/conversations";
  private static final String REMEDY = "/api/v1/performance/remedies/read_replica";

  private static TestStandby standby;
  private static TestDatabase database;
  private static RunningServer server;
  private static Api admin;
  private static String call = "";

  @BeforeAll
  static void start() {
    standby = TestStandby.create();
    database = TestDatabase.create();
    server =
        RunningServer.over(
            database,
            Map.of(
                "LUMEN_LIMITS", "off",
                "LUMEN_DATABASE_URL", "postgresql://the:running@test/server",
                "LUMEN_DATABASE_REPLICA_URL", standby.url(database)),
            Clock.systemUTC());
    admin = server.asAdministrator();
    for (int made = 0; made < 30; made++) {
      call = admin.newConversation("Windows " + made);
      fill(UUID.fromString(call), made == 29 ? 2_000 : 100);
    }
    database.database().jdbi().useHandle(handle -> handle.execute("analyze"));
    ReplicaMetrics.await(admin, "following");
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
    standby.close();
  }

  private static void fill(UUID conversation, int turns) {
    database
        .database()
        .write(
            new Actor.Service(),
            handle ->
                handle.execute(
                    """
                    insert into turns (conversation_id, speaker, raw_text, cleaned_text)
                    select ?, 'User', text, text from (
                      select 'We have ' || n || ' windows to clean and a budget' as text
                        from generate_series(1, ?) n) said
                    """,
                    conversation,
                    turns));
  }

  @Test
  @DisplayName("P-94, P-100, M-06: lists, history and search by the replica keep their targets")
  void answersAsFast() {
    Map<String, Duration> targets =
        Map.of(
            LIST,
            Duration.ofMillis(100),
            LIST + "?q=budget",
            Duration.ofMillis(100),
            LIST + "/" + call + "/turns?limit=50",
            Duration.ofMillis(50));
    targets.forEach(
        (path, target) ->
            Promptness.assertWithin(
                target,
                () -> {
                  long[][] nanos = new long[2][ROUNDS];
                  for (int round = -WARM_UP; round < ROUNDS; round++) {
                    for (int by : List.of(0, 1)) {
                      admin.post(REMEDY, Map.of("active", by == 1));
                      long begun = System.nanoTime();
                      assertThat(admin.get(path).status()).isEqualTo(200);
                      nanos[by][Math.max(0, round)] = System.nanoTime() - begun;
                    }
                  }
                  return told(path.replace(call, "{id}"), nanos);
                }));
  }

  @Test
  @DisplayName("M-06: asking the primary for its position costs a fraction of a read")
  void asksForLittle() {
    Database both = server.server().database();
    Promptness.assertWithin(
        Duration.ofMillis(5),
        () -> {
          admin.post(REMEDY, Map.of("active", true));
          Actor actor = new Actor.Service();
          long[][] nanos = new long[2][ROUNDS * 20];
          for (int round = -WARM_UP * 20; round < ROUNDS * 20; round++) {
            long begun = System.nanoTime();
            both.read(actor, handle -> handle.select("select 1").mapTo(Integer.class).one());
            long between = System.nanoTime();
            both.readHeavy(actor, handle -> handle.select("select 1").mapTo(Integer.class).one());
            nanos[0][Math.max(0, round)] = between - begun;
            nanos[1][Math.max(0, round)] = System.nanoTime() - between;
          }
          return told("select 1", nanos);
        });
    assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isGreaterThan(ROUNDS * 10.0);
  }

  /** Prints both medians; answers that of the replica. */
  private static Duration told(String what, long[][] nanos) {
    Arrays.stream(nanos).forEach(Arrays::sort);
    long primary = nanos[0][nanos[0].length / 2];
    long replica = nanos[1][nanos[1].length / 2];
    System.out.printf(
        Locale.ROOT,
        "%s: primary %.3f ms, replica %.3f ms (%.2f)%n",
        what,
        primary / 1e6,
        replica / 1e6,
        (double) replica / primary);
    return Duration.ofNanos(replica);
  }
}
