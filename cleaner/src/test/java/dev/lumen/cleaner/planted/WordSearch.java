package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.phonetic.ListedWords;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The words that a recogniser finds for sounds: the likeliest way through all words that sound
 * about like a stretch, a word being the likelier the more often it is said. Chance shakes every
 * word's cost a little, since no recogniser hears twice alike.
 */
final class WordSearch {
  private static final double FARTHEST = 0.3;
  private static final double FARTHEST_LISTED = 0.22;
  private static final int LONGEST = 9;

  /** What one unit of sound distance costs, in bits. */
  private static final double STRICTNESS = 8;

  /** What each word more costs: recognisers rather hear one long word than two short ones. */
  private static final double BITS_OF_WORD = 3;

  private static final double SHAKE = 2.5;
  private static final int ARCS = 12;
  private static final double BITS_OF_ALL = 20.5;
  static final int BITS_OF_RARE = 22;

  private static final List<String> CLASSES =
      List.of("aeiouUIAYOWJR", "pbfvw", "tdTD", "kgh", "szSZCG", "mnN", "lr");

  private final Map<String, SoundIndex<String>> common = new HashMap<>();
  private final Map<String, SoundIndex<String>> listed = new HashMap<>();
  private final Map<String, List<Arc>> seen = new HashMap<>();

  private record Arc(String word, double bits) {}

  private record Way(double bits, int from, String word) {}

  WordSearch() {
    for (String word : ListedWords.all()) {
      boolean known = CommonWords.magnitude(word) >= 0;
      for (String reading : Pronunciation.readings(word)) {
        (known ? common : listed)
            .computeIfAbsent(edges(reading), edges -> new SoundIndex<>())
            .add(reading, word);
      }
    }
  }

  /** The words for the sounds; empty when there is no way through. */
  List<String> words(String sounds, int rarity, Random chance) {
    int length = sounds.length();
    @Nullable Way[] best = new Way[length + 1];
    best[0] = new Way(0, -1, "");
    for (int to = 1; to <= length; to++) {
      for (int from = Math.max(0, to - LONGEST); from < to; from++) {
        if (best[from] != null) {
          best[to] =
              better(best[to], best[from].bits(), from, arcs(sounds, from, to, rarity), chance);
        }
      }
      if (to == length && length > LONGEST) {
        best[to] = better(best[to], 0, 0, arcs(sounds, 0, length, rarity), chance);
      }
    }
    List<String> words = new ArrayList<>();
    for (Way way = best[length]; way != null && way.from() >= 0; way = best[way.from()]) {
      words.addFirst(way.word());
    }
    return words;
  }

  private static @Nullable Way better(
      @Nullable Way known, double before, int from, List<Arc> arcs, Random chance) {
    Way best = known;
    for (Arc arc : arcs) {
      double shaken = before + arc.bits() - SHAKE * gumbel(chance);
      if (best == null || shaken < best.bits()) {
        best = new Way(shaken, from, arc.word());
      }
    }
    return best;
  }

  private static double gumbel(Random chance) {
    return -StrictMath.log(-StrictMath.log(chance.nextDouble() * 0.999998 + 1e-6));
  }

  /** Rare words are looked for where a word of a name may stand, not in every corner. */
  private List<Arc> arcs(String sounds, int from, int to, int rarity) {
    boolean edge = from == 0 || to == sounds.length();
    boolean wide = edge && (to - from >= 4 || to - from == sounds.length());
    String stretch = sounds.substring(from, to);
    String key = stretch + (wide ? rarity : "");
    return seen.computeIfAbsent(key, missing -> find(stretch, wide, rarity));
  }

  private List<Arc> find(String sounds, boolean wide, int rarity) {
    List<Arc> arcs = new ArrayList<>();
    collect(sounds, common, FARTHEST, BITS_OF_RARE, arcs);
    if (wide) {
      collect(sounds, listed, FARTHEST_LISTED, rarity, arcs);
    }
    arcs.sort(Comparator.comparingDouble(Arc::bits).thenComparing(Arc::word));
    return List.copyOf(arcs.subList(0, Math.min(ARCS, arcs.size())));
  }

  /** The classes of the first and the last sound: hardly a word is misheard at both ends. */
  private static String edges(String sounds) {
    return "" + edge(sounds.charAt(0)) + edge(sounds.charAt(sounds.length() - 1));
  }

  private static int edge(char sound) {
    int number = 0;
    while (number < CLASSES.size() && CLASSES.get(number).indexOf(sound) < 0) {
      number++;
    }
    return number;
  }

  private void collect(
      String sounds,
      Map<String, SoundIndex<String>> words,
      double farthest,
      int bitsOfStrange,
      List<Arc> arcs) {
    SoundIndex<String> index = words.get(edges(sounds));
    if (index == null) {
      return;
    }
    for (SoundIndex.Match<String> match : index.near(sounds, farthest)) {
      int magnitude = CommonWords.magnitude(match.value());
      double rarity = magnitude < 0 ? bitsOfStrange : BITS_OF_ALL - magnitude;
      double cost = match.distance() * Math.max(sounds.length(), match.length());
      arcs.add(new Arc(match.value(), BITS_OF_WORD + rarity + STRICTNESS * cost));
    }
  }
}
