package dev.lumen.cleaner;

import dev.lumen.cleaner.model.Utterance;
import dev.lumen.cleaner.model.training.LabelledUtterance;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Labels the words of a turn by what of it was meant: a word that is missing there was planted. The
 * texts hold words that win time as well, which nobody marked; where a word looks like one of those
 * nothing is known of it, rather than that it stays.
 */
final class DisfluencyLabels {
  private static final int LONGEST_COPY = 4;
  private static final Map<String, String> LONG_FORMS =
      Map.ofEntries(
          Map.entry("can't", "can not"),
          Map.entry("cannot", "can not"),
          Map.entry("won't", "will not"),
          Map.entry("ain't", "is not"),
          Map.entry("let's", "let us"),
          Map.entry("it's", "it is"),
          Map.entry("that's", "that is"),
          Map.entry("there's", "there is"),
          Map.entry("here's", "here is"),
          Map.entry("what's", "what is"),
          Map.entry("who's", "who is"),
          Map.entry("where's", "where is"),
          Map.entry("how's", "how is"),
          Map.entry("he's", "he is"),
          Map.entry("she's", "she is"),
          Map.entry("i'm", "i am"),
          Map.entry("'cause", "because"),
          Map.entry("cuz", "because"),
          Map.entry("gonna", "going to"),
          Map.entry("wanna", "want to"),
          Map.entry("gotta", "got to"),
          Map.entry("kinda", "kind of"),
          Map.entry("sorta", "sort of"),
          Map.entry("okay", "ok"),
          Map.entry("alright", "all right"));

  private DisfluencyLabels() {}

  static LabelledUtterance of(Utterance said, String meant) {
    List<String> heard = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      for (String piece : pieces(said.word(i))) {
        heard.add(piece);
        owners.add(i);
      }
    }
    List<String> written = new ArrayList<>();
    List<Boolean> marks = new ArrayList<>(); // whether a mark stands before each
    boolean marked = true;
    for (Word word : Tokenizer.tokenize(meant)) {
      if (word.isSpoken()) {
        for (String piece : pieces(word.lower())) {
          written.add(piece);
          marks.add(marked);
          marked = false;
        }
      } else {
        marked = true;
      }
    }
    marks.add(true);
    int[] partners = partners(heard, written);
    boolean[] unsure = unsure(written, marks);
    byte[] labels = new byte[said.size()];
    Arrays.fill(labels, LabelledUtterance.LEFT_OUT);
    boolean[] seen = new boolean[said.size()];
    for (int i = 0; i < partners.length; i++) {
      int owner = owners.get(i);
      seen[owner] = true;
      if (partners[i] >= 0) {
        boolean same = heard.get(i).equals(written.get(partners[i]));
        boolean unknown =
            !same || unsure[partners[i]] || labels[owner] == LabelledUtterance.UNKNOWN;
        labels[owner] = unknown ? LabelledUtterance.UNKNOWN : LabelledUtterance.KEPT;
      }
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = seen[i] ? labels[i] : LabelledUtterance.UNKNOWN;
    }
    return new LabelledUtterance(said, labels);
  }

  /** A word as texts of all styles would have it. */
  static List<String> pieces(String lower) {
    boolean cutOff = lower.endsWith("-");
    String word = cutOff ? lower.substring(0, lower.length() - 1) : lower;
    String plain =
        LONG_FORMS
            .getOrDefault(word, word)
            .replaceAll("(?<=\\w)n't$", " not")
            .replaceAll("'re$", " are")
            .replaceAll("'ve$", " have")
            .replaceAll("'ll$", " will")
            .replaceAll("'d$", " would")
            .replaceAll("['.]", "")
            .replace("%", " percent")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    if (plain.isEmpty()) {
      return List.of();
    }
    List<String> pieces = new ArrayList<>(List.of(plain.split(" ", -1)));
    pieces.set(pieces.size() - 1, pieces.getLast() + (cutOff ? "~" : ""));
    return pieces;
  }

  /**
   * For each word heard the one written for it, -1 for none: the least edits, copies matched late.
   */
  private static int[] partners(List<String> heard, List<String> written) {
    int[][] cost = costs(heard, written);
    int[] partners = new int[heard.size()];
    int i = heard.size();
    int j = written.size();
    while (i > 0) {
      boolean both = j > 0;
      boolean same = both && heard.get(i - 1).equals(written.get(j - 1));
      if (same && cost[i - 1][j - 1] == cost[i][j]) {
        partners[--i] = --j;
      } else if (cost[i - 1][j] + 1 == cost[i][j]
          && !(both && cost[i - 1][j - 1] + 1 == cost[i][j])) {
        partners[--i] = -1;
      } else if (both && !same && cost[i - 1][j - 1] + 1 == cost[i][j]) {
        partners[--i] = --j;
      } else {
        j--;
      }
    }
    return partners;
  }

  private static int[][] costs(List<String> heard, List<String> written) {
    int[][] cost = new int[heard.size() + 1][written.size() + 1];
    for (int j = 0; j <= written.size(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i < cost.length; i++) {
      cost[i][0] = i;
      for (int j = 1; j < cost[i].length; j++) {
        int other = cost[i - 1][j - 1] + (heard.get(i - 1).equals(written.get(j - 1)) ? 0 : 1);
        cost[i][j] = Math.min(other, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
      }
    }
    return cost;
  }

  /**
   * Words of a text that its speaker may have said to win time.
   *
   * @param marks whether a mark stands before each word, and behind the last
   */
  private static boolean[] unsure(List<String> written, List<Boolean> marks) {
    int size = written.size();
    boolean[] unsure = new boolean[size];
    for (int length = LONGEST_COPY; length >= 1; length--) {
      for (int i = 0; i + 2 * length <= size; i++) {
        List<String> once = written.subList(i, i + length);
        if (once.equals(written.subList(i + length, i + 2 * length))) {
          Arrays.fill(unsure, i, i + 2 * length, true);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      String word = written.get(i);
      boolean pair = word.equals("you") && i + 1 < size && written.get(i + 1).equals("know");
      if (pair && (marks.get(i) || marks.get(i + 2))) {
        unsure[i] = true;
        unsure[i + 1] = true;
      }
      unsure[i] |= word.endsWith("~");
      unsure[i] |= word.equals("like") && marks.get(i) && marks.get(i + 1);
    }
    return unsure;
  }
}
