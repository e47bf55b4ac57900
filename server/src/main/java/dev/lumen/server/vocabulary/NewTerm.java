package dev.lumen.server.vocabulary;

import java.text.Normalizer;
import java.util.List;

/**
 * A term as a person gives it, its letters composed (NFC): a letter and its accent are one letter,
 * whichever of the two ways somebody's keyboard writes them.
 *
 * @param term as it is written
 * @param soundsLike what recognisers write for it
 * @param neverChange whether it is left alone wherever it is heard
 */
public record NewTerm(String term, List<String> soundsLike, boolean neverChange) {
  /** The longest term and the longest spelling that sounds like it, in characters. */
  public static final int MAX_LENGTH = 200;

  /** How many spellings one term may have. */
  public static final int MAX_SOUNDS = 50;

  public NewTerm {
    term = composed(term);
    soundsLike = soundsLike.stream().map(NewTerm::composed).distinct().toList();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
