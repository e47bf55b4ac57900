package dev.lumen.server.realtime;

import org.jspecify.annotations.Nullable;

/**
 * From where a subscriber wants to go on.
 *
 * @param after the number of the last event it has; null to begin with what happens from now on
 * @param epoch the history that number belongs to, null when the subscriber does not know
 */
public record Resume(@Nullable Long after, @Nullable String epoch) {

  /** Begins with what happens from now on. */
  public static final Resume LIVE = new Resume(null, null);
}
