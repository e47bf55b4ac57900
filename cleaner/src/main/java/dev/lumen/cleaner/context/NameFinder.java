package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds names in text that is written as it should be: runs of capitalised words, joined by words
 * such as "of". A common word that is capitalised only because it starts a sentence is no name.
 */
public final class NameFinder {
  private static final Set<String> JOINTS =
      Set.of("of", "and", "&", "the", "for", "de", "la", "van", "von", "der", "del", "du");
  private static final Set<String> NEVER =
      Set.of("i", "i'm", "i've", "i'll", "i'd", "ok", "okay", "mr", "mrs", "ms", "dr");
  private static final Set<String> TITLES =
      Set.of("ceo", "cfo", "coo", "cto", "cmo", "president", "founder", "owner", "chairman");
  private static final int LONGEST = 6;

  private final List<Word> words;
  private final boolean trusted;
  private final List<KnownName> names = new ArrayList<>();

  private NameFinder(List<Word> words, boolean trusted) {
    this.words = words;
    this.trusted = trusted;
  }

  /** The names of a well-written text, in order. */
  public static List<KnownName> names(String text, boolean trusted) {
    return names(Tokenizer.tokenize(text), trusted);
  }

  /** The names among the words of a well-written text, in order. */
  public static List<KnownName> names(List<Word> words, boolean trusted) {
    return new NameFinder(words, trusted).run();
  }

  private List<KnownName> run() {
    for (int i = 0; i < words.size(); ) {
      int end = endOfRun(i);
      if (end > i) {
        addRun(i, end);
      }
      i = Math.max(i + 1, end);
    }
    return names;
  }

  /** The end of the capitalised run at an index; the index itself when there is none. */
  private int endOfRun(int start) {
    if (!isNameLike(start)) {
      return start;
    }
    int end = start + 1;
    while (end < words.size() && end - start < LONGEST) {
      int next = end;
      while (next < words.size() && next - end < 2 && JOINTS.contains(words.get(next).lower())) {
        next++;
      }
      if (!isNameLike(next)) {
        break;
      }
      end = next + 1;
    }
    return end;
  }

  private boolean isNameLike(int index) {
    if (index >= words.size()) {
      return false;
    }
    Word word = words.get(index);
    return word.isWord()
        && word.isCapitalised()
        && word.text().length() > 1
        && !NEVER.contains(word.lower());
  }

  private void addRun(int start, int end) {
    int from = start;
    if (startsSentence(start) && CommonWords.isCommon(words.get(start).lower())) {
      boolean alone = end - start == 1 || JOINTS.contains(words.get(start + 1).lower());
      if (alone || startsLikeSpeech(words.get(start).lower())) {
        from = start + 1;
        while (from < end && JOINTS.contains(words.get(from).lower())) {
          from++;
        }
      }
    }
    if (from < end && !isLabel(end)) {
      add(from, end);
      addWhatTheTitleIsOf(from, end);
    }
  }

  /** "CFO of Belltower Estates" names a firm, too. */
  private void addWhatTheTitleIsOf(int from, int end) {
    for (int i = from + 1; i < end - 1; i++) {
      if (words.get(i).lower().equals("of") && TITLES.contains(words.get(i - 1).lower())) {
        add(i + 1, end);
      }
    }
  }

  private static boolean startsLikeSpeech(String lower) {
    return CommonWords.magnitude(lower) >= 9;
  }

  /** "Participants:" and the like tell what follows; they name nobody. */
  private boolean isLabel(int end) {
    return end < words.size() && words.get(end).text().equals(":");
  }

  private boolean startsSentence(int index) {
    int before = index - 1;
    while (before >= 0 && !words.get(before).isSpoken() && !words.get(before).endsSentence()) {
      String text = words.get(before).text();
      if (text.equals(",") || text.equals(";") || text.equals("(")) {
        return false;
      }
      before--;
    }
    return before < 0 || words.get(before).endsSentence();
  }

  private void add(int from, int to) {
    StringBuilder written = new StringBuilder();
    List<String> parts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Word word = words.get(i);
      written.append(i > from && word.spaceBefore() ? " " : "").append(word.text());
      parts.add(word.lower());
    }
    names.add(new KnownName(written.toString(), parts, trusted));
  }
}
