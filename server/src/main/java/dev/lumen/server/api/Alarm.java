package dev.lumen.server.api;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how long the thread that sets it reads from its connection, which the web server itself
 * would do for ever: an interrupt ends the connection that a virtual thread is reading from.
 */
record Alarm(ScheduledFuture<?> ring) implements AutoCloseable {
  /** Interrupts this thread after so long, unless it is closed before. */
  static Alarm in(Duration time) {
    Thread reader = Thread.currentThread();
    return new Alarm(
        ForkJoinPool.commonPool()
            .schedule(reader::interrupt, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    ring.cancel(false);
  }
}
