package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How far the turns of a conversation have come, as the API tells. */
public final class TurnStatuses {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TurnStatuses() {}

  /** The status of each turn, in order. */
  public static List<String> of(Api api, String conversation) {
    List<String> statuses = new ArrayList<>();
    api.get("/api/v1/conversations/" + conversation + "/turns")
        .at("turns")
        .forEach(turn -> statuses.add(turn.path("status").asText()));
    return statuses;
  }

  /** Waits until the turns have these. */
  public static void await(Api api, String conversation, String... statuses) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!of(api, conversation).equals(List.of(statuses)) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(of(api, conversation)).containsExactly(statuses);
  }
}
