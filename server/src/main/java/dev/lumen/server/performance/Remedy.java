package dev.lumen.server.performance;

import java.util.List;
import java.util.Locale;

/** What the server can do about slowness (M-06), each until it is taken back. */
public enum Remedy {
  MORE_WORKERS("More workers take turns from the queue."),
  READ_REPLICA("Heavy reads are answered by the read replica while it is as new as the primary."),
  CACHED_READS("Lists and figures that several ask for at once are computed once for all of them."),
  FEWER_METRICS("Live figures are told every 20 seconds instead of every 5."),
  COALESCED_NEWS(
      "A screen gets ephemeral news five times a second at most, the newest of each kind."),
  LOCAL_CLEANING("Turns are cleaned without a language model.");

  private final String effect;

  Remedy(String effect) {
    this.effect = effect;
  }

  /** As {@code more_workers}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, in a sentence. */
  public String effect() {
    return effect;
  }

  /** What is done about a type of alert. */
  static List<Remedy> against(String type) {
    return switch (type) {
      case "api_slow" -> List.of(MORE_WORKERS, CACHED_READS);
      case "ui_slow" -> List.of(FEWER_METRICS, COALESCED_NEWS);
      case "websocket_slow" -> List.of(COALESCED_NEWS);
      case "database_slow" -> List.of(READ_REPLICA, CACHED_READS);
      case "gemini_api_slow" -> List.of(LOCAL_CLEANING);
      default -> List.of();
    };
  }
}
