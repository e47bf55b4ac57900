package dev.lumen.cleaner.phonetic;

import dev.lumen.cleaner.lexicon.Resources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All words of the pronouncing lexicon in their order, for makers that search it from its sounds.
 */
public final class ListedWords {
  private ListedWords() {}

  /** The words in lower case. */
  public static List<String> all() {
    byte[] data = Resources.bytes(PronouncingLexicon.RESOURCE);
    List<String> words = new ArrayList<>();
    byte[] word = new byte[128];
    int at = 0;
    while (at < data.length) {
      int shared = data[at];
      int more = data[at + 1];
      System.arraycopy(data, at + 2, word, shared, more);
      words.add(new String(word, 0, shared + more, StandardCharsets.US_ASCII));
      at += 2 + more;
      at += 1 + data[at];
    }
    return words;
  }
}
