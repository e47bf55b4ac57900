package dev.lumen.server.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has one idle worker look every second for what nobody is woken for: a lease that ran out, a retry
 * that fell due. That costs one claim, not one of each worker, and no busy worker holds it up.
 */
final class Lookout {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final String name;
  private final Runnable look;
  private @Nullable Thread thread;

  Lookout(String name, Runnable look) {
    this.name = name;
    this.look = look;
  }

  /** Begins to look; where it does already nothing changes. */
  void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name(name).start(this::loop);
    }
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
        Thread.sleep(LOOK_EVERY);
        look.run();
      }
    } catch (InterruptedException e) {
      // Stopped: that is how it ends.
    }
  }
}
