package dev.lumen.cleaner.phonetic;

import dev.lumen.cleaner.lexicon.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How English words and many names are pronounced, from the CMU Pronouncing Dictionary.
 *
 * <p>The resource is a run of entries in alphabetical order: how many letters are shared with the
 * word before, how many follow, these letters, how many sounds, the sounds; other ways to say the
 * word follow after a {@code /}. In memory it is an open hash table over two 32-bit hashes of each
 * word, so that 115,000 words take 3 MB and a look-up a few nanoseconds.
 */
final class PronouncingLexicon {
  static final String RESOURCE = "/dev/lumen/cleaner/phonetic/pronunciations.bin";
  private static final int SLOTS = 1 << 18;
  private static final int LONGEST = 40;

  private final byte[] data;
  private final int[] prints = new int[SLOTS];
  private final int[] places = new int[SLOTS];

  private PronouncingLexicon(byte[] data) {
    this.data = data;
    byte[] word = new byte[LONGEST];
    int at = 0;
    while (at < data.length) {
      int shared = data[at];
      int more = data[at + 1];
      System.arraycopy(data, at + 2, word, shared, more);
      at += 2 + more;
      put(hash(word, shared + more), print(word, shared + more), at);
      at += 1 + data[at];
    }
  }

  static PronouncingLexicon load() {
    return new PronouncingLexicon(Resources.bytes(RESOURCE));
  }

  private void put(int hash, int print, int place) {
    int slot = hash & (SLOTS - 1);
    while (places[slot] != 0) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    prints[slot] = print;
    places[slot] = place;
  }

  /**
   * The ways to say a word of lower-case letters, the usual one first; null for an unknown word.
   */
  @Nullable List<String> find(String lower) {
    int place = place(lower);
    if (place == 0) {
      return null;
    }
    String all = new String(data, place + 1, data[place], StandardCharsets.US_ASCII);
    return all.indexOf('/') < 0 ? List.of(all) : List.of(all.split("/", -1));
  }

  /** Whether the word is in the lexicon. */
  boolean knows(String lower) {
    return place(lower) != 0;
  }

  private int place(String lower) {
    byte[] word = lower.getBytes(StandardCharsets.ISO_8859_1);
    int print = print(word, word.length);
    int slot = hash(word, word.length) & (SLOTS - 1);
    while (places[slot] != 0) {
      if (prints[slot] == print) {
        return places[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return 0;
  }

  private static int hash(byte[] word, int length) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ word[i]) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }

  /** As {@link Arrays#hashCode(byte[])} has it for so many bytes, without a copy of them. */
  private static int print(byte[] word, int length) {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + word[i];
    }
    return hash * 0x9E3779B1;
  }
}
