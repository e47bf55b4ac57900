package dev.lumen.cleaner.transcript;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A transcript in numbers. Lengths are in characters (Unicode code points) of the raw text.
 *
 * @param totalTurns all turns
 * @param userTurns turns of people, whatever their names
 * @param lumenTurns turns of the AI voice
 * @param turnsWithNoise turns that had a noise mark
 * @param turnsWithForeignText turns with a letter of a script other than Latin
 * @param avgTurnLengthChars the mean length, to one decimal; 0 without turns
 * @param longestTurnChars the length of the longest turn; 0 without turns
 * @param shortestTurnChars the length of the shortest turn; 0 without turns
 * @param vtTagCounts how often each voice tag occurs, by name
 */
public record TranscriptStats(
    int totalTurns,
    int userTurns,
    int lumenTurns,
    int turnsWithNoise,
    int turnsWithForeignText,
    double avgTurnLengthChars,
    int longestTurnChars,
    int shortestTurnChars,
    Map<String, Integer> vtTagCounts) {

  public TranscriptStats {
    vtTagCounts = Collections.unmodifiableMap(new TreeMap<>(vtTagCounts));
  }

  /** Counts the turns. */
  public static TranscriptStats of(List<TranscriptTurn> turns) {
    IntSummaryStatistics lengths =
        turns.stream()
            .map(TranscriptTurn::rawText)
            .mapToInt(TranscriptStats::length)
            .summaryStatistics();
    int fromLumen = count(turns, TranscriptTurn::isFromAssistant);
    return new TranscriptStats(
        turns.size(),
        turns.size() - fromLumen,
        fromLumen,
        count(turns, TranscriptTurn::hasNoise),
        count(turns, TranscriptTurn::hasForeignText),
        new BigDecimal(lengths.getAverage()).setScale(1, RoundingMode.HALF_EVEN).doubleValue(),
        turns.isEmpty() ? 0 : lengths.getMax(),
        turns.isEmpty() ? 0 : lengths.getMin(),
        tagCounts(turns));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int count(List<TranscriptTurn> turns, Predicate<TranscriptTurn> which) {
    return (int) turns.stream().filter(which).count();
  }

  private static Map<String, Integer> tagCounts(List<TranscriptTurn> turns) {
    Map<String, Integer> counts = new TreeMap<>();
    for (TranscriptTurn turn : turns) {
      turn.vtTags().forEach(tag -> counts.merge(tag, 1, Integer::sum));
    }
    return counts;
  }
}
