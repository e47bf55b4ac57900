package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.misheard.Spelling;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.planted.PlantedCall.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A recogniser on one call: it hears most of what is said, mishears rare names often and other
 * words now and then, and writes in its own manner.
 */
final class Recogniser {
  /** How often names are misheard: everybody's, those of the lexicon, all others. */
  private static final double FAMOUS = 0.04;

  private static final double LISTED = 0.4;
  private static final double STRANGE = 0.65;

  /** How often a name is misheard as it was before. */
  private static final double AS_BEFORE = 0.5;

  /** How often one recogniser mishears names, as a share of that: some hardly ever. */
  private static final double[] QUALITIES = {0.04, 0.7, 1, 1.2};

  /** Of how many ways to mishear a name at most the one is written that is spelled most alike. */
  private static final int MOST_TRIES = 5;

  /** The most sounds that noise changes, as a share. */
  private static final double NOISE = 0.24;

  /** How often the line is clear: what is written sounds just as what was said. */
  private static final double CLEAR = 0.25;

  /** How unlikely recognisers hold a rare name: some know many, others hardly any. */
  private static final int[] BITS_OF_NAME = {13, 16, 19, 22};

  /** How often the end of a name is lost. */
  private static final double CUT = 0.08;

  /** How often the word before a name is drawn into it. */
  private static final double SWALLOWS = 0.08;

  /** How often other words are misheard. */
  private static final double WORD = 0.045;

  private static final double SMALL_WORD = 0.02;
  private static final double UNWRITTEN = 0.7;

  /** How often a recogniser of word pieces spells a name by its sound. */
  private static final double SPELLS = 0.2;

  private static final int EVERYDAY = 9;
  private static final int KNOWN = 6;
  private static final Set<String> SOUNDS = Set.of("um", "uh");
  private static final List<String> SMALL =
      List.of("the", "a", "that", "in", "and", "is", "it", "to", "of", "this", "are", "we");

  private final WordSearch search;
  private final Random random;
  private final SoundNoise noise;
  private final SoundSpeller speller;
  private final boolean cased;
  private final WritingManner manner;
  private final int knowledge;
  private final double quality;
  private final Map<String, String> before = new HashMap<>();

  Recogniser(WordSearch search, Random random) {
    this.search = search;
    this.random = random;
    this.noise = new SoundNoise(random);
    this.speller = new SoundSpeller(random);
    this.cased = random.nextInt(3) > 0;
    this.manner = new WritingManner(cased, random);
    this.knowledge = BITS_OF_NAME[random.nextInt(BITS_OF_NAME.length)];
    this.quality = QUALITIES[random.nextInt(QUALITIES.length)];
  }

  /** What it writes for a turn. */
  String hear(List<Piece> said) {
    List<Piece> heard = new ArrayList<>();
    for (int i = 0; i < said.size(); ) {
      Piece piece = said.get(i);
      int end = i + 1;
      while (piece.name() >= 0 && end < said.size() && said.get(end).name() == piece.name()) {
        end++;
      }
      if (piece.name() >= 0) {
        hearName(said.subList(i, end), heard);
      } else {
        end = hearWord(said, i, heard);
      }
      i = end;
    }
    return manner.written(heard);
  }

  private void hearName(List<Piece> name, List<Piece> heard) {
    boolean together = name.size() > 1 && random.nextDouble() < 0.3;
    int step = together ? name.size() : 1;
    for (int i = 0; i < name.size(); i += step) {
      List<Piece> part = name.subList(i, i + step);
      if (random.nextDouble() < quality * rate(part)) {
        put(part, misheardName(part, heard), heard);
      } else {
        heard.addAll(part);
      }
    }
  }

  private static double rate(List<Piece> part) {
    double rate = 0;
    for (Piece piece : part) {
      String lower = stem(piece.text());
      boolean famous =
          ProperNames.all().containsKey(lower) || CommonWords.magnitude(lower) >= KNOWN;
      rate = Math.max(rate, famous ? FAMOUS : Pronunciation.knows(lower) ? LISTED : STRANGE);
    }
    return rate;
  }

