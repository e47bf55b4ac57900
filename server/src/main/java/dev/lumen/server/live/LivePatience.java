package dev.lumen.server.live;

import java.time.Duration;

/**
 * How long a spoken conversation waits.
 *
 * @param falseInterruption for words after a sound, before the reply goes on
 * @param idlePrompt for anybody to speak, before they are asked whether they are there
 */
public record LivePatience(Duration falseInterruption, Duration idlePrompt) {
  /** Two seconds (as LiveKit's agents have it) and half a minute. */
  public static final LivePatience STANDARD =
      new LivePatience(Duration.ofSeconds(2), Duration.ofSeconds(30));
}
