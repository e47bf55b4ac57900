package dev.lumen.cleaner;

import java.util.List;

/**
 * A word or phrase that people have given the cleaner.
 *
 * @param term as it is rightly written
 * @param soundsLike what recognisers write for it, each put right wherever it stands alone
 * @param neverChange whether the term, as it stands here and in any case, is left alone wherever it
 *     is heard; it then teaches nothing
 */
public record VocabularyTerm(String term, List<String> soundsLike, boolean neverChange) {
  public VocabularyTerm {
    soundsLike = List.copyOf(soundsLike);
  }

  /** A term that is only to be known. */
  public static VocabularyTerm known(String term) {
    return new VocabularyTerm(term, List.of(), false);
  }
}
