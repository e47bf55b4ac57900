package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what a turn is about by the words it holds; several things at once are possible. */
public final class Topics {
  /** What a turn is about when nothing points anywhere. */
  public static final String GENERAL = "general";

  private static final int ENOUGH = 2;
  private static final int LONG = 45;
  private static final int LOYALTY = 3;
  private static final Topics MARKERS = new Topics("/dev/lumen/cleaner/context/topics.txt");
  private static final Topics DOMAINS = new Topics("/dev/lumen/cleaner/context/domains.txt");

  private final Map<String, List<Weight>> weights = new HashMap<>();

  /** For each word that starts an entry, how many words the longest of these has. */
  private final Map<String, Integer> longest = new HashMap<>();

  private final Set<String> topics = new HashSet<>();

  private record Weight(String topic, int points) {}

  private Topics(String file) {
    for (String line : Resources.lines(file)) {
      int bar = line.indexOf('|');
      String topic = line.substring(0, bar).strip();
      topics.add(topic);
      for (String word : line.substring(bar + 1).strip().split(" *, *", -1)) {
        boolean strong = word.endsWith("*");
        String key = strong ? word.substring(0, word.length() - 1) : word;
        String[] words = key.split(" ", -1);
        longest.merge(words[0], words.length, Math::max);
        weights
            .computeIfAbsent(key, ignored -> new ArrayList<>())
            .add(new Weight(topic, strong ? 2 : 1));
      }
    }
  }

  /**
   * The markers of the conversation that a turn shows, strongest first; empty for none. The longer
   * a turn, the more has to speak for a topic. What a turn asks at its end counts twice: that is
   * where the conversation goes. A turn that asks nothing rather stays with what the talk is about.
   *
   * @param lowerWords the words of the turn
   * @param asked those of its last sentence, where that is a question
   * @param current what the conversation is about, or null
   */
  public static List<String> of(
      List<String> lowerWords, List<String> asked, @Nullable String current) {
    Map<String, Integer> points = MARKERS.points(lowerWords);
    MARKERS.points(asked).forEach((topic, more) -> points.merge(topic, more, Integer::sum));
    int enough =
        ENOUGH + (lowerWords.size() > LONG ? 1 : 0) + (lowerWords.size() > 2 * LONG ? 1 : 0);
    int loyalty = asked.isEmpty() ? LOYALTY : 1;
    return points.entrySet().stream()
        .filter(entry -> entry.getValue() >= enough || entry.getKey().equals(current))
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, Integer> entry) ->
                        -entry.getValue() - (entry.getKey().equals(current) ? loyalty : 0))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The business domain that a turn points to, or null. For the expected one a single word is
   * enough, and it comes before one that as much speaks for; what a turn clearly says counts more.
   *
   * @param expected what the conversation is said to be about, or null
   */
  public static @Nullable String domain(List<String> lowerWords, @Nullable String expected) {
    return DOMAINS.points(lowerWords).entrySet().stream()
        .filter(entry -> entry.getValue() >= ENOUGH || entry.getKey().equals(expected))
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().equals(expected)))
        .map(entry -> Objects.requireNonNull(entry.getKey()))
        .orElse(null);
  }

  /** The business domain of this name ("Home services"), or null where it is none that is told. */
  public static @Nullable String domainNamed(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    return DOMAINS.topics.contains(key) ? key : null;
  }

  private Map<String, Integer> points(List<String> words) {
    Map<String, Integer> points = new TreeMap<>();
    Set<String> counted = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      int most = Math.min(longest.getOrDefault(words.get(i), 0), words.size() - i);
      String key = "";
      for (int length = 1; length <= most; length++) {
        String word = words.get(i + length - 1);
        key = length == 1 ? word : key + " " + word;
        List<Weight> found = weights.getOrDefault(key, List.of());
        if (!found.isEmpty() && counted.add(key)) {
          found.forEach(it -> points.merge(it.topic(), it.points(), Integer::sum));
        }
      }
    }
    return points;
  }
}
