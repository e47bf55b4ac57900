package dev.lumen.server.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lumen.cleaner.Confidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether corrections of one confidence are right as often as they claim, as far as people have
 * judged them.
 *
 * @param claimed the least share that is to be right; null where nothing is claimed
 * @param made how many the cleaner proposed
 * @param judged how many people have decided
 * @param kept how many of those were right as they were
 * @param survival {@code kept} of {@code judged}; null where nobody has judged
 * @param lowest lower bound of the share with 95 % confidence, after Wilson (1927)
 * @param highest its upper bound
 * @param holds false when even the upper bound is below what is claimed; null where nothing is
 *     claimed or judged
 */
public record Calibration(
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double claimed,
    int made,
    int judged,
    int kept,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double survival,
    double lowest,
    double highest,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Boolean holds) {
  private static final double Z = 1.959964;
  private static final Map<Confidence, Double> CLAIMS =
      Map.of(Confidence.HIGH, 0.95, Confidence.MEDIUM, 0.75);

  /** By confidence, HIGH first. */
  static Map<String, Calibration> of(CorrectionFacts facts) {
    Map<String, Calibration> all = new LinkedHashMap<>();
    for (Confidence level : List.of(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)) {
      Tally tally =
          facts
              .byCleaner()
              .filter(it -> it.confidence() == level)
              .map(CorrectionFacts.Fact::tally)
              .reduce(Tally.NONE, Tally::plus);
      all.put(level.name(), of(tally, CLAIMS.get(level)));
    }
    return all;
  }

  static Calibration of(Tally tally, @Nullable Double claimed) {
    int n = tally.judged();
    double share = n == 0 ? 0 : (double) tally.accepted() / n;
    double middle = n == 0 ? 0.5 : (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half =
        n == 0
            ? 0.5
            : Z
                * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4.0 * n * n))
                / (1 + (Z * Z) / n);
    double highest = Math.min(1, middle + half);
    return new Calibration(
        claimed,
        tally.made(),
        n,
        tally.accepted(),
        tally.survival(),
        Figures.rounded(Math.max(0, middle - half), 4),
        Figures.rounded(highest, 4),
        (claimed == null || n == 0) ? null : Boolean.valueOf(highest >= claimed));
  }
}
