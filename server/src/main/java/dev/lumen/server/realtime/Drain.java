package dev.lumen.server.realtime;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends subscribers away one after the other, so that they do not all come back at once. */
final class Drain {
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;

  private Drain() {}

  static void goodbye(List<Subscriber> subscribers, HubSettings settings) {
    try {
      long pause =
          Math.min(
              LONGEST_PAUSE_NANOS, settings.drain().toNanos() / Math.max(1, subscribers.size()));
      long next = System.nanoTime();
      for (Subscriber subscriber : subscribers) {
        subscriber.close(CloseReason.RESTARTING);
        next += pause;
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      }
      long end = System.nanoTime() + settings.closeGrace().toNanos();
      for (Subscriber subscriber : subscribers) {
        if (!subscriber.awaitEnd(Math.max(0, (end - System.nanoTime()) / 1_000_000))) {
          subscriber.cut();
        }
      }
    } catch (InterruptedException e) {
      subscribers.forEach(Subscriber::cut);
      Thread.currentThread().interrupt();
    }
  }
}
