package dev.lumen.server.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings the embedded server back when it ends without having been asked to: killed by the system
 * for its memory, or by hand.
 *
 * <p>It looks at the process a few times a second. Being told of its end is not possible: the
 * server is no child of this process, and Java itself looks every five seconds only.
 */
final class PostgresKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PostgresKeeper.class.getName());
  private static final Duration LOOK = Duration.ofMillis(200);

  /** After so many it is made sure that the number is not another program's by now. */
  private static final int LOOKS_AT_THE_NUMBER = 25;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final PostgresCluster cluster;
  private final int port;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long server;
  private long looks;

  PostgresKeeper(PostgresCluster cluster, int port) {
    this.cluster = cluster;
    this.port = port;
    this.thread = Thread.ofPlatform().daemon().name("database-keeper").unstarted(this::keep);
  }

  void start() {
    thread.start();
  }

  private void keep() {
    Duration pause = LOOK;
    boolean told = false;
    while (!pausedUntilClosed(pause)) {
      pause = LOOK;
      try {
        if (!runs()) {
          bringBack(told);
        }
        told = false;
      } catch (IOException e) {
        pause = PAUSE_AFTER_FAILURE;
        LOG.log(
            told ? Level.DEBUG : Level.ERROR,
            "The embedded database ended and cannot be started again, so nothing can be stored. Lumen"
                + " keeps trying: {0}",
            e.getMessage());
        told = true;
      }
    }
  }

  /** Whose process it is takes a few files to find out; that it still lives, one. */
  private boolean runs() throws IOException {
    if (looks++ % LOOKS_AT_THE_NUMBER == 0 || server == 0 || PostmasterFile.hasEnded(server)) {
      server = cluster.runningPid();
    }
    return server != 0;
  }

  private void bringBack(boolean told) throws IOException {
    LOG.log(
        told ? Level.DEBUG : Level.WARNING,
        "The embedded database ended without having been asked to. It is started again; nothing that"
            + " was stored is lost.");
    cluster.startAgain(port);
    LOG.log(Level.INFO, "The embedded database runs again.");
  }

  private boolean pausedUntilClosed(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** When this returns the server is not started any more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
