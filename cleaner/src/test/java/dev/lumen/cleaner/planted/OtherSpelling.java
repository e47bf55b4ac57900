package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spells a name as another family does: Stephens and Stevens, Monro and Monroe, Kris and Chris. */
final class OtherSpelling {
  private static final double SAME = 0.06;
  private static final int TRIES = 12;

  /** What English names write for the same sound, each pair both ways. */
  private static final List<String> PAIRS =
      List.of(
          "c k", "ck k", "ch k", "ph f", "ph v", "s z", "s ss", "ss s", "i y", "y ie", "ie ey",
          "ee ea", "ai ay", "ei ai", "er ar", "or er", "t tt", "n nn", "l ll", "r rr", "m mm",
          "p pp", "d dd", "g gg", "oo ou", "ow ou", "u oo", "on en", "an en", "a ah", "th t",
          "w wh", "j g", "kn n", "x ks", "x cks", "ea e", "aw au", "re er", "el le");

  private OtherSpelling() {}

  /** Another spelling that sounds the same, the word itself when none is found. */
  static String of(String lower, Random random) {
    for (int i = 0; i < TRIES; i++) {
      String other = changed(lower, random);
      boolean same =
          SoundDistance.between(Pronunciation.of(lower), Pronunciation.of(other)) <= SAME;
      if (!other.equals(lower) && same) {
        return other;
      }
    }
    return lower;
  }

  private static String changed(String lower, Random random) {
    if (random.nextInt(5) == 0) {
      return lower.endsWith("e") ? lower.substring(0, lower.length() - 1) : lower + "e";
    }
    String[] pair = PAIRS.get(random.nextInt(PAIRS.size())).split(" ", -1);
    int way = random.nextInt(2);
    List<Integer> places = new ArrayList<>();
    for (int at = lower.indexOf(pair[way]); at >= 0; at = lower.indexOf(pair[way], at + 1)) {
      places.add(at);
    }
    if (places.isEmpty()) {
      return lower;
    }
    int at = places.get(random.nextInt(places.size()));
    return lower.substring(0, at) + pair[1 - way] + lower.substring(at + pair[way].length());
  }
}
