package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds which claim of an earlier turn a speaker takes back, and what is said instead. */
public final class Withdrawals {
  private static final List<List<String>> CUES =
      List.of(
          List.of("i", "meant"),
          List.of("i", "mean"),
          List.of("let", "me", "correct"),
          List.of("i", "misspoke"),
          List.of("i", "should", "say"),
          List.of("i", "should", "have", "said"),
          List.of("my", "mistake"),
          List.of("correction"),
          List.of("make", "that"),
          List.of("actually"),
          List.of("sorry"));
  private static final Set<String> INSTEAD = Set.of("not", "than");
  private static final int LONGEST_NAME = 4;

  private Withdrawals() {}

  /**
   * A claim that was taken back.
   *
   * @param start where it starts in the cleaned text of the earlier turn
   * @param end where it ends there
   * @param replacement what is said instead
   */
  public record Claim(int start, int end, String replacement) {}

  /**
   * The claim of an earlier turn that a later one takes back, or null.
   *
   * @param later the cleaned text of a turn that is known to take something back
   * @param earlier the cleaned text of the earlier turn
   */
  public static @Nullable Claim find(String later, String earlier) {
    List<Word> now = Tokenizer.tokenize(later);
    List<Word> before = Tokenizer.tokenize(earlier);
    int cue = cue(now);
    if (cue < 0) {
      return null;
    }
    for (int i = cue; i < now.size(); i++) {
      Slot slot = Slot.startingAt(now, i);
      if (slot != null) {
        boolean denied = i > 0 && INSTEAD.contains(now.get(i - 1).lower());
        Claim claim = denied ? null : claimOf(slot, now, later, before);
        if (claim != null) {
          return claim;
        }
        i = slot.to() - 1;
      }
    }
    return nameInstead(now, later, before, cue);
  }

  /** Where what follows the first cue starts; -1 for no cue. */
  private static int cue(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      for (List<String> cue : CUES) {
        if (reads(words, i, cue)) {
          return i + cue.size();
        }
      }
    }
    return -1;
  }

  private static boolean reads(List<Word> words, int at, List<String> pattern) {
    for (int i = 0; i < pattern.size(); i++) {
      if (at + i >= words.size() || !words.get(at + i).lower().equals(pattern.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The last slot of the same kind in the earlier turn that says something else. */
  private static @Nullable Claim claimOf(
      Slot slot, List<Word> now, String later, List<Word> before) {
    for (int end = before.size(); end > 0; end--) {
      Slot old = Slot.endingAt(before, end);
      if (old != null) {
        boolean other =
            old.kind() == slot.kind()
                && !old.key(before).equals(slot.key(now))
                && old.isYear(before) == slot.isYear(now)
                && sameThing(old, before, slot, now);
        if (other) {
          return claim(old.from(), old.to(), before, text(now, slot.from(), slot.to(), later));
        }
        end = old.from() + 1;
      }
    }
    return null;
  }

  /** "sixty leads" takes back "fifty leads" and not "fifty people". */
  private static boolean sameThing(Slot old, List<Word> before, Slot slot, List<Word> now) {
    if (slot.kind() != Slot.Kind.NUMBER || slot.to() >= now.size()) {
      return true;
    }
    Word noun = now.get(slot.to());
    return !noun.isWord()
        || (old.to() < before.size() && before.get(old.to()).lower().equals(noun.lower()));
  }

  /** "It's Northgate, not Northfield": the denied name is the claim. */
  private static @Nullable Claim nameInstead(
      List<Word> now, String later, List<Word> before, int cue) {
    for (int i = cue + 1; i + 1 < now.size(); i++) {
      if (now.get(i).lower().equals("not") && now.get(i + 1).isCapitalised()) {
        int end = endOfName(now, i + 1);
        int from = i - 1;
        while (from >= cue && !now.get(from).isSpoken()) {
          from--;
        }
        int to = from + 1;
        while (from > cue && now.get(from - 1).isCapitalised() && to - from < LONGEST_NAME) {
          from--;
        }
        int at = indexOf(before, now.subList(i + 1, end));
        if (at >= 0 && from >= cue && now.get(from).isCapitalised()) {
          return claim(at, at + end - i - 1, before, text(now, from, to, later));
        }
      }
    }
    return null;
  }

  private static int endOfName(List<Word> words, int start) {
    int end = start + 1;
    while (end < words.size() && end - start < LONGEST_NAME && words.get(end).isCapitalised()) {
      end++;
    }
    return end;
  }

  private static int indexOf(List<Word> words, List<Word> sought) {
    List<String> readings = sought.stream().map(Word::lower).toList();
    for (int i = 0; i + readings.size() <= words.size(); i++) {
      if (reads(words, i, readings)) {
        return i;
      }
    }
    return -1;
  }

  private static Claim claim(int from, int to, List<Word> before, String replacement) {
    return new Claim(before.get(from).rawStart(), before.get(to - 1).rawEnd(), replacement);
  }

  private static String text(List<Word> words, int from, int to, String text) {
    return text.substring(words.get(from).rawStart(), words.get(to - 1).rawEnd());
  }
}
