package dev.lumen.cleaner.phonetic;

import dev.lumen.cleaner.lexicon.Resources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads unknown words aloud: for each letter, a tree asks for the letters around it, the most
 * telling first, and answers with the sounds of the deepest context that it has seen (IGTree;
 * Daelemans and van den Bosch 1997). Trained on the CMU Pronouncing Dictionary.
 *
 * <p>The resource lists the possible answers, one a line, an empty line, then the nodes in
 * breadth-first order: letter, answer, number of children.
 */
final class LetterModel {
  private static final String RESOURCE = "/dev/lumen/cleaner/phonetic/letters.bin";

  /** Which letters are asked for, relative to the one that is read. */
  static final int[] ASKED = {0, 1, -1, 2, -2, 3, -3};

  /** Stands beyond the ends of a word. */
  static final char EDGE = '^';

  private final List<String> answers = new ArrayList<>();
  private final byte[] letters;
  private final byte[] answerOf;
  private final byte[] children;
  private final int[] firstChild;

  private LetterModel(byte[] data) {
    int at = 0;
    while (data[at] != '\n') {
      int end = at;
      while (data[end] != '\n') {
        end++;
      }
      String answer = new String(data, at, end - at, StandardCharsets.US_ASCII);
      answers.add(answer.equals("_") ? "" : answer);
      at = end + 1;
    }
    int nodes = (data.length - at - 1) / 3;
    letters = new byte[nodes];
    answerOf = new byte[nodes];
    children = new byte[nodes];
    firstChild = new int[nodes];
    int next = 1;
    for (int node = 0; node < nodes; node++) {
      int place = at + 1 + 3 * node;
      letters[node] = data[place];
      answerOf[node] = data[place + 1];
      children[node] = data[place + 2];
      firstChild[node] = next;
      next += children[node];
    }
  }

  static LetterModel load() {
    return new LetterModel(Resources.bytes(RESOURCE));
  }

  /** The sounds of a word of the letters a to z. */
  String read(String word) {
    StringBuilder sounds = new StringBuilder(word.length() + 2);
    for (int i = 0; i < word.length(); i++) {
      String more = answer(word, i);
      for (int j = 0; j < more.length(); j++) {
        char sound = more.charAt(j);
        if (sounds.isEmpty() || sounds.charAt(sounds.length() - 1) != sound) {
          sounds.append(sound);
        }
      }
    }
    return sounds.toString();
  }

  private String answer(String word, int place) {
    int node = 0;
    for (int asked : ASKED) {
      int child = child(node, letter(word, place + asked));
      if (child < 0) {
        break;
      }
      node = child;
    }
    return answers.get(answerOf[node] & 0xFF);
  }

  static char letter(String word, int place) {
    return place < 0 || place >= word.length() ? EDGE : word.charAt(place);
  }

  private int child(int node, char letter) {
    for (int i = firstChild[node]; i < firstChild[node] + children[node]; i++) {
      if (letters[i] == letter) {
        return i;
      }
    }
    return -1;
  }
}
