package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.planted.PlantedCall.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How a recogniser writes: with capitals and most marks, or with neither. */
final class WritingManner {
  private static final double LOST_MARK = 0.35;

  private final boolean cased;
  private final Random random;

  WritingManner(boolean cased, Random random) {
    this.cased = cased;
    this.random = random;
  }

  /** A misheard word in the case that it is given. */
  String inCase(String word, boolean name) {
    if (!cased) {
      return word;
    }
    String usual = CommonWords.usualForm(word);
    boolean strange = CommonWords.magnitude(word) < 0;
    double chance = strange ? 0.6 : name ? 0.15 : 0.03;
    return random.nextDouble() < chance ? NameForge.capital(usual) : usual;
  }

  /** All words and marks as they are written. */
  String written(List<Piece> heard) {
    StringBuilder text = new StringBuilder();
    boolean ended = false;
    for (Piece piece : heard) {
      String word = piece.text();
      boolean mark = word.chars().noneMatch(Character::isLetterOrDigit);
      if (mark && (!cased || random.nextDouble() < LOST_MARK)) {
        ended = word.equals(".") || word.equals("?");
        continue;
      }
      if (!cased || (ended && CommonWords.isCommon(word.toLowerCase(Locale.ROOT)))) {
        word = word.toLowerCase(Locale.ROOT);
      }
      text.append(piece.spaceBefore() && !text.isEmpty() ? " " : "").append(word);
      ended = false;
    }
    return text.toString();
  }
}
