package dev.lumen.bench.faults;

import static java.util.stream.Collectors.joining;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private final Map<String, Figures> recoveriesOf = new TreeMap<>();
  private final Figures checks = new Figures();
  private final Audit audit;
  private long late;

  FaultRun(Stage stage, long seed) {
    this.stage = stage;
    this.nodes = stage.nodes();
    this.seed = seed;
    this.random = new Random(seed);
    this.audit = new Audit(stage.store());
  }

  /**
   * Breaks things so many times while people talk.
   *
   * @param together how many faults begin within a second of each other, before anything recovers
   * @return the exit code: 0 is no loss
   */
  int go(int conversations, int count, int together)
      throws IOException, SQLException, InterruptedException {
    for (int i = 0; i < conversations; i++) {
      String id = nodes.getFirst().caller().conversation("Call " + i);
      readers.put(id, new Reader(id, nodes, seed + i));
      talkers.add(new Talker(id, nodes, quiet, seed - i));
    }
    for (int done = 0; done < count; ) {
      TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(1_200));
      List<Strike> strikes = draw(Math.min(together, count - done));
      done += strikes.size();
      double recovered = strike(strikes);
      recoveries.add(recovered);
      long begin = System.nanoTime();
      String tally = check();
      double checked = (System.nanoTime() - begin) / 1e6;
      checks.add(checked);
      String what = strikes.stream().map(it -> it.fault().toString()).collect(joining(", "));
      recoveriesOf.computeIfAbsent(what, _ -> new Figures()).add(recovered);
      OUT.printf(
          Locale.ROOT,
          "%4d  %-17s recovered in %5.0f ms, all cleaned and read %5.0f ms later  %s%n",
          done,
          what,
          recovered,
          checked,
          tally);
    }
    talkers.forEach(Talker::stop);
    audit.forget(); // what was seen before must still be there
    check();
    readers.values().forEach(Reader::stop);
    return report(count);
  }

  /** Different faults, of servers each of another one, that begin within a second. */
  private List<Strike> draw(int atOnce) {
    List<Fault> possible = new ArrayList<>(stage.possible());
    List<Node> shuffled = new ArrayList<>(nodes);
    Collections.shuffle(possible, random);
    Collections.shuffle(shuffled, random);
    int within = atOnce == 1 ? 1 : 1_000;
    List<Strike> strikes = new ArrayList<>();
    for (int i = 0; i < Math.min(atOnce, possible.size()); i++) {
      strikes.add(Strike.draw(random, possible.get(i), shuffled.get(i % shuffled.size()), within));
    }
    return strikes;
  }

  /** Does them, and returns how many milliseconds after their end every node worked again. */
  private double strike(List<Strike> strikes) throws IOException, InterruptedException {
    long over = 0;
    // Waiting for processes would hold the carriers of virtual threads.
    try (ExecutorService each =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("strike").factory())) {
      for (Future<Long> one :
          each.invokeAll(
              strikes.stream().map(it -> (Callable<Long>) () -> it.run(stage)).toList())) {
        over = Math.max(over, one.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("A fault could not be made", e.getCause());
    }
    awaitAllNodes();
    return (System.nanoTime() - over) / 1e6;
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
    OUT.println("until all is read " + checks + ", from there on");
    recoveriesOf.forEach((what, figures) -> OUT.printf(Locale.ROOT, "  %-17s %s%n", what, figures));
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
}
