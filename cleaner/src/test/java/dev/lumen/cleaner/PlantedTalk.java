package dev.lumen.cleaner;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Plants into written lines what people say and nobody writes: words that win time, beginnings that
 * are given up, half words. What was planted is known, so a tagger can learn from it without
 * anybody's marks on what to leave out (self-supervision; Wang et al. 2020). A fixed seed: the same
 * lines give the same talk.
 */
final class PlantedTalk {
  private static final long SEED = 7;
  private static final int LINES_OF_ONE_TALK = 40;

  /** How often, in a thousand words; some never say it, some twice as often. */
  private enum Kind {
    LIKE(14, 45, "like"),
    YOU_KNOW(3, 45, "you know"),
    HEDGE(2, 10, "kinda"),
    SWAPPED(8, 0, ""),
    HALF(3, 0, ""),
    FALSE_START(4, 0, ""),
    CHANGED(8, 0, "");

    final int rate;
    final int commas;
    final String words;

    Kind(int rate, int commas, String words) {
      this.rate = rate;
      this.commas = commas;
      this.words = words;
    }
  }

  private static final int STARTS_OF_100 = 4;
  private static final int MEANT_OF_100 = 18;
  private static final List<String> STARTS =
      List.of("like", "like", "like", "like", "and you know");

  private static final int BROKEN_OFF_OF_100 = 3;

  /** What somebody begins with who is then interrupted. */
  private static final List<String> BEGUN =
      List.of(
          "and", "and", "like", "like", "so", "but", "the", "I", "it's", "um", "you", "we",
          "that's", "to", "a", "th", "w", "s", "in", "it", "just", "because");

  /** "Like" that is meant, which business talk lacks: it quotes and compares. */
  private static final List<String> MEANT =
      List.of(
          "I was like,",
          "and I'm like,",
          "he was like,",
          "she's like,",
          "and they were like,",
          "it's like,",
          "you're like,",
          "I'm just like,",
          "and then he's like,",
          "people are like,",
          "I feel like",
          "it feels like",
          "it seems like",
          "it looks like",
          "it sounds like",
          "it was like",
          "it's like",
          "that's like",
          "I don't feel like",
          "something like",
          "I like how",
          "it's almost like",
          "it's not like",
          "I felt like",
          "I was like",
          "she was like",
          "you know what,",
          "you know what I mean,",
          "do you know",
          "you know how",
          "if you know",
          "you know what I'm saying,",
          "I don't know if you know",
          "as you know,",
          "like this,",
          "like that,");

