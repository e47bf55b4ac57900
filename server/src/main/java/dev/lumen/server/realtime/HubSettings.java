package dev.lumen.server.realtime;

import java.time.Duration;

/**
 * How patient the hub is.
 *
 * @param heartbeat how often each subscriber is pinged
 * @param deadAfter silence of the other side after which it counts as gone; more than two
 *     heartbeats
 * @param stall a single write that takes longer makes a subscriber slow
 * @param maxBehind live events a subscriber may be behind for as long as {@code stall}
 * @param closeGrace how long a goodbye may take before the connection is cut
 * @param drain over how long goodbyes are spread when the server stops, so that not all come back
 *     at once
 * @param keptConversations conversations without followers whose newest events stay in memory
 * @param tick how often all this is looked at
 */
public record HubSettings(
    Duration heartbeat,
    Duration deadAfter,
    Duration stall,
    int maxBehind,
    Duration closeGrace,
    Duration drain,
    int keptConversations,
    Duration tick) {

  /** What a server runs with. */
  public static HubSettings defaults() {
    return new HubSettings(
        Duration.ofSeconds(25),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        1_000,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        256,
        Duration.ofMillis(250));
  }
}
