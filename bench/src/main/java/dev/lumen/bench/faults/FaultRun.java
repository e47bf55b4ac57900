package dev.lumen.bench.faults;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** People talk, things break, and after each fault everything is counted. */
final class FaultRun {
  private static final PrintStream OUT = System.out;

  private final Stage stage;
  private final List<Node> nodes;
  private final long seed;
  private final Random random;
  private final ReadWriteLock quiet = new ReentrantReadWriteLock(true);
  private final List<Talker> talkers = new ArrayList<>();
  private final Map<String, Reader> readers = new HashMap<>();
  private final Figures recoveries = new Figures();
  private final Map<Fault, Figures> recoveriesOf = new EnumMap<>(Fault.class);
  private final Audit audit;
  private long late;

  FaultRun(Stage stage, long seed) {
    this.stage = stage;
    this.nodes = stage.nodes();
    this.seed = seed;
    this.random = new Random(seed);
    this.audit = new Audit(stage.store());
  }

  /** Breaks things so many times while people talk, and returns the exit code: 0 is no loss. */
  int go(int conversations, int count) throws IOException, SQLException, InterruptedException {
    for (int i = 0; i < conversations; i++) {
      String id = nodes.getFirst().caller().conversation("Call " + i);
      readers.put(id, new Reader(id, nodes, seed + i));
      talkers.add(new Talker(id, nodes, quiet, seed - i));
    }
    for (int i = 1; i <= count; i++) {
      TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(1_200));
      Fault fault = draw();
      double recovered = strike(fault);
      recoveries.add(recovered);
      String tally = check();
      recoveriesOf.computeIfAbsent(fault, _ -> new Figures()).add(recovered);
      OUT.printf(Locale.ROOT, "%4d  %-17s recovered in %5.0f ms  %s%n", i, fault, recovered, tally);
    }
    talkers.forEach(Talker::stop);
    check();
    readers.values().forEach(Reader::stop);
    return report(count);
  }

  private Fault draw() {
    List<Fault> possible = Arrays.stream(Fault.values()).filter(stage::has).toList();
    return possible.get(random.nextInt(possible.size()));
  }

  /** Does it, and returns how many milliseconds after its end a turn was processed again. */
  private double strike(Fault fault) throws IOException, InterruptedException {
    Node node = nodes.get(random.nextInt(nodes.size()));
    long begin = System.nanoTime();
    switch (fault) {
      case KILL_NODE -> node.killAndRestart();
      case FREEZE_NODE -> {
        signal("STOP", node.pid());
        TimeUnit.MILLISECONDS.sleep(5_500 + random.nextInt(2_000));
        signal("CONT", node.pid());
        begin = System.nanoTime();
      }
      case KILL_POSTGRES -> signal("KILL", stage.store().pid());
      case RESTART_POSTGRES -> signal("INT", stage.store().pid());
      case REFUSE_POSTGRES -> {
        stage.gateway().shut();
        TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(3_000));
        stage.gateway().reopen();
        begin = System.nanoTime();
      }
      case FILL_DISK -> {
        SmallDisk full = Objects.requireNonNull(stage.disk());
        full.fill();
        TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(3_000));
        full.free();
        begin = System.nanoTime();
      }
      case FLUSH_REDIS -> requireRedis().flush();
      case KILL_REDIS -> {
        requireRedis().kill();
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
        requireRedis().start();
        begin = System.nanoTime();
      }
    }
    awaitAllNodes();
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Every node takes a turn and has it processed. */
  private void awaitAllNodes() throws InterruptedException {
    for (Node node : nodes) {
      while (!processes(node)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private boolean processes(Node node) {
    try {
      String id = node.caller().conversation("Probe");
      return node.caller()
          .say(id, "a probe", false)
          .body()
          .path("status")
          .asText()
          .equals("processed");
    } catch (IOException away) {
      return false;
    }
  }

  private Redis requireRedis() {
    return Objects.requireNonNull(stage.redis());
  }

  /** Looks while nobody talks, and says what it saw: the next turn is not looked for yet. */
  private String check() throws SQLException, InterruptedException {
    quiet.writeLock().lock();
    try {
      audit.look();
      Map<String, Long> last = audit.lastEvents();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      for (Map.Entry<String, Reader> one : readers.entrySet()) {
        long wanted = last.getOrDefault(one.getKey(), 0L);
        while (one.getValue().last() < wanted && System.nanoTime() < end) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        if (one.getValue().last() < wanted) {
          late++;
        }
      }
      return tally();
    } finally {
      quiet.writeLock().unlock();
    }
  }

  private long wrongEvents() {
    return readers.values().stream().mapToLong(Reader::wrong).sum();
  }

  private String tally() {
    return "acknowledged %d, lost %d, doubled %d, reordered %d, not cleaned %d, events wrong %d, readers late %d"
        .formatted(
            talkers.stream().mapToLong(talker -> talker.acknowledged().size()).sum(),
            audit.lost(talkers),
            audit.doubled(),
            audit.reordered(),
            audit.unfinished(),
            wrongEvents(),
            late);
  }

  private int report(int count) throws IOException {
    OUT.println();
    OUT.println("seed              " + seed);
    OUT.println("faults survived   " + count);
    OUT.println("turns             " + tally());
    OUT.println("stored            " + audit.stored());
    OUT.println("not answered      " + talkers.stream().mapToLong(Talker::refused).sum());
    OUT.println("time to recover   " + recoveries + ", all nodes, restarts included");
    recoveriesOf.forEach(
        (fault, figures) -> OUT.printf(Locale.ROOT, "  %-17s %s%n", fault, figures));
    OUT.println("machine           " + Figures.load());
    long faults =
        audit.lost(talkers)
            + audit.doubled()
            + audit.reordered()
            + audit.unfinished()
            + wrongEvents()
            + late;
    return faults == 0 ? 0 : 1;
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor();
  }
}
