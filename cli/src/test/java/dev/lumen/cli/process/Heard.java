package dev.lumen.cli.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What comes in one after the other, kept, for those who wait for a part of it. */
final class Heard<T> {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<T> all = new ArrayList<>();
  private boolean ended;

  synchronized void add(T one) {
    all.add(one);
    notifyAll();
  }

  /** Nothing more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<T> soFar() {
    return List.copyOf(all);
  }

  /** The first that is wanted, also of those that came before; fails when none comes. */
  synchronized T await(Predicate<T> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    try {
      while (true) {
        for (; seen < all.size(); seen++) {
          if (wanted.test(all.get(seen))) {
            return all.get(seen);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (ended || left <= 0) {
          throw new AssertionError("What was waited for did not come; what came: " + all);
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized void awaitEnd() {
    try {
      while (!ended) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
