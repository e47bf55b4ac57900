package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Marks;
import dev.lumen.bench.Node;
import dev.lumen.bench.Results;
import dev.lumen.bench.Scratch;
import dev.lumen.bench.Store;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns come in by HTTP at a server that is a process of its own, 500 a second over 100
 * conversations, each watched by 10 sockets. Measured: from the time that the database wrote into
 * the commit, before it was on disk, to the frame in the client. So waiting for the disk is in it.
 */
final class LiveScenario implements Scenario {
  private static final String PART = "live";
  private static final int CONVERSATIONS = 100;
  private static final int SOCKETS_EACH = 10;
  private static final int PER_SECOND = 500;
  private static final int WARM_UP_SECONDS = 60;
  private static final int SECONDS = 20;

  /** The turns that are not looked at. */
  private static final int WARM_UP = WARM_UP_SECONDS * PER_SECOND;

  private static final byte[] WANTED = "\"turn:processed\"".getBytes(StandardCharsets.UTF_8);

  private final Figures all = new Figures();
  private final Figures firsts = new Figures();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

  private record Heard(int turn, Instant at) {}

  @Override
  public void run(Results results) throws IOException, SQLException, InterruptedException {
    List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    try (Scratch folder = Scratch.make();
        Store store = Store.start(folder.path().resolve("store"));
        Node node =
            Node.start(
                folder.path().resolve("node"),
                Map.of("LUMEN_DATABASE_URL", store.urlAt(store.port())));
        Crowd crowd = new Crowd((client, frame) -> note(frame, heard))) {
      URI http = URI.create("http://127.0.0.1:" + node.port());
      List<String> conversations = new ArrayList<>();
      for (int i = 0; i < CONVERSATIONS; i++) {
        conversations.add(node.caller().conversation("Call " + i));
      }
      for (int i = 0; i < CONVERSATIONS * SOCKETS_EACH; i++) {
        crowd.open(
            URI.create(
                "ws://127.0.0.1:%d/ws/conversations/%s"
                    .formatted(node.port(), conversations.get(i % CONVERSATIONS))));
      }
      int turns = send(http, conversations);
      Thread.sleep(2_000);
      report(results, turns, heard, committed(store));
    }
  }

  private void report(
      Results results, int turns, List<Heard> heard, Map<Integer, Instant> committed) {
    Set<Integer> first = new HashSet<>();
    for (Heard one : List.copyOf(heard)) {
      Instant at = committed.get(one.turn());
      if (at != null) {
        long nanos = Math.max(0, ChronoUnit.NANOS.between(at, one.at()));
        all.addNanos(nanos);
        if (first.add(one.turn())) {
          firsts.addNanos(nanos);
        }
      }
    }
    String frames = "frames expected %d".formatted((turns - WARM_UP) * SOCKETS_EACH);
    results.add(PART, "commit to frame, every socket", all, frames);
    results.add(PART, "commit to frame, first socket", firsts, "");
    results.add(PART, "turns that failed", failed(), "of " + turns);
    failures.forEach((why, times) -> results.add(PART, "  " + why, times.get(), ""));
  }

  private int failed() {
    return failures.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private static Map<Integer, Instant> committed(Store store) throws SQLException {
    Map<Integer, Instant> committed = new HashMap<>();
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select substr(payload -> 'turn' ->> 'raw_text', 7)::int, created_at"
                    + " from conversation_events where type = 'turn:processed'")) {
      while (rows.next()) {
        committed.put(rows.getInt(1), rows.getObject(2, OffsetDateTime.class).toInstant());
      }
    }
    return committed;
  }

  private static void note(ByteBuffer frame, List<Heard> heard) {
    Instant now = Instant.now();
    if (Marks.has(frame, WANTED)) {
      int turn = Marks.number(frame);
      if (turn >= WARM_UP) {
        heard.add(new Heard(turn, now));
      }
    }
  }

  private int send(URI server, List<String> conversations) throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int turns = (WARM_UP_SECONDS + SECONDS) * PER_SECOND;
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; i < turns; i++) {
        long due = begun + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
        LockSupport.parkNanos(due - System.nanoTime());
        int turn = i;
        HttpRequest request =
            HttpRequest.newBuilder(
                    server.resolve(
                        "/api/v1/conversations/" + conversations.get(i % CONVERSATIONS) + "/turns"))
                .header("content-type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"speaker\":\"Lumen\",\"raw_text\":\"" + Marks.of(turn) + "\"}"))
                .build();
        senders.execute(() -> send(http, request));
      }
    }
    return turns;
  }

  private void send(HttpClient http, HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        failed(Json.tree(answer.body()).at("/error/message").asText());
      }
    } catch (IOException e) {
      failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counted by its reason: a bare number sends people looking. */
  private void failed(String why) {
    failures.computeIfAbsent(why, _ -> new AtomicInteger()).incrementAndGet();
  }
}
