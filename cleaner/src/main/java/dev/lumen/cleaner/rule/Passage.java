package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.context.Knowledge;
import dev.lumen.cleaner.context.Surroundings;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.Tagger;
import dev.lumen.cleaner.model.Tagging;
import dev.lumen.cleaner.number.Atoms;
import dev.lumen.cleaner.text.Draft;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a turn as one rule sees them, with what is known of the conversation. */
public final class Passage {
  /** Below this likelihood of any mark nobody would set one. */
  private static final float UNLIKELY_MARK = 0.15f;

  /** Letters by which the marks and spaces of two copies may differ. */
  private static final int SLACK = 16;

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "vs", "jr", "sr", "approx", "dept", "inc", "ltd",
          "corp");

  private static final Set<String> BEFORE_NUMBERS =
      Set.of("no", "nos", "exp", "fig", "vol", "tel", "ext", "pp", "ref", "approx", "art", "sec");
  private static final int LONGEST_ITEM = 2;

  private final String raw;
  private final List<Word> words;
  private final Surroundings surroundings;
  private List<Word> heard;
  private @Nullable Atoms atoms;
  private @Nullable WritingHabit habit;
  private @Nullable Boolean mixed;
  private @Nullable Spoken spoken;
  private @Nullable Spoken earlier;

  /** The spoken words of a passage, where they stand, and what the tagger makes of them. */
  private record Spoken(List<String> lower, List<Integer> places, Tagging tagging) {}

  /** A passage over a draft. */
  public Passage(Draft draft, Surroundings surroundings) {
    this.raw = draft.raw();
    this.words = draft.words();
    this.surroundings = surroundings;
    this.heard = words;
  }

  /** All words, punctuation included. */
  public List<Word> words() {
    return words;
  }

  /** The passage as it reads after some edits. */
  public Passage with(Draft edited) {
    Passage next = new Passage(edited, surroundings);
    next.earlier = spoken != null ? spoken : earlier;
    next.heard = heard;
    next.mixed = mixed;
    return next;
  }

  /** The words as number grammars see them. */
  Atoms atoms() {
    if (atoms == null) {
      atoms = Atoms.of(words, surroundings.turnBefore());
    }
    return atoms;
  }

  /** The words of the turn as the recogniser gave them, before any edit. */
  List<Word> heard() {
    return heard;
  }

  /** How the recogniser has written this turn. */
  public WritingHabit habit() {
    if (habit == null) {
      habit = WritingHabit.of(words);
    }
    return habit;
  }

  /**
   * Whether the recogniser marked something between two words, such as a word that it did not
   * understand, though the mark may be gone by now.
   */
  public boolean hadMarkBetween(int first, int last) {
    for (int i = at(first).rawEnd(); i < at(last).rawStart(); i++) {
      if (raw.charAt(i) == '<' || raw.charAt(i) == '[') {
        return true;
      }
    }
    return false;
  }

  /** Whether something was taken out right before a word, such as an "um": the speaker paused. */
  public boolean hadPauseBefore(int index) {
    return index > 0 && at(index).rawStart() > at(index - 1).rawEnd() + 1;
  }

  /**
   * Whether what was taken out right before a word was a copy of what stands before or behind it.
   */
  boolean hadCopyBefore(int index) {
    int from = at(index - 1).rawEnd();
    int to = at(index).rawStart();
    int window = 2 * (to - from) + SLACK; // not all of a long text for each gap in it
    String gap = letters(from, to);
    return !gap.isEmpty()
        && (letters(Math.max(0, from - window), from).endsWith(gap)
            || (letters(to, Math.min(raw.length(), to + window)) + ' ').startsWith(gap + ' '));
  }

  /** The words of a stretch of the raw text in small letters, a space before each. */
  private String letters(int from, int to) {
    StringBuilder letters = new StringBuilder(" ");
    for (int i = from; i < to; i++) {
      char c = Character.toLowerCase(raw.charAt(i));
      if (Character.isLetterOrDigit(c) || c == '\'') {
        letters.append(c);
      } else if (letters.charAt(letters.length() - 1) != ' ') {
        letters.append(' ');
      }
    }
    return letters.toString().stripTrailing();
  }

  /** Whether words of another language stand in the turn. */
  boolean isMixed() {
    if (mixed == null) {
      mixed = ForeignTalk.isMixed(words);
    }
    return mixed;
  }

  /** What the tagger makes of the spoken words. */
  public Tagging tagging() {
    return spoken().tagging();
  }

  /** Where the spoken word stands that the tagger counts as this one, from 0. */
  public int place(int word) {
    return spoken().places().get(word);
  }

  /** Whether the tagger holds any mark for unlikely behind the spoken word at an index. */
  boolean isMarkUnlikely(int index) {
    int word = Collections.binarySearch(spoken().places(), index);
    return word >= 0 && 1 - tagging().mark(word, Mark.NONE) < UNLIKELY_MARK;
  }

  private Spoken spoken() {
    if (spoken == null) {
      spoken = read();
    }
    return spoken;
  }

  /** Edits of looks leave the words as they are, and then the tagger need not read them again. */
  private Spoken read() {
    List<String> lower = new ArrayList<>(words.size());
    List<Integer> places = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      boolean and = words.get(i).text().equals("&"); // said, though no word
      if (words.get(i).isSpoken() || and) {
        places.add(i);
        lower.add(and ? "and" : words.get(i).lower());
      }
    }
    Tagging tagging =
        earlier != null && earlier.lower().equals(lower)
            ? earlier.tagging()
            : Tagger.shared().tag(lower);
    return new Spoken(lower, places, tagging);
  }

  /** How many words, punctuation included. */
  public int size() {
    return words.size();
  }

  /** The word at an index; {@link Word#NONE} beyond the ends. */
  public Word at(int index) {
    return index >= 0 && index < words.size() ? words.get(index) : Word.NONE;
  }

  /** The lower-case reading at an index; empty beyond the ends. */
  public String lower(int index) {
    return at(index).lower();
  }

  /** The names that the conversation has taught. */
  public Knowledge knowledge() {
    return surroundings.names();
  }

  /** What stands around the turn. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** Whether the word at an index is one of these, in lower case. */
  public boolean is(int index, Set<String> readings) {
    return readings.contains(lower(index));
  }

  /** Whether the lower-case words from an index on read exactly these. */
  public boolean reads(int index, String... readings) {
    for (int i = 0; i < readings.length; i++) {
      if (!lower(index + i).equals(readings[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a sentence starts at an index: the first word, or one after a sentence end. */
  public boolean startsSentence(int index) {
    int before = index - 1;
    while (at(before).kind() == WordKind.PUNCTUATION
        && !at(before).endsSentence()
        && isQuote(at(before).text())) {
      before--;
    }
    return before < 0 || endsSentence(before);
  }

  /** Whether a sentence ends at an index: a mark that ends one, not the dot of "Dr.". */
  public boolean endsSentence(int index) {
    boolean dot = at(index).text().equals(".");
    return at(index).endsSentence() && !(dot && isDotOfWord(index));
  }

  /** "Dr. Lee", "no. 12", "P. Okafor", "1. Open the lid", "Ph.D. students", ".NET". */
  private boolean isDotOfWord(int index) {
    Word before = at(index - 1);
    Word next = at(index + 1);
    if (ABBREVIATIONS.contains(before.lower())) {
      return true;
    }
    if (!next.isSpoken()) {
      return false;
    }
    boolean counts =
        Character.isDigit(next.text().charAt(0))
            || (next.text().length() > 1
                && next.text().equals(next.text().toUpperCase(Locale.ROOT)));
    if (counts && BEFORE_NUMBERS.contains(before.lower())) {
      return true;
    }
    if (!before.isSpoken()) {
      return !next.spaceBefore(); // ".NET"
    }
    boolean initial =
        before.text().length() == 1
            && Character.isUpperCase(before.text().charAt(0))
            && !before.lower().equals("i")
            && !before.isTouched()
            && next.isCapitalised()
            && next.text().length() > 1
            && !CommonWords.isCommon(next.lower())
            && (index < 2 || !at(index - 2).isSpoken() || at(index - 2).isCapitalised());
    boolean item =
        before.kind() == WordKind.NUMBER
            && before.text().length() <= LONGEST_ITEM
            && next.spaceBefore()
            && (index == 1 || at(index - 2).endsSentence());
    boolean inner =
        before.text().indexOf('.') > 0
            || (before.text().length() == 1
                && !before.spaceBefore()
                && at(index - 2).text().equals("."));
    boolean dotted = inner && !next.isCapitalised() && next.spaceBefore(); // "Ph.D. students"
    return initial || item || (dotted && !before.isTouched());
  }

  private static boolean isQuote(String text) {
    return "\"“”'‘’(«".contains(text);
  }

  /** Whether any of the readings stands within a distance before an index, in the same sentence. */
  public boolean hasBefore(int index, int distance, Set<String> readings) {
    for (int i = index - 1; i >= Math.max(0, index - distance); i--) {
      if (at(i).endsSentence()) {
        return false;
      }
      if (is(i, readings)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of the readings stands within a distance after an index, in the same sentence. */
  public boolean hasAfter(int index, int distance, Set<String> readings) {
    for (int i = index + 1; i <= Math.min(size() - 1, index + distance); i++) {
      if (at(i).endsSentence()) {
        return false;
      }
      if (is(i, readings)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of the readings stands anywhere in the turn. */
  public boolean mentions(Set<String> readings) {
    for (Word word : words) {
      if (readings.contains(word.lower())) {
        return true;
      }
    }
    return false;
  }

  /** The words of a stretch as they read now, joined by their own spacing. */
  public String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from && at(i).spaceBefore() ? " " : "").append(at(i).text());
    }
    return text.toString();
  }

  /** The lower-case words of a stretch, joined by single spaces. */
  public String key(int from, int to) {
    if (to - from == 1) {
      return lower(from);
    }
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? " " : "").append(lower(i));
    }
    return text.toString();
  }
}
