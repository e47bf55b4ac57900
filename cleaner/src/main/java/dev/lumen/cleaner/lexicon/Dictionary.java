package dev.lumen.cleaner.lexicon;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a dictionary of English (SCOWL, and first names of Moby) has: words, and names that are no
 * words. It tells of those that business talk has not shown how they are written. It has those of
 * three letters or more, names of four: shorter ones are as often abbreviations. Words are known by
 * a hash; of those that it does not have, one in 30,000 is taken for one of them.
 */
public final class Dictionary {
  private final int[] words;
  private final int[] names;

  private Dictionary(byte[] file) {
    ByteBuffer data = ByteBuffer.wrap(file);
    words = read(data);
    names = read(data);
  }

  /** The dictionary that ships, read when it is first asked for. */
  private static final class English {
    static final Dictionary ALL = new Dictionary(Resources.bytes("dictionary.bin"));
  }

  private static int[] read(ByteBuffer data) {
    int[] hashes = new int[data.getInt()];
    data.asIntBuffer().get(hashes);
    data.position(data.position() + Integer.BYTES * hashes.length);
    return hashes;
  }

  static int hash(String lower) {
    return lower.hashCode() * 0x9E3779B1; // spreads similar words
  }

  /** Whether it has the word in small letters. */
  public static boolean isWord(String lower) {
    return Arrays.binarySearch(English.ALL.words, hash(lower)) >= 0;
  }

  /** Whether it has the word with a capital alone: "Ingrid". */
  public static boolean isName(String lower) {
    return Arrays.binarySearch(English.ALL.names, hash(lower)) >= 0;
  }
}
