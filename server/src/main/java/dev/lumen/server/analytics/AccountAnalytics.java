package dev.lumen.server.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * {@code GET /api/v1/analytics}: the figures of all conversations that the caller may see, over the
 * last days. docs/analytics.md defines each.
 *
 * @param from the first day, in UTC, as 2026-01-31
 * @param to the last day, which is not over
 * @param totals all days together
 * @param trends the days on which something was said
 * @param calibration corrections by confidence, as people judged them
 * @param rules corrections by rule, the most frequent first
 * @param frequentCorrections those made most often
 * @param vocabularySuggestions words that the vocabulary might have
 */
record AccountAnalytics(
    String from,
    String to,
    Totals totals,
    List<Day> trends,
    Map<String, Calibration> calibration,
    List<Rule> rules,
    List<FrequentCorrection> frequentCorrections,
    List<Suggestion> vocabularySuggestions) {
  private static final int MOST_FREQUENT = 20;
  private static final int MOST_SUGGESTIONS = 20;
  private static final String WHERE = "created_at >= :from";

  /** What all days come to. */
  record Totals(
      int conversations,
      int turns,
      int peopleTurns,
      Quality qualityMetrics,
      ConversationAnalytics.Performance performanceMetrics,
      Map<String, ConversationAnalytics.Share> confidenceBreakdown,
      double contextAccuracy,
      Review review) {}

  /** One day, in UTC. */
  record Day(
      String date,
      int conversations,
      int turns,
      Quality qualityMetrics,
      Review review,
      double averageProcessingTimeMs) {}

  /** What became of the corrections of one rule. */
  record Rule(String rule, Calibration calibration) {}

  /**
   * Computes the figures of what the actor may see.
   *
   * @param days how many days, today included
   */
  static AccountAnalytics of(Handle handle, Instant now, int days) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate from = today.minusDays(days - 1L);
    Map<String, ?> values = Map.of("from", from.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime());
    TurnFacts turns = TurnFacts.of(handle, WHERE, values);
    CorrectionFacts facts = CorrectionFacts.of(handle, WHERE, values);
    return new AccountAnalytics(
        from.toString(),
        today.toString(),
        totals(turns.all(), facts),
        trends(turns, facts),
        Calibration.of(facts),
        rules(facts),
        FrequentCorrection.of(facts, MOST_FREQUENT),
        Suggestion.of(facts, known(handle), MOST_SUGGESTIONS));
  }

  private static Totals totals(TurnFacts.Sum turns, CorrectionFacts facts) {
    return new Totals(
        turns.conversations(),
        turns.counts().turns(),
        turns.counts().people(),
        Quality.of(turns.counts(), facts),
        ConversationAnalytics.Performance.of(turns),
        ConversationAnalytics.Share.of(turns.counts()),
        facts.contextAccuracy(),
        Review.of(facts));
  }

  private static List<Day> trends(TurnFacts turns, CorrectionFacts facts) {
    Map<LocalDate, List<CorrectionFacts.Fact>> byDay =
        facts.all().stream().collect(Collectors.groupingBy(CorrectionFacts.Fact::day));
    return turns.days().stream()
        .map(
            day -> {
              LocalDate date = Objects.requireNonNull(day.day());
              CorrectionFacts ofDay = new CorrectionFacts(byDay.getOrDefault(date, List.of()));
              return new Day(
                  date.toString(),
                  day.conversations(),
                  day.counts().turns(),
                  Quality.of(day.counts(), ofDay),
                  Review.of(ofDay),
                  day.averageMs());
            })
        .toList();
  }

  private static List<Rule> rules(CorrectionFacts facts) {
    Map<String, Tally> byRule = new TreeMap<>();
    facts.byCleaner().forEach(it -> byRule.merge(it.rule(), it.tally(), Tally::plus));
    return byRule.entrySet().stream()
        .map(it -> new Rule(it.getKey(), Calibration.of(it.getValue(), null)))
        .sorted(
            Comparator.comparingInt((Rule it) -> it.calibration().made())
                .reversed()
                .thenComparing(Rule::rule))
        .toList();
  }

  private static Set<String> known(Handle handle) {
    return handle
        .createQuery(
            "SELECT lower(term) FROM vocabulary_terms WHERE conversation_id IS NULL AND (source = 'person' OR never_change)")
        .mapTo(String.class)
        .set();
  }
}
