package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.checkup.Finding;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.database.TestStandby;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("M-06: when the read replica is used, and which one is refused")
class ReplicaRemedyTest {
  private static final String LIST = "/api/v1/conversations";
  private static final String PERFORMANCE = "/api/v1/performance";
  private static final int SLOW_READS = 24;
  private static TestStandby standby;

  private TestDatabase database;
  private volatile Instant now = Instant.parse("2026-01-31T10:00:30Z");

  @BeforeAll
  static void copy() {
    standby = TestStandby.create();
  }

  @AfterAll
  static void remove() {
    standby.close();
  }

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private RunningServer server(String replica) {
    return RunningServer.over(
        database,
        Map.of(
            "LUMEN_LIMITS", "off",
            "LUMEN_DATABASE_URL", "postgresql://the:running@test/server",
            "LUMEN_DATABASE_REPLICA_URL", replica),
        () -> now);
  }

  private static JsonNode remedy(Api admin) {
    return StreamSupport.stream(admin.get(PERFORMANCE).at("remedies").spliterator(), false)
        .filter(it -> it.path("name").asText().equals("read_replica"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "M-06, M-07: a slow database switches the replica on, its recovery off; both are told of")
  void comesAndGoesWithTheSlowness() throws Exception {
    try (RunningServer server = server(standby.url(database))) {
      Api admin = server.asAdministrator();
      ReplicaMetrics.await(admin, "following");
      admin.get(LIST);
      assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isZero();
      assertThat(ReplicaMetrics.answeredBy(admin, "primary")).isPositive();
      assertThat(remedy(admin).path("available").asBoolean()).isTrue();

      makeSlow(admin);
      look(server, 3);
      assertThat(remedy(admin).path("active").asBoolean()).isTrue();
      assertThat(remedy(admin).path("because")).isNotEmpty();
      assertThat(ReplicaMetrics.of(admin, "lumen_remedy_active{name=\"read_replica\"}")).isOne();
      assertThat(admin.get(PERFORMANCE + "/alerts").response().body()).contains("read_replica");
      double primary = ReplicaMetrics.answeredBy(admin, "primary");
      ReplicaMetrics.byReplica(admin, admin, LIST);
      double answered = ReplicaMetrics.answeredBy(admin, "replica");
      assertThat(ReplicaMetrics.answeredBy(admin, "primary")).isEqualTo(primary);

      // Nobody lists any more; after a while the alert is over for that reason.
      now = now.plus(Duration.ofMinutes(11));
      look(server, 3);
      assertThat(remedy(admin).path("active").asBoolean()).isFalse();
      admin.get(LIST);
      assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isEqualTo(answered);
      assertThat(ReplicaMetrics.answeredBy(admin, "primary")).isEqualTo(primary + 1);
    }
  }

  private static void look(RunningServer server, int times) {
    for (int time = 0; time < times; time++) {
      server.server().monitoring().look();
    }
  }

  /** A function that takes its time stands in the way of each conversation that is listed. */
  private void makeSlow(Api admin) throws Exception {
    admin.newConversation("Call");
    try (Connection connection = database.openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create policy slow on conversations as restrictive"
              + " using ((select pg_sleep(0.15)) is not null)");
      for (int read = 0; read < SLOW_READS; read++) {
        assertThat(admin.get(LIST).status()).isEqualTo(200);
      }
      statement.execute("drop policy slow on conversations");
    }
  }

  @Test
  @DisplayName("M-06: an administrator switches it by hand, nobody else")
  void isSwitchedByHand() {
    try (RunningServer server = server(standby.url(database))) {
      Api admin = server.asAdministrator();
      ReplicaMetrics.await(admin, "following");
      String path = PERFORMANCE + "/remedies/read_replica";
      assertThat(server.asUser("user@example.com").post(path, Map.of("active", true)).status())
          .isEqualTo(403);
      admin.post(path, Map.of("active", true));
      ReplicaMetrics.byReplica(admin, admin, LIST);
      admin.post(path, Map.of("active", false));
      double answered = ReplicaMetrics.answeredBy(admin, "replica");
      admin.get(LIST);
      assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isEqualTo(answered);
    }
  }

  @Test
  @DisplayName("M-06: one that is away stops no start; the health says so")
  void maySimplyBeAway() {
    try (RunningServer server = server("postgresql://lumen:s3cret@127.0.0.1:1/lumen")) {
      Api admin = server.asAdministrator();
      assertThat(admin.get("/health").text("replica")).isEqualTo("away");
      assertThat(admin.get("/health").text("status")).isEqualTo("healthy");
      admin.post(PERFORMANCE + "/remedies/read_replica", Map.of("active", true));
      assertThat(admin.get(LIST).status()).isEqualTo(200);
      assertThat(ReplicaMetrics.answeredBy(admin, "fallback")).isPositive();
    }
  }

  @Test
  @DisplayName("M-06, D-09: one of another cluster, or with another role, is refused at the start")
  void refusesWhatIsNoStandbyOfTheDatabase(@TempDir Path folder) {
    try (EmbeddedPostgresServer other = EmbeddedPostgresServer.start(folder)) {
      String url =
          other
              .jdbcUrl()
              .replace("jdbc:postgresql://", "postgresql://lumen:" + other.password() + "@");
      assertThatThrownBy(() -> server(url))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("LUMEN_DATABASE_REPLICA_URL")
          .hasMessageContaining("another cluster")
          .hasMessageNotContaining(other.password());
    }
    try (RunningServer first =
        RunningServer.over(database, Map.of("LUMEN_LIMITS", "off"), Clock.systemUTC())) {
      // Once the standby has the database at all.
      standby.awaitReplay();
      assertThatThrownBy(() -> server(standby.urlAsSuperuser(database)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("row-level security needs the same");
      assertThat(first.api().get("/health").text("replica")).isEqualTo("not_configured");
    }
  }

  @Test
  @DisplayName("M-06: the primary itself is no replica")
  void isNotThePrimaryItself() {
    try (RunningServer server = server(primary())) {
      assertThat(server.api().get("/health").text("replica")).isEqualTo("away");
    }
  }

  @Test
  @DisplayName("M-06: a standby that was made a primary of its own is asked no more")
  void isNotAskedAfterItsPromotion() {
    try (TestStandby promoted = TestStandby.create();
        RunningServer server = server(promoted.url(database))) {
      Api admin = server.asAdministrator();
      ReplicaMetrics.await(admin, "following");
      admin.post(PERFORMANCE + "/remedies/read_replica", Map.of("active", true));
      ReplicaMetrics.byReplica(admin, admin, LIST);
      double answered = ReplicaMetrics.answeredBy(admin, "replica");
      promoted.promote();
      assertThat(admin.get(LIST).at("total").asInt()).isZero();
      admin.newConversation("Call");
      assertThat(admin.get(LIST).at("total").asInt()).isOne();
      assertThat(ReplicaMetrics.answeredBy(admin, "replica")).isEqualTo(answered);
      assertThat(ReplicaMetrics.answeredBy(admin, "fallback")).isGreaterThanOrEqualTo(2);
      assertThat(admin.get("/health").text("replica")).isNotEqualTo("following");
    }
  }

  /** The address of the primary. */
  private String primary() {
    String password = database.server().password();
    return database
        .server()
        .jdbcUrl()
        .replace("jdbc:postgresql://", "postgresql://lumen:" + password + "@");
  }

  @Test
  @DisplayName("M-06: the doctor tells whether the replica follows, and shows no password")
  void isExamined(@TempDir Path folder) {
    standby.awaitReplay();
    assertThat(examined(standby.url(database), folder).verdict()).isEqualTo(Finding.Verdict.OK);
    Finding away = examined("postgresql://lumen:s3cret@127.0.0.1:1/lumen", folder);
    assertThat(away.verdict()).isEqualTo(Finding.Verdict.FAIL);
    assertThat(away.toString()).contains("127.0.0.1:1/lumen").doesNotContain("s3cret");
    standby.pause();
    try {
      database.user("someone@example.com");
      assertThat(examined(standby.url(database), folder).found()).contains("lacks");
    } finally {
      standby.resume();
    }
  }

  private Finding examined(String replica, Path folder) {
    Settings settings =
        Settings.from(
            Map.of(
                "LUMEN_DATA_DIR", folder.toString(),
                "LUMEN_DATABASE_URL", primary(),
                "LUMEN_DATABASE_REPLICA_URL", replica),
            Map.of());
    return Checkup.of(settings).stream()
        .filter(finding -> finding.subject().equals("replica"))
        .findFirst()
        .orElseThrow();
  }
}
