package dev.lumen.bench.whole;

import dev.lumen.bench.Figures;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at times that were fixed beforehand, whatever becomes of earlier ones. A time counts from
 * when its call was due, so that a server that stalls cannot hide it (coordinated omission).
 */
final class OpenLoop {
  private OpenLoop() {}

  /** One call; throws when it fails. */
  interface Call {
    void run(int number, long dueNanos) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param times of the calls after the warm-up that went well
   */
  record Outcome(Figures times, int failures) {}

  /**
   * Runs for some seconds, of which the first are not counted.
   *
   * @return when all calls have ended
   */
  static Outcome run(int perSecond, double warmUp, double seconds, Call call) {
    int skipped = (int) Math.ceil(perSecond * warmUp);
    int calls = skipped + (int) Math.ceil(perSecond * seconds);
    Figures times = new Figures();
    AtomicInteger failures = new AtomicInteger();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime() + 5_000_000;
      for (int i = 0; i < calls; i++) {
        long due = begun + i * 1_000_000_000L / perSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int number = i;
        callers.execute(
            () -> {
              try {
                call.run(number, due);
                if (number >= skipped) {
                  times.since(due);
                }
              } catch (Exception e) {
                failures.incrementAndGet();
              }
            });
      }
    }
    return new Outcome(times, failures.get());
  }
}