  private static String stem(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
  }

  private String misheardName(List<Piece> part, List<Piece> heard) {
    String key = PlantedCall.written(part);
    String known = before.get(key);
    if (known != null && random.nextDouble() < AS_BEFORE) {
      return known;
    }
    String sounds = soundsOf(part);
    boolean swallows = !heard.isEmpty() && random.nextDouble() < SWALLOWS;
    if (swallows && isPlainWord(heard.getLast())) {
      sounds = Pronunciation.of(heard.removeLast().text()) + sounds;
    }
    String misheard = misheard(sounds, true, !swallows, key);
    String letters = letters(key);
    for (int more = random.nextInt(MOST_TRIES); more > 0; more--) {
      String other = misheard(sounds, true, !swallows, key);
      if (Spelling.edits(letters(other), letters) < Spelling.edits(letters(misheard), letters)) {
        misheard = other;
      }
    }
    before.put(key, misheard);
    return misheard;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private String soundsOf(List<Piece> part) {
    List<String> words = part.stream().map(Piece::text).toList();
    List<String> readings = Pronunciation.readings(words);
    int way = random.nextDouble() < 0.7 ? 0 : random.nextInt(readings.size());
    String sounds = readings.get(way);
    boolean cut = sounds.length() > 4 && random.nextDouble() < CUT;
    return cut ? sounds.substring(0, sounds.length() - 1 - random.nextInt(2)) : sounds;
  }

  private String misheard(String sounds, boolean name, boolean maySpell, String said) {
    for (int attempt = 0; attempt < 5; attempt++) {
      String noisy = noise.over(sounds, noise() + 0.04 * attempt);
      if (maySpell && random.nextDouble() < (cased ? SPELLS / 3 : SPELLS)) {
        return cased ? NameForge.capital(speller.write(noisy)) : speller.write(noisy);
      }
      String words =
          String.join(" ", search.words(noisy, name ? knowledge : WordSearch.BITS_OF_RARE, random));
      if (!words.isEmpty() && !words.equals(said.toLowerCase(Locale.ROOT))) {
        return words;
      }
    }
    return said;
  }

  private double noise() {
    return random.nextDouble() < CLEAR ? 0 : NOISE * random.nextDouble();
  }

  private int hearWord(List<Piece> said, int at, List<Piece> heard) {
    Piece piece = said.get(at);
    if (SOUNDS.contains(piece.text().toLowerCase(Locale.ROOT)) && random.nextDouble() < UNWRITTEN) {
      return at + 1;
    }
    if (!isPlainWord(piece)) {
      heard.add(piece);
      return at + 1;
    }
    String lower = piece.text().toLowerCase(Locale.ROOT);
    boolean small = CommonWords.magnitude(lower) >= EVERYDAY;
    if (small) {
      boolean swapped = SMALL.contains(lower) && random.nextDouble() < quality * SMALL_WORD;
      String text = swapped ? SMALL.get(random.nextInt(SMALL.size())) : piece.text();
      heard.add(new Piece(text, piece.spaceBefore(), -1));
      return at + 1;
    }
    if (random.nextDouble() >= quality * WORD) {
      heard.add(piece);
      return at + 1;
    }
    int end = at + 1;
    while (end < said.size()
        && end < at + 3
        && isPlainWord(said.get(end))
        && random.nextBoolean()) {
      end++;
    }
    List<Piece> part = said.subList(at, end);
    put(part, misheard(soundsOf(part), false, false, PlantedCall.written(part)), heard);
    return end;
  }

  private static boolean isPlainWord(Piece piece) {
    return piece.name() < 0 && piece.text().chars().allMatch(c -> c < 128 && Character.isLetter(c));
  }

  private void put(List<Piece> said, String misheard, List<Piece> heard) {
    boolean space = said.getFirst().spaceBefore();
    for (String word : misheard.split(" ", -1)) {
      heard.add(new Piece(manner.inCase(word, said.getFirst().name() >= 0), space, -1));
      space = true;
    }
  }
}
