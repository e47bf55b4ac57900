package dev.lumen.cleaner.planted;

import java.util.Random;

/**
 * What a telephone line and a hurried tongue make of sounds, by what phonetics tells: a sound turns
 * into one of its own class (place or voice change, the manner stays), weak sounds and the second
 * of two consonants fall, and a short vowel slips in between consonants.
 */
final class SoundNoise {
  private static final String VOWELS = "aeiouUIAYOWJR";

  /** Voiced and voiceless stops, fricatives, sibilants, nasals, liquids; vowels front to back. */
  private static final String[] CLASSES = {
    "pb", "td", "kg", "pt", "tk", "bd", "dg", "fv", "TD", "fT", "vD", "vb", "sz", "SZ", "sS", "CG",
    "SC", "tC", "dG", "mn", "nN", "lr", "wr", "wl", "ui", "ue", "uo", "uR", "ie", "iI", "ea", "eA",
    "ao", "oO", "oW", "uU", "OU", "YA", "Yo", "oR", "IA", "JO"
  };

  private static final String WEAK = "hyrtdu";

  private final Random random;

  SoundNoise(Random random) {
    this.random = random;
  }

  /** The sounds with about this share of them changed. */
  String over(String sounds, double rate) {
    StringBuilder noisy = new StringBuilder();
    for (int i = 0; i < sounds.length(); i++) {
      char sound = sounds.charAt(i);
      double draw = random.nextDouble();
      if (draw < rate * 0.7) {
        noisy.append(neighbour(sound));
      } else if (draw < rate) {
        if (!falls(sounds, i)) {
          noisy.append(sound).append(isVowel(sound) ? "" : "u");
        }
      } else {
        noisy.append(sound);
      }
    }
    return noisy.toString();
  }

  private boolean falls(String sounds, int at) {
    boolean cluster = at > 0 && !isVowel(sounds.charAt(at)) && !isVowel(sounds.charAt(at - 1));
    return sounds.length() > 2 && (cluster || WEAK.indexOf(sounds.charAt(at)) >= 0);
  }

  private char neighbour(char sound) {
    StringBuilder others = new StringBuilder();
    for (String pair : CLASSES) {
      int place = pair.indexOf(sound);
      if (place >= 0) {
        others.append(pair.charAt(1 - place));
      }
    }
    return others.isEmpty() ? sound : others.charAt(random.nextInt(others.length()));
  }

  private static boolean isVowel(char sound) {
    return VOWELS.indexOf(sound) >= 0;
  }
}
