package dev.lumen.server.live;

import java.util.List;
import java.util.Set;

/**
 * How rich the words of a turn are. The score is the earlier system's: 0.3 for the mean length of
 * the words, 0.4 for the share of long ones, 0.3 for the share of advanced ones, 0.1 for how many
 * there are, less 50 times the share of the plainest.
 *
 * @param tier basic below 40, mid below 70, else top
 * @param score 0 to 100
 * @param wordCount words of more than two letters
 * @param advancedWords those of the turn that count as advanced
 * @param recommendations five words to try next
 */
public record VocabularyAnalysis(
    String tier,
    double score,
    int wordCount,
    List<String> advancedWords,
    List<String> recommendations) {
  private static final Set<String> PLAIN =
      Set.of(
          "good", "bad", "nice", "thing", "things", "stuff", "big", "small", "get", "got", "very",
          "really", "make", "put", "like", "happy", "sad");
  private static final Set<String> ADVANCED =
      Set.of(
          "nevertheless",
          "consequently",
          "substantial",
          "comprehensive",
          "facilitate",
          "negotiate",
          "perspective",
          "significant",
          "strategy",
          "analysis",
          "efficient",
          "demonstrate",
          "contribute",
          "considerable",
          "approach",
          "objective",
          "sophisticated",
          "acknowledge",
          "emphasise",
          "emphasize",
          "subsequent",
          "inevitable",
          "remarkable",
          "articulate",
          "compelling",
          "nuanced",
          "resilient",
          "pragmatic",
          "leverage",
          "collaborate");

  /** The analysis of a text; of one without words the score is 0. */
  public static VocabularyAnalysis of(String text) {
    List<String> words = Feedback.words(text).stream().filter(it -> it.length() > 2).toList();
    double score = words.isEmpty() ? 0 : score(words);
    String tier = score < 40 ? "basic" : score < 70 ? "mid" : "top";
    return new VocabularyAnalysis(
        tier,
        Math.round(score * 10) / 10.0,
        words.size(),
        words.stream().filter(ADVANCED::contains).distinct().toList(),
        recommended(tier));
  }

  private static double score(List<String> words) {
    double count = words.size();
    double mean = words.stream().mapToInt(String::length).average().orElse(0);
    double length = Math.min(100, (mean - 3) * 20);
    double longShare = 100 * words.stream().filter(it -> it.length() > 6).count() / count;
    double advanced = 100 * words.stream().filter(ADVANCED::contains).count() / count;
    double plain = words.stream().filter(PLAIN::contains).count() / count;
    double volume = Math.min(100, count);
    double score = 0.3 * length + 0.4 * longShare + 0.3 * advanced + 0.1 * volume - 50 * plain;
    return Math.clamp(score, 0, 100);
  }

  private static List<String> recommended(String tier) {
    return switch (tier) {
      case "basic" -> List.of("excellent", "improve", "explain", "decide", "several");
      case "mid" -> List.of("significant", "demonstrate", "perspective", "efficient", "contribute");
      default -> List.of("nuanced", "compelling", "pragmatic", "nevertheless", "articulate");
    };
  }
}