  /** Words of which one is said and then another, as "in the, on the". */
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("the", "a", "this", "that", "my", "our", "their", "some", "an"),
          List.of("in", "on", "at", "of", "to", "for", "with", "from"),
          List.of("is", "was", "are", "were", "have", "has", "had", "do", "don't", "can", "will"),
          List.of("i", "we", "they", "you", "he", "she", "it", "there"),
          List.of("it's", "that's", "there's", "i'm", "we're", "they're", "you're", "i've"));

  private final Random random = new Random(SEED);
  private final List<String> lines;
  private final Map<Kind, Double> liking = new EnumMap<>(Kind.class);

  PlantedTalk(List<String> lines) {
    this.lines = lines;
  }

  /** Whether somebody else begins to talk in a line, who has likings of their own. */
  boolean startsTalk(int line) {
    boolean starts = line % LINES_OF_ONE_TALK == 0;
    if (starts) {
      for (Kind kind : Kind.values()) {
        liking.put(kind, Math.max(0, random.nextDouble() * 3.6 - 0.6) / 1.5);
      }
    }
    return starts;
  }

  /** What was said, and what of it was meant. */
  record Line(String said, String meant) {}

  /** A line as somebody would have said it, by the likings of who talks. */
  Line say(int line) {
    List<String> said = new ArrayList<>();
    String[] words = words(line);
    boolean starts = true;
    for (int i = 0; i < words.length; i++) {
      if (starts && random.nextInt(100) < STARTS_OF_100) {
        plant(said, pick(STARTS), starts, 45);
      }
      for (Kind kind : Kind.values()) {
        if (random.nextDouble() * 1000 < kind.rate * liking.getOrDefault(kind, 0.0)) {
          plant(said, kind, words, i, starts);
        }
      }
      starts = ".?!".indexOf(last(words[i])) >= 0;
      said.add(words[i]);
    }
    if (random.nextInt(100) < BROKEN_OFF_OF_100) {
      said.add(pick(BEGUN) + "-");
    }
    return new Line(String.join(" ", said), String.join(" ", words));
  }

  private String[] words(int line) {
    String words = lines.get(line);
    return (random.nextInt(100) < MEANT_OF_100 ? pick(MEANT) + " " + words : words).split("\\s+");
  }

  private void plant(List<String> said, Kind kind, String[] words, int at, boolean starts) {
    switch (kind) {
      case HALF -> breakOff(said, half(words[at]), "-", starts);
      case SWAPPED -> swap(said, words[at].toLowerCase(Locale.ROOT), starts);
      case FALSE_START -> {
        String[] other = lines.get(random.nextInt(lines.size())).split("\\s+");
        breakOff(said, some(other, 0, 1 + random.nextInt(4)), mark(), starts);
      }
      case CHANGED -> {
        int size = Math.min(words.length - at, 2 + random.nextInt(3));
        String[] other = lines.get(random.nextInt(lines.size())).split("\\s+");
        String begun = some(words, at, size - 1);
        String changed = random.nextBoolean() ? some(other, random.nextInt(other.length), 1) : "";
        breakOff(said, (begun + " " + changed).strip(), mark(), starts);
      }
      default -> plant(said, kind.words, starts, kind.commas);
    }
  }

  /** Another word of the same kind, at times from the word before it on: "in the, in a". */
  private void swap(List<String> said, String word, boolean starts) {
    for (List<String> group : GROUPS) {
      if (group.contains(word)) {
        boolean alone = starts || said.isEmpty() || random.nextBoolean();
        String before = alone ? "" : plain(said.getLast());
        String other = pick(group);
        String back = random.nextInt(3) > 0 ? "" : " " + before;
        breakOff(said, other, back.isBlank() ? mark() : mark() + back, starts);
      }
    }
  }

  /** Adds words, between commas in so many of a hundred cases. */
  private void plant(List<String> said, String words, boolean starts, int commas) {
    boolean before = !starts && random.nextInt(100) < commas;
    if (before) {
      comma(said);
    }
    boolean after = random.nextInt(100) < (before || starts ? 70 : 12);
    String first = starts ? capital(words) : words;
    said.add(first + (after ? "," : ""));
  }

  private static void comma(List<String> said) {
    if (!said.isEmpty() && Character.isLetterOrDigit(last(said.getLast()))) {
      said.set(said.size() - 1, said.getLast() + ",");
    }
  }

  private void breakOff(List<String> said, String words, String mark, boolean starts) {
    if (!words.isEmpty()) {
      said.add((starts ? capital(words) : words) + mark);
    }
  }

  private String mark() {
    int kind = random.nextInt(10);
    return kind < 4 ? "," : kind < 6 ? "..." : kind < 8 ? " -" : "";
  }

  private String half(String word) {
    String plain = plain(word);
    return plain.length() < 3 ? "" : plain.substring(0, 1 + random.nextInt(plain.length() - 2));
  }

  private static String some(String[] words, int from, int size) {
    StringBuilder some = new StringBuilder();
    for (int i = from; i < Math.min(words.length, from + size); i++) {
      some.append(some.isEmpty() ? "" : " ").append(plain(words[i]));
    }
    return some.toString();
  }

  private static String plain(String word) {
    return word.replaceAll("[^\\p{L}\\p{N}']", "").toLowerCase(Locale.ROOT);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static char last(String word) {
    return word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
  }
}
