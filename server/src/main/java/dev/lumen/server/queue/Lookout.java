package dev.lumen.server.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has one idle worker look every second for what nobody is woken for: a lease that ran out, a retry
 * that fell due. That costs one claim, not one of each worker, and no busy worker holds it up.
 * Where nothing was found for a minute, it looks less often.
 */
final class Lookout {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_WHEN_QUIET = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final String name;
  private final Runnable look;
  private @Nullable Thread thread;
  private volatile long lastWork = System.nanoTime();

  Lookout(String name, Runnable look) {
    this.name = name;
    this.look = look;
  }

  /** Begins to look; where it does already nothing changes. */
  void start() {
    if (thread == null) {
      worked();
      thread = Thread.ofVirtual().name(name).start(this::loop);
    }
  }

  /** Tells it that there was work: where there was some, more is to be expected. */
  void worked() {
    lastWork = System.nanoTime();
  }

  void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  private void loop() {
    try {
      while (true) {
        boolean quiet = System.nanoTime() - lastWork > QUIET.toNanos();
        Thread.sleep(quiet ? LOOK_WHEN_QUIET : LOOK_EVERY);
        look.run();
      }
    } catch (InterruptedException e) {
      // Stopped: that is how it ends.
    }
  }
}
