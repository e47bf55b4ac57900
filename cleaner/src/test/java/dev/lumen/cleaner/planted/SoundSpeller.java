package dev.lumen.cleaner.planted;

import java.util.Map;
import java.util.Random;

/** Writes sounds down as somebody who never saw the word: what a recogniser of word pieces does. */
final class SoundSpeller {
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('o', "o a"),
          Map.entry('u', "a u e o"),
          Map.entry('U', "oo u"),
          Map.entry('I', "i ee y ie"),
          Map.entry('A', "a ay ai ei"),
          Map.entry('Y', "i y ie"),
          Map.entry('O', "o ow oe"),
          Map.entry('W', "ow au"),
          Map.entry('J', "oy oi"),
          Map.entry('R', "er ur or"),
          Map.entry('T', "th"),
          Map.entry('D', "th"),
          Map.entry('S', "sh ch"),
          Map.entry('Z', "s zh"),
          Map.entry('C', "ch tch"),
          Map.entry('G', "j g"),
          Map.entry('N', "ng n"),
          Map.entry('k', "k c ck"),
          Map.entry('f', "f ph"),
          Map.entry('z', "s z"),
          Map.entry('l', "l ll"),
          Map.entry('n', "n nn"));

  private final Random random;

  SoundSpeller(Random random) {
    this.random = random;
  }

  String write(String sounds) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < sounds.length(); i++) {
      char sound = sounds.charAt(i);
      String[] ways = LETTERS.getOrDefault(sound, String.valueOf(sound)).split(" ", -1);
      word.append(ways[(int) (ways.length * random.nextDouble() * random.nextDouble())]);
    }
    return word.toString();
  }
}
