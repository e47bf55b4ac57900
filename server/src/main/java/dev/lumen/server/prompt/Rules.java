package dev.lumen.server.prompt;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundDistance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an edit of a model must hold to: numbers, negations and hedges stay as they are; a new word
 * must sound like the ones it replaces, the more so where the conversation does not know it; words
 * are neither added nor left out but for the smallest.
 */
final class Rules {
  /** As far as a word that the conversation knows may be from what was heard. */
  private static final double KNOWN = 0.4;

  /** As far as any other may be. */
  private static final double UNKNOWN = 0.3;

  /** More words in a row than these are not misheard but written anew. */
  private static final int LONGEST_MISHEARD = 6;

  /** Words that sound the same are told apart by their sentence, which a model reads well. */
  private static final double SAME = 0.03;

  private final Set<String> known;

  /**
   * @param known the words of the conversation, in lower case
   */
  Rules(Set<String> known) {
    this.known = known;
  }

  /** What becomes of an edit. */
  sealed interface Verdict {
    /** It is made, or offered where the confidence is LOW. */
    record Kept(Confidence confidence) implements Verdict {}

    /** It is not made. */
    record Refused(Refusal why) implements Verdict {}
  }

  /** Judges one stretch; its words differ in more than their looks. */
  Verdict judge(String before, String after) {
    List<String> old = Words.of(before);
    List<String> now = Words.of(after);
    Optional<Refusal> meaning = changesMeaning(before, after, old, now);
    if (meaning.isPresent()) {
      return new Verdict.Refused(meaning.get());
    }
    List<Alignment.Swap> swaps = Alignment.of(old, now);
    if (reorders(swaps)) {
      return new Verdict.Refused(Refusal.REORDERED);
    }
    Confidence confidence = Confidence.MEDIUM;
    for (Alignment.Swap swap : swaps) {
      Verdict verdict = judge(swap, old, after);
      if (verdict instanceof Verdict.Kept kept) {
        confidence = kept.confidence().compareTo(confidence) < 0 ? kept.confidence() : confidence;
      } else {
        return verdict;
      }
    }
    return new Verdict.Kept(confidence);
  }

  /** Words that are written otherwise are fine where the conversation writes them like that. */
  boolean knows(String word) {
    return known.contains(Words.lower(word));
  }

  private static Optional<Refusal> changesMeaning(
      String before, String after, List<String> old, List<String> now) {
    if (!Words.numbers(before).equals(Words.numbers(after))) {
      return Optional.of(Refusal.NUMBER);
    }
    if (!Words.negations(old).equals(Words.negations(now))) {
      return Optional.of(Refusal.NEGATION);
    }
    return Words.hedges(old).equals(Words.hedges(now))
        ? Optional.empty()
        : Optional.of(Refusal.HEDGE);
  }

  private static boolean reorders(List<Alignment.Swap> swaps) {
    Set<String> gone = new HashSet<>();
    Set<String> come = new HashSet<>();
    swaps.forEach(swap -> gone.addAll(swap.gone()));
    swaps.forEach(swap -> come.addAll(swap.come()));
    gone.removeIf(word -> Words.isLittle(word) || Words.isFiller(word));
    return !Collections.disjoint(gone, come);
  }

  private Verdict judge(Alignment.Swap swap, List<String> old, String after) {
    if (swap.come().isEmpty()) {
      if (swap.gone().stream().allMatch(Words::isFiller)) {
        return new Verdict.Kept(Confidence.MEDIUM);
      }
      // Who says "very, very" may mean it: offered.
      return isSaidTwice(swap, old)
          ? new Verdict.Kept(Confidence.LOW)
          : new Verdict.Refused(Refusal.DROPPED_WORD);
    }
    if (swap.gone().isEmpty()) {
      return swap.come().stream().allMatch(Words::isLittle)
          ? new Verdict.Kept(
              swap.come().stream().allMatch(Words::isArticle) ? Confidence.MEDIUM : Confidence.LOW)
          : new Verdict.Refused(invented(swap.come(), after));
    }
    return replaces(swap, after);
  }

  private static boolean isSaidTwice(Alignment.Swap swap, List<String> old) {
    int length = swap.gone().size();
    int end = swap.at() + length;
    boolean before =
        swap.at() >= length && old.subList(swap.at() - length, swap.at()).equals(swap.gone());
    boolean behind =
        end + length <= old.size() && old.subList(end, end + length).equals(swap.gone());
    return before || behind;
  }

  private Verdict replaces(Alignment.Swap swap, String after) {
    boolean allKnown =
        swap.come().stream().allMatch(word -> known.contains(word) || Words.isLittle(word))
            && swap.come().stream().anyMatch(known::contains);
    boolean rewritten = Math.max(swap.gone().size(), swap.come().size()) > LONGEST_MISHEARD;
    double distance = rewritten ? 1 : distance(swap.gone(), swap.come());
    if (distance > (allKnown ? KNOWN : UNKNOWN)) {
      return new Verdict.Refused(invented(swap.come(), after));
    }
    boolean homophone = distance <= SAME && swap.come().stream().allMatch(CommonWords::isInflected);
    return new Verdict.Kept(allKnown || homophone ? Confidence.MEDIUM : Confidence.LOW);
  }

  /** How far apart two stretches sound at the least. */
  private static double distance(List<String> gone, List<String> come) {
    double least = 1;
    for (String one : Pronunciation.readings(gone)) {
      for (String other : Pronunciation.readings(come)) {
        least = Math.min(least, SoundDistance.between(one, other));
      }
    }
    return least;
  }

  /** Whether what was invented is a name: written with a capital, or a word that nobody uses. */
  private Refusal invented(List<String> come, String after) {
    List<String> written = new ArrayList<>(Words.written(after));
    boolean name =
        written.stream()
            .filter(word -> come.contains(Words.lower(word)) && !knows(word))
            .anyMatch(
                word ->
                    (Character.isUpperCase(word.codePointAt(0)) && !word.equals("I"))
                        || !CommonWords.isInflected(Words.lower(word)));
    return name ? Refusal.NAME : Refusal.INVENTED_WORD;
  }
}
