package dev.lumen.server.model;

import dev.lumen.server.model.ModelException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a model is left alone: half of the last ten calls failed, of at least five; then for a
 * quarter of a minute, after which one call tries it out.
 */
final class Breakers {
  /** What says something about the model rather than about the question. */
  private static final Set<Kind> FAULTS =
      Set.of(Kind.LATE, Kind.UNREACHABLE, Kind.UNAUTHORISED, Kind.THROTTLED, Kind.BROKEN);

  private static final int WINDOW = 10;
  private static final int LEAST = 5;

  /** How long it is left alone. */
  static final Duration REST = Duration.ofSeconds(15);

  private Breakers() {}

  static CircuitBreaker open(String name, Clock clock) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .clock(clock)
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(LEAST)
            .failureRateThreshold(50)
            .waitDurationInOpenState(REST)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
  }

  static boolean rests(CircuitBreaker breaker) {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /**
   * Tells it what a permitted call came to.
   *
   * @param finished whether it was answered or failed; otherwise its caller gave it up
   * @param failed how it failed, null for an answer
   */
  static void tell(CircuitBreaker breaker, boolean finished, @Nullable Kind failed) {
    if (finished && (failed == null || !FAULTS.contains(failed))) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    } else if (finished) {
      breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(String.valueOf(failed)));
    } else {
      breaker.releasePermission();
    }
  }
}
