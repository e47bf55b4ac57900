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
  private static final int BLOCKS = 20;
  private static final int WARM_UP = 20;
  private static final int QUESTIONS = 1_000;
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
    database.database().jdbi().useHandle(handle -> handle.execute("vacuum analyze"));
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
  @DisplayName("P-100, M-06: the list by the replica comes within its target")
  void theList() {
    Promptness.assertWithin(Duration.ofMillis(100), () -> compared(LIST, 10));
  }

  @Test
  @DisplayName("P-94, M-06: a page of history by the replica comes within its target")
  void theHistory() {
    String page = LIST + "/" + call + "/turns?limit=50";
    Promptness.assertWithin(Duration.ofMillis(50), () -> compared(page, 10));
  }

  @Test
  @DisplayName("M-06: a search that finds everything is answered by the replica, too")
  void theSearch() {
    Promptness.assertWithin(Duration.ofSeconds(1), () -> compared(LIST + "?q=budget", 1));
  }

  /** Blocks of calls, by the primary and by the replica in turns. */
  private static Duration compared(String path, int block) {
    long[][] nanos = new long[2][BLOCKS * block];
    for (int round = -WARM_UP; round < BLOCKS; round++) {
      for (int by : List.of(0, 1)) {
        admin.post(REMEDY, Map.of("active", by == 1));
        for (int each = 0; each < block; each++) {
          long begun = System.nanoTime();
          assertThat(admin.get(path).status()).isEqualTo(200);
          nanos[by][Math.max(0, round) * block + each] = System.nanoTime() - begun;
        }
      }
    }
    return told(path.replace(call, "{id}"), nanos);
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
          long[][] nanos = new long[2][QUESTIONS];
          for (int round = -QUESTIONS / 2; round < QUESTIONS; round++) {
            long begun = System.nanoTime();
            both.read(actor, handle -> handle.select("select 1").mapTo(Integer.class).one());
            long between = System.nanoTime();
            both.readHeavy(actor, handle -> handle.select("select 1").mapTo(Integer.class).one());
            nanos[0][Math.max(0, round)] = between - begun;
            nanos[1][Math.max(0, round)] = System.nanoTime() - between;
          }
          return told("select 1", nanos);
        });
    assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isGreaterThan(QUESTIONS / 2.0);
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
