package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.Confidence;
import dev.lumen.server.api.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation wants of its turns; null where it wants nothing.
 *
 * @param processingTimeMs the longest that the cleaner should take for one, above 0
 * @param confidence the least confidence that one should come out with
 */
public record PerformanceTargets(
    @Nullable Double processingTimeMs, @Nullable Confidence confidence) {
  private static final double LEAST_MS = 0.001;
  private static final double MOST_MS = 3_600_000;

  /** Three corrections in four, as docs/cleaner.md promises. */
  private static final double MEDIUM_IS_RIGHT = 0.75;

  private static final Map<String, Confidence> CONFIDENCES =
      Stream.of(Confidence.values())
          .collect(Collectors.toMap(it -> it.name().toLowerCase(Locale.ROOT), Function.identity()));

  /** Those in the metadata of a conversation; what is missing or wrong is no target. */
  public static PerformanceTargets from(JsonNode metadata) {
    return of(ProcessingSettings.part(metadata, "performance_targets"));
  }

  /** Reads them; what is faulty is reported there and null here. */
  static PerformanceTargets of(Fields given) {
    return new PerformanceTargets(
        given.optionalNumber("target_processing_time_ms", LEAST_MS, MOST_MS),
        confidence(given, "target_confidence_score"));
  }

  /** A level by its name, or the least that promises to be right as often as a share says. */
  private static @Nullable Confidence confidence(Fields given, String name) {
    if (!given.any(name).isNumber()) {
      return given.optionalChoice(name, CONFIDENCES);
    }
    double share = Objects.requireNonNullElse(given.optionalNumber(name, 0, 1), 0.0);
    if (share == 0) {
      return Confidence.LOW;
    }
    return share <= MEDIUM_IS_RIGHT ? Confidence.MEDIUM : Confidence.HIGH;
  }

  /** Whether nothing is wanted. */
  public boolean isEmpty() {
    return processingTimeMs == null && confidence == null;
  }
}
