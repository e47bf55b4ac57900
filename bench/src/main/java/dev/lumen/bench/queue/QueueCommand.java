package dev.lumen.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.bench.Caller;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import dev.lumen.bench.Scratch;
import dev.lumen.bench.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench queue}: how fast turns come in, are claimed and are worked off. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description =
        "Measures a server process over HTTP, with full durability: queueing, the way of a turn to"
            + " a worker, a backlog, and claims beside millions of finished turns.")
public final class QueueCommand extends Part {
  static final String PART = "queue";

  static final String[] SAID = {
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

  @Option(names = "--workers", description = "Workers of each server (2).")
  private int workers = 2;

  @Option(
      names = "--nodes",
      description =
          "Servers on one database: a backlog for one of them, for one more, and back to one (1).")
  private int nodeCount = 1;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    results.heading(PART, "milliseconds where nothing else is said");
    try (Scratch folder = Scratch.make();
        Store store = Store.start(folder.path().resolve("store"))) {
      List<Node> nodes = new ArrayList<>();
      try {
        for (int i = 0; i < nodeCount; i++) {
          nodes.add(start(folder.path().resolve("node" + i), store));
        }
        measure(results, store, nodes);
      } finally {
        nodes.forEach(Node::close);
      }
      new Claims(store).measure(results, finished);
    }
  }

  private Node start(Path folder, Store store) throws IOException {
    return Node.start(
        folder,
        Map.of(
            "LUMEN_DATABASE_URL",
            store.urlAt(store.port()),
            "LUMEN_JWT_SECRET",
            "the same secret for all of the nodes",
            "LUMEN_WORKERS",
            "" + workers));
  }

  private void measure(Results results, Store store, List<Node> nodes)
      throws IOException, SQLException, InterruptedException {
    Caller caller = nodes.getFirst().caller();
    floor(results, store); // beside the schema, which wants to be the first in a new database
    idle(results, caller);
    Backlog backlog = new Backlog(nodes, store, conversations(caller), clients);
    if (warmUp > 0) {
      backlog.measure(results, warmUp, nodes, " while the new server compiles");
    }
    if (nodes.size() == 1) {
      backlog.measure(results, turns, nodes, "");
      return;
    }
    // Up and down again: what grows with the tables must not look like the work of a node.
    for (int round = 1; round < 2 * nodes.size(); round++) {
      int working = Math.min(round, 2 * nodes.size() - round);
      String by = " by %d of %d nodes".formatted(working, nodes.size());
      backlog.measure(results, turns, nodes.subList(0, working), by);
    }
  }

  /** What the disk allows: bare commits of one small row. */
  private static void floor(Results results, Store store)
      throws SQLException, InterruptedException {
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
      results.add(
          PART,
          "durable INSERT (floor), %d connections".formatted(connections),
          commits,
          String.format(Locale.ROOT, "%,.0f/s", commits.size() / 3.0));
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
  private static void idle(Results results, Caller caller)
      throws IOException, InterruptedException {
    String id = caller.conversation("Idle");
    String path = "/api/v1/conversations/" + id;
    Figures answers = new Figures();
    for (int i = 0; i < 400; i++) {
      caller.post(path + "/pause", Map.of()); // or it would be cleaned as it is stored
      long start = System.nanoTime();
      caller.say(id, SAID[i % SAID.length], true);
      answers.since(start);
      caller.post(path + "/resume", Map.of());
      TimeUnit.MILLISECONDS.sleep(20);
    }
    TimeUnit.SECONDS.sleep(1);
    results.add(PART, "idle, request to answer", answers, "");
    pickedUp(results, caller);
  }

  /** What the server has measured itself. */
  private static void pickedUp(Results results, Caller caller) throws IOException {
    for (JsonNode operation : caller.get("/api/v1/performance").body().path("operations")) {
      if (operation.path("name").asText().equals("queue.pickup")) {
        results.add(
            new Results.Row(
                PART,
                "idle, commit to a worker that holds the turn",
                "ms",
                operation.path("p50").asDouble(),
                operation.path("p90").asDouble(Double.NaN),
                operation.path("p99").asDouble(),
                operation.path("max").asDouble(),
                operation.path("count").asInt(),
                ""));
      }
    }
  }

  private List<String> conversations(Caller caller) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      ids.add(caller.conversation("Call " + i));
    }
    return ids;
  }
}
