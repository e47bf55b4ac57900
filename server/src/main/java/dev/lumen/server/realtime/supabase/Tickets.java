package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.Viewer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose the tokens are that a socket's channels show, each looked at once: most sockets have one
 * token for all of their channels. Good for as long as one message is handled.
 */
final class Tickets {
  private final Joins joins;
  private final Map<Optional<String>, Optional<Viewer>> seen = new HashMap<>();

  Tickets(Joins joins) {
    this.joins = joins;
  }

  /** Whose it is; null for nobody's. A channel without one goes by its socket's key. */
  @Nullable Viewer viewer(@Nullable String token) {
    return seen.computeIfAbsent(
            Optional.ofNullable(token), any -> Optional.ofNullable(joins.signIn(token)))
        .orElse(null);
  }
}
