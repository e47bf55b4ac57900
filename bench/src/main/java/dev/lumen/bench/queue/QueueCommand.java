package dev.lumen.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.bench.Caller;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench queue}: how fast turns come in, are claimed and are worked off. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description =
        "Measures a server process over HTTP, with full durability: queueing, the way of a turn to"
            + " a worker, a backlog, and claims beside millions of finished turns.")
public final class QueueCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out;

  private static final String[] SAID = {
    "um I'm the vector of marketing at quick fit windows",
    "we get about fifty leads per month",
    "mostly PPC on google and uh some referrals",
    "no that's that's fine",
    "we have seventy five employees in in two offices"
  };

  @Option(names = "--turns", description = "Turns of the backlog (50000).")
  private int turns = 50_000;

  @Option(
      names = "--warm-up",
      description = "Turns of a backlog before it, in which the new server compiles (20000).")
  private int warmUp = 20_000;

  @Option(names = "--conversations", description = "Conversations of the backlog (1000).")
  private int conversations = 1_000;

  @Option(names = "--clients", description = "Clients that queue at the same time (32).")
  private int clients = 32;

  @Option(
      names = "--finished",
      description = "Finished turns beside which claims are timed (2000000).")
  private int finished = 2_000_000;

  @Option(names = "--workers", description = "Workers of the server (4).")
  private int workers = 4;

  @Override
  public Integer call() throws Exception {
    OUT.println(Figures.load());
    Path folder = Files.createTempDirectory("lumen-queue");
    try (Store store = Store.start(folder.resolve("store"))) {
      try (Node node =
          Node.start(
              folder.resolve("node"),
              Map.of(
                  "LUMEN_DATABASE_URL",
                  store.urlAt(store.port()),
                  "LUMEN_WORKERS",
                  "" + workers))) {
        floor(store); // beside the schema, which wants to be the first in an empty database
        idle(node.caller());
        List<String> ids = conversations(node.caller());
        if (warmUp > 0) {
          OUT.println("while the new server compiles:");
          backlog(node, store, ids, warmUp);
          OUT.println("then:");
        }
        backlog(node, store, ids, turns);
      }
      new Claims(store).measure(finished);
    }
    OUT.println(Figures.load());
    return 0;
  }

  /** What the disk allows: bare commits of one small row. */
  private static void floor(Store store) throws SQLException, InterruptedException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists bench_floor (id bigint, text text)");
    }
    for (int connections : new int[] {1, 8}) {
      Figures commits = new Figures();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        threads.add(Thread.ofPlatform().start(() -> commit(store, end, commits)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      OUT.printf(
          Locale.ROOT,
          "floor: bare durable INSERT, %d connections   %,.0f/s, %s%n",
          connections,
          commits.size() / 3.0,
          commits);
    }
  }

  private static void commit(Store store, long end, Figures commits) {
    try (Connection connection = store.open();
        PreparedStatement insert =
            connection.prepareStatement("insert into bench_floor values (?, 'a few words')")) {
      for (long i = 0; System.nanoTime() < end; i++) {
        long start = System.nanoTime();
        insert.setLong(1, i);
        insert.executeUpdate();
        commits.since(start);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Single turns, far apart: from their arrival, the commit included, to a worker. */
  private static void idle(Caller caller) throws IOException, InterruptedException {
    String id = caller.conversation("Idle");
    Figures answers = new Figures();
    Figures held = new Figures();
    for (int i = 0; i < 400; i++) {
      long start = System.nanoTime();
      caller.say(id, SAID[i % SAID.length], true);
      answers.since(start);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    TimeUnit.SECONDS.sleep(1);
    JsonNode all = caller.get("/api/v1/conversations/" + id + "/turns").body().path("turns");
    for (int i = 200; i < all.size(); i++) {
      held.add(all.get(i).at("/metadata/queue_time_ms").asDouble());
    }
    OUT.println("idle: request to answer                      " + answers);
    OUT.println("idle: arrival (commit included) to cleaning  " + held);
    OUT.println("idle: commit to a worker that holds the turn " + pickedUp(caller));
  }

  /** What the server has measured itself. */
  private static String pickedUp(Caller caller) throws IOException {
    for (JsonNode operation : caller.get("/api/v1/performance").body().path("operations")) {
      if (operation.path("name").asText().equals("queue.pickup")) {
        return String.format(
            Locale.ROOT,
            "p50 %.2f ms, p99 %.2f ms, longest %.1f ms (%d)",
            operation.path("p50").asDouble(),
            operation.path("p99").asDouble(),
            operation.path("max").asDouble(),
            operation.path("count").asInt());
      }
    }
    return "not measured";
  }

  private List<String> conversations(Caller caller) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      ids.add(caller.conversation("Call " + i));
    }
    return ids;
  }

  private void backlog(Node node, Store store, List<String> ids, int size)
      throws IOException, InterruptedException, SQLException {
    enqueue(node, store, ids, size);
    drain(node, store);
  }

  private void enqueue(Node node, Store store, List<String> ids, int size)
      throws IOException, InterruptedException, SQLException {
    Cost before = Cost.now(node, store);
    node.caller().post("/api/v1/conversations/queue/stop", Map.of());
    Figures answers = new Figures();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = next.getAndIncrement(); n < size; n = next.getAndIncrement()) {
                      long begin = System.nanoTime();
                      try {
                        if (!node.caller()
                            .say(ids.get(n % ids.size()), SAID[n % SAID.length], true)
                            .isOk()) {
                          failed.incrementAndGet();
                        }
                      } catch (IOException e) {
                        failed.incrementAndGet();
                      }
                      answers.since(begin);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    OUT.printf(
        Locale.ROOT,
        "enqueue: %,d turns, %d clients, durable        %,.0f/s, %s, refused %d%n",
        size,
        clients,
        size / seconds,
        answers,
        failed.get());
    OUT.println("  " + Cost.now(node, store).since(before).each(size));
  }

  private void drain(Node node, Store store)
      throws IOException, InterruptedException, SQLException {
    long before = node.residentMegabytes();
    long most = before;
    Cost used = Cost.now(node, store);
    long start = System.nanoTime();
    node.caller().post("/api/v1/conversations/queue/start", Map.of());
    int left = waiting(store);
    int total = left;
    while (left > 0) {
      TimeUnit.MILLISECONDS.sleep(250);
      left = waiting(store);
      most = Math.max(most, node.residentMegabytes());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    OUT.printf(
        Locale.ROOT,
        "drain: %,d turns, %d conversations, %d workers  %,.0f/s (%.1f s), memory %d MB before, %d MB at most%n",
        total,
        conversations,
        workers,
        total / seconds,
        seconds,
        before,
        most);
    OUT.println("  " + Cost.now(node, store).since(used).each(total));
  }

  private static int waiting(Store store) throws SQLException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from turn_jobs")) {
      row.next();
      return row.getInt(1);
    }
  }
}
