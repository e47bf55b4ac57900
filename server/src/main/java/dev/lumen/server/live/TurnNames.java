package dev.lumen.server.live;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for turns whose client gives them none. They are told to everybody beside the names that
 * clients give, so no client may come upon one by itself; a client that was told one may go on
 * under it. Guarded by the lock of its talk.
 */
final class TurnNames {
  private final String beginning = "turn-%08x-".formatted(ThreadLocalRandom.current().nextInt());
  private int finished;

  /** The name of the turn that is being spoken. */
  String current() {
    return beginning + (finished + 1);
  }

  boolean isCurrent(String name) {
    return name.equals(current());
  }

  /** A turn is over, be it one of these or not. */
  void finished(String name) {
    if (isCurrent(name)) {
      finished++;
    }
  }
}
