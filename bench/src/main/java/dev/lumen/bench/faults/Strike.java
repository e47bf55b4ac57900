package dev.lumen.bench.faults;

import dev.lumen.bench.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One fault that is about to happen.
 *
 * @param fault which
 * @param node the server that it hits, where it hits one
 * @param after milliseconds until it begins
 * @param lasts milliseconds that it lasts, where it is something that lasts
 */
record Strike(Fault fault, Node node, int after, int lasts) {
  private static final PrintStream OUT = System.out;

  /** How long a node is waited for that finds no database when it starts. */
  private static final long LONGEST_START = TimeUnit.MINUTES.toNanos(2);

  /** Draws its times. */
  static Strike draw(Random random, Fault fault, Node node, int within) {
    int lasts =
        switch (fault) {
          case FREEZE_NODE -> 5_500 + random.nextInt(2_000);
          case REFUSE_POSTGRES, FILL_DISK -> 1_000 + random.nextInt(3_000);
          case KILL_REDIS -> 500 + random.nextInt(2_000);
          default -> 0;
        };
    return new Strike(fault, node, random.nextInt(within), lasts);
  }

  /**
   * Does it and undoes what is to be undone.
   *
   * @return when it was over, by {@link System#nanoTime}: a restart is part of the recovery
   */
  long run(Stage stage) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(after);
    long begin = System.nanoTime();
    return switch (fault) {
      case KILL_NODE -> {
        restart();
        yield begin;
      }
      case FREEZE_NODE -> {
        signal("STOP", node.pid());
        yield over(() -> signal("CONT", node.pid()));
      }
      case KILL_POSTGRES -> {
        signalPostgres("KILL", stage);
        yield begin;
      }
      case RESTART_POSTGRES -> {
        signalPostgres("INT", stage);
        yield begin;
      }
      case REFUSE_POSTGRES -> {
        stage.gateway().shut();
        yield over(stage.gateway()::reopen);
      }
      case FILL_DISK -> {
        SmallDisk full = Objects.requireNonNull(stage.disk());
        full.fill();
        yield over(full::free);
      }
      case FLUSH_REDIS -> {
        flush(Objects.requireNonNull(stage.redis()));
        yield begin;
      }
      case KILL_REDIS -> {
        Redis redis = Objects.requireNonNull(stage.redis());
        redis.kill();
        yield over(redis::start);
      }
    };
  }

  private static void signalPostgres(String name, Stage stage)
      throws IOException, InterruptedException {
    try {
      signal(name, stage.store().pid());
    } catch (NoSuchFileException down) {
      OUT.println("      PostgreSQL is down already, by another fault");
    }
  }

  private static void flush(Redis redis) throws IOException {
    try {
      redis.flush();
    } catch (SocketException killed) {
      OUT.println("      redis was killed at the same time, and comes back empty");
    }
  }

  private interface Undoing {
    void run() throws IOException, InterruptedException;
  }

  private long over(Undoing undoing) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(lasts);
    undoing.run();
    return System.nanoTime();
  }

  /** As a supervisor does: again, where the database was away at the same time. */
  private void restart() throws IOException {
    long latest = System.nanoTime() + LONGEST_START;
    while (true) {
      try {
        node.killAndRestart();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > latest) {
          throw e;
        }
      }
    }
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor();
  }
}
