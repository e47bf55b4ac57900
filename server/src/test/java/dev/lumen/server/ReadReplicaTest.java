package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.database.TestStandby;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-06: heavy reads by a real standby, always in use")
class ReadReplicaTest {
  private static final String LIST = "/api/v1/conversations";
  private static TestStandby standby;

  private TestDatabase database;
  private RunningServer server;
  private Api admin;

  @BeforeAll
  static void copy() {
    standby = TestStandby.create();
  }

  @AfterAll
  static void remove() {
    standby.close();
  }

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    server = RunningServer.over(database, settings("always"), Clock.systemUTC());
    admin = server.asAdministrator();
    ReplicaMetrics.await(admin, "following");
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  private Map<String, String> settings(String use) {
    return Map.of(
        "LUMEN_LIMITS", "off",
        "LUMEN_DATABASE_URL", "postgresql://the:running@test/server",
        "LUMEN_DATABASE_REPLICA_URL", standby.url(database),
        "LUMEN_DATABASE_REPLICA", use,
        "LUMEN_JWT_SECRET", "0123456789abcdef0123456789abcdef");
  }

  private String call() {
    String id = admin.newConversation("Windows of Quick Fit");
    admin.say(id, "Lumen", "What is your role?");
    admin.say(id, "User", "I'm the vector of marketing");
    return id;
  }

  @Test
  @DisplayName(
      "M-06: lists, history, search, figures and reports of the standby are those of the primary")
  void answersAsThePrimaryDoes() {
    String id = call();
    List<String> paths =
        List.of(
            LIST,
            LIST + "?q=marketing",
            LIST + "/" + id + "/turns",
            LIST + "/" + id + "/analytics",
            LIST + "/" + id + "/performance",
            "/api/v1/analytics",
            "/api/v1/reports/2026-01-31");
    try (RunningServer other = server.beside(plain())) {
      Api there = other.asAdministrator();
      for (String path : paths) {
        Reply reply = ReplicaMetrics.byReplica(admin, admin, path);
        Reply same = there.get(path);
        assertThat(reply.status()).as(path).isEqualTo(same.status());
        if (reply.status() == 200) {
          assertThat(reply.json()).as(path).isEqualTo(same.json());
        }
      }
    }
    assertThat(ReplicaMetrics.answeredBy(admin, "primary")).isZero();
  }

  private static Map<String, String> plain() {
    return Map.of("LUMEN_LIMITS", "off", "LUMEN_JWT_SECRET", "0123456789abcdef0123456789abcdef");
  }

