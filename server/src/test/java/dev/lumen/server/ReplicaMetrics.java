package dev.lumen.server;

import dev.lumen.server.Api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What a server tells its administrator of the read replica. */
final class ReplicaMetrics {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private ReplicaMetrics() {}

  /** Heavy reads answered by {@code replica}, {@code primary} or {@code fallback}. */
  static double answeredBy(Api admin, String whom) {
    return of(admin, "lumen_heavy_reads_total{answered_by=\"" + whom + "\"}");
  }

  /** A line of {@code GET /metrics}; NaN where there is none. */
  static double of(Api admin, String name) {
    return Arrays.stream(admin.get("/metrics").response().body().split("\n"))
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * The answer of the replica. Asked again where the primary has answered, as it does for whoever
   * comes a few milliseconds after a change.
   */
  static Reply byReplica(Api admin, Api caller, String path) {
    AtomicReference<Reply> reply = new AtomicReference<>();
    await(
        admin,
        it -> {
          double before = answeredBy(it, "replica");
          reply.set(caller.get(path));
          return answeredBy(it, "replica") > before;
        });
    return reply.get();
  }

  /** Asks until the replica is as wanted. */
  static void await(Api admin, String state) {
    await(admin, it -> it.get("/health").text("replica").equals(state));
  }

  /** Asks until it is so. */
  static void await(Api admin, Predicate<Api> wanted) {
    Instant end = Instant.now().plus(LONGEST);
    while (!wanted.test(admin)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Not within " + LONGEST + ": " + admin.get("/health").json());
      }
    }
  }
}
