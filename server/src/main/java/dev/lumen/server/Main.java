package dev.lumen.server;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Runs the server until the process is asked to end. */
public final class Main {
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
    Thread onExit =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(stopped);
            },
            "lumen-stop");
    Runtime.getRuntime().addShutdownHook(onExit);
    try (LumenServer server = LumenServer.start(settings, () -> stop.getCount() == 0)) {
      Welcome.print(out, server, settings);
      awaitQuietly(stop);
      out.println("Stopping: no new turns, then the one in hand, then the database.");
      out.flush();
      server.drain();
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        throw e;
      }
      // A start that is cut short fails somewhere; where is of no interest to who cut it short.
      out.println("Stopped before Lumen was ready.");
      out.flush();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