  @Test
  @DisplayName("D-09, M-06: row-level security holds on the standby; a stranger gets 404")
  void keepsStrangersOut() {
    String id = call();
    Api stranger = server.asUser("stranger@example.com");
    for (String path : List.of(LIST, LIST + "?q=marketing")) {
      assertThat(ReplicaMetrics.byReplica(admin, stranger, path).at("total").asInt()).isZero();
      assertThat(ReplicaMetrics.byReplica(admin, admin, path).at("total").asInt()).isOne();
    }
    assertThat(stranger.get(LIST + "/" + id + "/turns").status()).isEqualTo(404);
    assertThat(stranger.get(LIST + "/" + id + "/analytics").status()).isEqualTo(404);
    assertThat(stranger.as(null).get(LIST).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("M-06: while the standby shows nothing new the primary answers, on every node")
  void isNeverOlderThanWhatWasTold() {
    String id = call();
    try (RunningServer other = server.beside(settings("always"))) {
      Api there = other.asAdministrator();
      ReplicaMetrics.await(there, "following");
      standby.pause();
      try {
        SocketClient socket =
            SocketClient.connect(
                URI.create(
                    "ws://%s/ws/conversations/%s?token=%s"
                        .formatted(admin.base().getAuthority(), id, admin.token())));
        there.say(id, "Lumen", "And how many windows?");
        socket.await("turn:processed");
        socket.close();
        double fallbacks = ReplicaMetrics.answeredBy(there, "fallback");
        assertThat(there.get(LIST + "/" + id + "/turns").at("total").asInt()).isEqualTo(3);
        assertThat(there.get(LIST + "/" + id + "/turns").at("turns")).hasSize(3);
        assertThat(ReplicaMetrics.answeredBy(there, "fallback")).isEqualTo(fallbacks + 2);
        // An event that this node has sent, then a read at the other one, and the contrary.
        assertThat(admin.get(LIST + "/" + id + "/turns").at("turns")).hasSize(3);
        String second = admin.newConversation("Second");
        assertThat(there.get(LIST).at("conversations.0.id").asText()).isEqualTo(second);
        assertThat(there.get("/health").text("replica")).isEqualTo("behind");
        assertThat(there.get("/health").text("status")).isEqualTo("healthy");
        assertThat(ReplicaMetrics.of(there, "lumen_replica_following")).isZero();
        ReplicaMetrics.await(there, it -> ReplicaMetrics.of(it, "lumen_replica_lag_bytes") > 0);
      } finally {
        standby.resume();
      }
      ReplicaMetrics.await(there, "following");
      assertThat(ReplicaMetrics.byReplica(there, there, LIST).at("total").asInt()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("M-06: whoever writes and reads at once, on two nodes, always finds what they wrote")
  void readsWhatWasJustWritten() throws Exception {
    try (RunningServer other = server.beside(settings("always"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Api there = other.asAdministrator();
      ReplicaMetrics.await(there, "following");
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        String id = admin.newConversation("Call " + caller);
        all.add(
            callers.submit(
                () -> {
                  for (int turn = 1; turn <= 40; turn++) {
                    (turn % 2 == 0 ? admin : there).say(id, "Lumen", "Turn " + turn);
                    Reply reply =
                        (turn % 3 == 0 ? admin : there).get(LIST + "/" + id + "/turns?limit=500");
                    assertThat(reply.at("turns")).hasSize(turn);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(ReplicaMetrics.answeredBy(there, "replica")).isPositive();
    }
  }

  @Test
  @DisplayName("M-06: a standby that is killed in the middle costs nobody an answer; it comes back")
  void survivesItsDeath() throws Exception {
    String id = call();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int reader = 0; reader < 6; reader++) {
        readers.add(callers.submit(() -> read(id, over)));
      }
      double before = ReplicaMetrics.answeredBy(admin, "replica");
      ReplicaMetrics.await(admin, it -> ReplicaMetrics.answeredBy(it, "replica") > before + 100);
      standby.kill();
      try {
        ReplicaMetrics.await(admin, "away");
        double fallbacks = ReplicaMetrics.answeredBy(admin, "fallback");
        ReplicaMetrics.await(
            admin, it -> ReplicaMetrics.answeredBy(it, "fallback") > fallbacks + 50);
      } finally {
        standby.startAgain();
      }
      ReplicaMetrics.await(admin, "following");
      over.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  /** Reads until it is over; answers how often. */
  private int read(String id, AtomicBoolean over) {
    int times = 0;
    while (!over.get()) {
      assertThat(admin.get(LIST + "?q=windows").status()).isEqualTo(200);
      Reply turns = admin.get(LIST + "/" + id + "/turns");
      assertThat(turns.status()).isEqualTo(200);
      assertThat(turns.at("turns")).hasSize(2);
      times++;
    }
    return times;
  }

  @Test
  @DisplayName("M-06: a standby that stands still holds nobody up for long")
  void survivesItsSilence() {
    String id = call();
    standby.freeze();
    try {
      long begun = System.nanoTime();
      assertThat(admin.get(LIST + "/" + id + "/turns").at("turns")).hasSize(2);
      assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
      ReplicaMetrics.await(admin, "away");
      begun = System.nanoTime();
      assertThat(admin.get(LIST).status()).isEqualTo(200);
      assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
    } finally {
      standby.thaw();
    }
    ReplicaMetrics.await(admin, "following");
  }
}
