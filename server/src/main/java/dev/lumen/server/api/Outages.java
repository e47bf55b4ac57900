package dev.lumen.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Keeps the log readable while something is away: of the requests that fail for the same reason one
 * is told at once, and then one a minute with the number of the others.
 */
final class Outages {
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private record Told(Instant at, int heldBack) {}

  private final InstantSource clock;
  private final Map<ErrorCode, Told> told = new EnumMap<>(ErrorCode.class);

  Outages(InstantSource clock) {
    this.clock = clock;
  }

  /** How many were held back since the last one was told; empty when this one is to be as well. */
  synchronized OptionalInt tell(ErrorCode code) {
    Instant now = clock.instant();
    Told last = told.get(code);
    if (last != null && now.isBefore(last.at().plus(BETWEEN))) {
      told.put(code, new Told(last.at(), last.heldBack() + 1));
      return OptionalInt.empty();
    }
    told.put(code, new Told(now, 0));
    return OptionalInt.of(last == null ? 0 : last.heldBack());
  }
}
