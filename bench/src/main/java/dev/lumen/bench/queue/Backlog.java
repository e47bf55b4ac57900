package dev.lumen.bench.queue;

import static dev.lumen.bench.queue.QueueCommand.PART;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Results;
import dev.lumen.bench.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns that are queued while no worker runs, and then worked off.
 *
 * @param nodes servers that share the store; turns are queued through all of them
 * @param conversations ids of those that the turns are spread over
 * @param clients how many queue at the same time
 */
record Backlog(List<Node> nodes, Store store, List<String> conversations, int clients) {

  /**
   * Queues so many turns and has them worked off.
   *
   * @param by the nodes whose workers run
   */
  void measure(Results results, int turns, List<Node> by, String when)
      throws IOException, InterruptedException, SQLException {
    for (Node node : nodes) {
      node.caller().post("/api/v1/conversations/queue/stop", Map.of());
    }
    enqueue(results, turns, when);
    drain(results, by, when);
  }

  private void enqueue(Results results, int turns, String when)
      throws IOException, InterruptedException, SQLException {
    Cost before = Cost.now(nodes, store);
    Figures answers = new Figures();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = next.getAndIncrement(); n < turns; n = next.getAndIncrement()) {
                      say(n, answers, refused);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String what = "%,d turns queued by %d clients%s".formatted(turns, clients, when);
    results.add(PART, what, answers, refused.get() == 0 ? "" : refused.get() + " refused");
    results.add(PART, "  queued a second", turns / seconds, "turns/s");
    Cost.now(nodes, store).since(before).each(turns).tell(results);
  }

  private void say(int n, Figures answers, AtomicInteger refused) {
    String conversation = conversations.get(n % conversations.size());
    Node node = nodes.get(n % nodes.size());
    String said = QueueCommand.SAID[n % QueueCommand.SAID.length];
    long begin = System.nanoTime();
    try {
      if (!node.caller().say(conversation, said, true).isOk()) {
        refused.incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    }
    answers.since(begin);
  }

  private void drain(Results results, List<Node> by, String when)
      throws IOException, InterruptedException, SQLException {
    long before = residentMegabytes();
    long most = before;
    Cost used = Cost.now(nodes, store);
    long start = System.nanoTime();
    for (Node node : by) {
      node.caller().post("/api/v1/conversations/queue/start", Map.of());
    }
    int left = waiting();
    int total = left;
    while (left > 0) {
      TimeUnit.MILLISECONDS.sleep(250);
      left = waiting();
      most = Math.max(most, residentMegabytes());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String what =
        "%,d turns of %,d conversations worked off%s".formatted(total, conversations.size(), when);
    results.add(PART, what, total / seconds, "turns/s");
    Cost.now(nodes, store).since(used).each(total).tell(results);
    results.add(PART, "  memory before", before, "MB");
    results.add(PART, "  memory at most", most, "MB");
  }

  /** Of the node that has most. */
  private long residentMegabytes() throws IOException {
    long most = 0;
    for (Node node : nodes) {
      most = Math.max(most, node.residentMegabytes());
    }
    return most;
  }

  private int waiting() throws SQLException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from turn_jobs")) {
      row.next();
      return row.getInt(1);
    }
  }
}
