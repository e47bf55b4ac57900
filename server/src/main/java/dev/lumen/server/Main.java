package dev.lumen.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the server until the process is asked to end. */
public final class Main {
  /** For a start that is cut short to undo what it has begun. */
  private static final Duration LONGEST_START_END = Duration.ofSeconds(20);

  private Main() {}

  /**
   * Starts, says where it is ready and how to sign in, and blocks until Ctrl-C or SIGTERM.
   *
   * @param out what the person at the terminal reads
   *     <p>A process that is ended by a signal has the exit code that shells expect of it, whatever
   *     this returns: 130 after Ctrl-C, 143 after SIGTERM.
   * @return the exit code
   * @throws StartupException when it cannot start; its message says what to do
   */
  public static int run(Settings settings, PrintStream out) {
    Logging.configure(settings.operations().logFormat());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch ready = new CountDownLatch(1);
    Announcement told = new Announcement(settings.operations().logFormat(), out);
    Thread onExit =
        new Thread(
            () -> {
              stop.countDown();
              awaitEnd(stopped, ready.getCount() == 0);
            },
            "lumen-stop");
    Runtime.getRuntime().addShutdownHook(onExit);
    try (LumenServer server = LumenServer.start(settings, () -> stop.getCount() == 0)) {
      ready.countDown();
      told.say(Welcome.text(server, settings));
      awaitQuietly(stop);
      told.say("Stopping: no new turns, then the one in hand, then the database.");
      server.drain();
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        throw e;
      }
      // A start that is cut short fails somewhere; where is of no interest to who cut it short.
      told.say("Stopped before Lumen was ready.");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** A start may hang in something that never answers, and hold nothing that has to be ended. */
  private static void awaitEnd(CountDownLatch stopped, boolean ready) {
    try {
      if (ready) {
        stopped.await();
      } else if (!stopped.await(LONGEST_START_END.toSeconds(), TimeUnit.SECONDS)) {
        System.getLogger(Main.class.getName())
            .log(System.Logger.Level.WARNING, "The start did not end in time and is cut short.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
