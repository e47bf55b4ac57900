package dev.lumen.server.turn;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where turns are told whose result a language model could better. Told after the commit that
 * stores the result, on the node that made it, and of each turn once.
 */
public final class Doubts {
  private volatile Consumer<UUID> listener = turnId -> {};

  Doubts() {}

  /** Who is told from now on; they are called by those who take turns in, so must not wait. */
  public void listen(Consumer<UUID> adviser) {
    this.listener = adviser;
  }

  void tell(UUID turnId) {
    listener.accept(turnId);
  }
}
