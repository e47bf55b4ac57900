package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.Slot;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words that a speaker takes back in the same breath: "Tuesday, no, Wednesday" and "fifty, sorry,
 * sixty leads". Taken back is what stands before an editing term when something of the same kind
 * follows it; where only the first word comes again ("to the office, I mean, to the shop") both
 * must start with the same preposition. "No" as an answer, after a question or beside a negation,
 * takes nothing back.
 *
 * <p>The parts of a repair are those of Levelt, "Monitoring and self-repair in speech" (1983).
 */
final class SelfRepairRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repair.taken-back", "The speaker took these words back at once");
  private static final List<List<String>> TERMS =
      List.of(
          List.of("no", "no", "no"),
          List.of("no", "i", "mean"),
          List.of("no", "i", "meant"),
          List.of("sorry", "i", "mean"),
          List.of("sorry", "i", "meant"),
          List.of("no", "make", "that"),
          List.of("sorry", "make", "that"),
          List.of("actually", "make", "that"),
          List.of("or", "i", "mean"),
          List.of("let's", "say"),
          List.of("scratch", "that"),
          List.of("strike", "that"),
          List.of("no", "wait"),
          List.of("wait", "no"),
          List.of("no", "sorry"),
          List.of("sorry", "no"),
          List.of("no", "actually"),
          List.of("actually", "no"),
          List.of("no", "no"),
          List.of("i", "mean"),
          List.of("i", "meant"),
          List.of("or", "rather"),
          List.of("make", "that"),
          List.of("excuse", "me"),
          List.of("correction"),
          List.of("sorry"),
          List.of("actually"),
          List.of("wait"),
          List.of("no"));
  private static final Set<String> FIRST_WORDS =
      TERMS.stream().map(List::getFirst).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> WEAK = Set.of("no", "sorry", "actually", "wait", "let's say");
  private static final Set<String> ONLY_APART = Set.of("actually", "wait", "let's say");
  private static final Set<String> HESITATIONS = Set.of("um", "uh", "er", "erm", "eh", "ah", "oh");
  private static final Set<String> NEGATIONS =
      Set.of(
          "not", "never", "neither", "nor", "no", "without", "isn't", "don't", "doesn't", "didn't",
          "wasn't", "aren't", "can't", "won't");
  private static final Set<String> PREPOSITIONS =
      Set.of("to", "in", "on", "at", "for", "from", "with", "by", "into", "under", "over");
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "per", "each", "every", "in", "on", "at", "to", "for", "from", "by",
          "and", "or", "but", "so", "is", "are", "was", "were", "i", "we", "you", "they", "it");
  private static final Set<String> VERDICTS = Set.of("yes", "yeah", "yep", "maybe", "fine", "okay");
  private static final Set<String> BETWEEN = Set.of("to", "and", "or");
  private static final Set<String> CLOCK = Set.of("past", "to", "after", "of");
  private static final Set<String> PARTS_OF_AN_HOUR =
      Set.of("half", "quarter", "five", "ten", "twenty", "twenty-five");
  private static final Set<String> HALVES_OF_THE_DAY =
      Set.of("am", "pm", "a.m", "p.m", "a.m.", "p.m.", "o'clock", "thirty", "fifteen");
  private static final int SHORTEST_PLURAL = 3;
  private static final int LONGEST_TAIL = 2;
  private static final int LONGEST_PHRASE = 4;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 1; i < passage.size(); i++) {
      Break found = breakAt(passage, i);
      if (found != null && propose(passage, found, proposals)) {
        i = found.resumes();
      }
    }
  }

  /**
   * Where speech breaks off and where it goes on.
   *
   * @param stops index after the last word before the break
   * @param resumes index of the first word after the editing term
   * @param term the editing term
   * @param apart whether a comma or dash sets the term apart on the side of what is taken back
   * @param sentence whether a full stop stands there
   */
  private record Break(int stops, int resumes, String term, boolean apart, boolean sentence) {}

  private static @Nullable Break breakAt(Passage passage, int index) {
    int length = lengthOfTerm(passage, index);
    if (length == 0) {
      return null;
    }
    int stops = index;
    boolean apart = false;
    boolean sentence = false;
    while (stops > 0 && !isContent(passage, stops - 1)) {
      stops--;
      if (passage.at(stops).text().equals("?") || passage.at(stops).text().equals("!")) {
        return null;
      }
      sentence |= passage.at(stops).endsSentence();
      apart |= !passage.at(stops).isSpoken();
    }
    int resumes = index + length;
    while (resumes < passage.size() && !isContent(passage, resumes)) {
      if (passage.at(resumes).endsSentence()) {
        return null;
      }
      resumes++;
    }
    return stops == 0 || resumes >= passage.size()
        ? null
        : new Break(stops, resumes, passage.key(index, index + length), apart, sentence);
  }

  private static boolean isContent(Passage passage, int index) {
    Word word = passage.at(index);
    return word.isSpoken() && !HESITATIONS.contains(word.lower());
  }

  private static int lengthOfTerm(Passage passage, int index) {
    if (!passage.is(index, FIRST_WORDS)) {
      return 0;
    }
    for (List<String> term : TERMS) {
      if (passage.reads(index, term.toArray(String[]::new))) {
        return term.size();
      }
    }
    return 0;
  }

  private static boolean propose(Passage passage, Break found, Proposals proposals) {
    if (isDenied(passage, found.stops())) {
      return false;
    }
    return proposeSlot(passage, found, proposals) || proposePhrase(passage, found, proposals);
  }

  /** "Not on Tuesday, no, on Wednesday" says something else, and so does a question. */
  private static boolean isDenied(Passage passage, int stops) {
    for (int i = stops - 1; i >= Math.max(0, stops - LONGEST_PHRASE - 2); i--) {
      if (passage.at(i).endsSentence()) {
        return false;
      }
      if (passage.is(i, NEGATIONS) || passage.lower(i).endsWith("n't")) {
        return true;
      }
    }
    return false;
  }

  /** "fifty [leads], sorry, sixty [leads]": the same words may stand before and after both. */
  private static boolean proposeSlot(Passage passage, Break found, Proposals proposals) {
    List<Word> words = passage.words();
    for (int tail = 0; tail <= LONGEST_TAIL; tail++) {
      Slot old = Slot.endingAt(words, found.stops() - tail);
      if (old == null || !isNoun(passage, old.to(), found.stops())) {
        continue;
      }
      int lead = leadOf(passage, old, found.resumes());
      Slot repair = lead < 0 ? null : Slot.startingAt(words, found.resumes() + lead);
      if (repair == null
          || !takesBack(words, old, repair)
          || isVerdict(passage, repair.to())
          || areRanges(passage, old, repair)) {
        continue;
      }
      Confidence confidence = confidence(found, old);
      if (confidence == null) {
        return false;
      }
      int from = old.from() - (lead == 0 ? clockBefore(passage, old, repair) : lead);
      boolean again = tail == 0 || sameWords(passage, old.to(), repair.to(), tail);
      if (again || !endsThere(passage, repair.to())) {
        proposals.delete(from, found.resumes(), confidence);
        if (confidence != Confidence.LOW && isCutFromNoun(passage, found, repair)) {
          proposals.delete(repair.to(), repair.to() + 1, confidence);
        }
      } else {
        String after = passage.text(old.to(), found.stops());
        String now = passage.text(found.resumes(), repair.to()) + " " + after;
        proposals.replace(from, repair.to(), now, Confidence.MEDIUM);
      }
      return true;
    }
    return false;
  }

  /** "two, no three, kids": the comma closed what is gone. */
  private static boolean isCutFromNoun(Passage passage, Break found, Slot repair) {
    String noun = passage.lower(repair.to() + 1);
    return found.apart()
        && repair.kind() == Slot.Kind.NUMBER
        && passage.at(repair.to()).text().equals(",")
        && noun.length() > SHORTEST_PLURAL
        && noun.endsWith("s")
        && !FUNCTION_WORDS.contains(noun);
  }

  /** How many words before the old slot come again before the new one; -1 when that cannot be. */
  private static int leadOf(Passage passage, Slot old, int resumes) {
    for (int lead = 0; lead <= 2 && old.from() - lead >= 0; lead++) {
      if (Slot.startingAt(passage.words(), resumes + lead) != null
          && sameWords(passage, old.from() - lead, resumes, lead)) {
        return lead;
      }
    }
    return -1;
  }

  /**
   * "half past two, no wait, three p.m." and "ten past four, no, twenty past four": the new time is
   * whole, so all of the old one goes.
   */
  private static int clockBefore(Passage passage, Slot old, Slot repair) {
    boolean past =
        passage.is(old.from() - 1, CLOCK) && passage.is(old.from() - 2, PARTS_OF_AN_HOUR);
    boolean whole =
        passage.is(repair.to(), HALVES_OF_THE_DAY)
            || (passage.is(repair.to() - 1, PARTS_OF_AN_HOUR) && passage.is(repair.to(), CLOCK));
    return past && whole ? 2 : 0;
  }

  private static boolean sameWords(Passage passage, int one, int other, int count) {
    for (int i = 0; i < count; i++) {
      if (!passage.lower(one + i).equals(passage.lower(other + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNoun(Passage passage, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean serial =
          passage.lower(i).length() == 1 || NumberWords.isCardinalWord(passage.lower(i));
      if (!passage.at(i).isWord()
          || serial
          || passage.is(i, HESITATIONS)
          || passage.is(i, FUNCTION_WORDS)) {
        return false;
      }
    }
    return true;
  }

  private static boolean takesBack(List<Word> words, Slot old, Slot repair) {
    boolean years = old.isYear(words) == repair.isYear(words);
    return old.kind() == repair.kind()
        && !old.key(words).equals(repair.key(words))
        && years
        && !old.isDigitRun(words);
  }

  /** "Monday no, Tuesday yes" answers; it takes nothing back. */
  private static boolean isVerdict(Passage passage, int index) {
    int next = passage.at(index).isSpoken() ? index : index + 1;
    return passage.is(next, VERDICTS);
  }

  /**
   * "two to three, no, three to four": all of the first range was meant, of which one half goes.
   */
  private static boolean areRanges(Passage passage, Slot old, Slot repair) {
    List<Word> words = passage.words();
    return passage.is(old.from() - 1, BETWEEN)
        && Slot.endingAt(words, old.from() - 1) != null
        && passage.is(repair.to(), BETWEEN)
        && Slot.startingAt(words, repair.to() + 1) != null;
  }

  private static boolean endsThere(Passage passage, int index) {
    return !passage.at(index).isSpoken() || passage.is(index, FUNCTION_WORDS);
  }

  /** Null where the term is too weak for what stands around it. */
  private static @Nullable Confidence confidence(Break found, Slot old) {
    boolean weak = WEAK.contains(found.term());
    if (ONLY_APART.contains(found.term())) {
      return found.apart() && old.kind() != Slot.Kind.TITLE ? Confidence.MEDIUM : null;
    }
    boolean sorry = found.term().equals("sorry");
    if (found.sentence()) {
      return sorry || found.term().equals("no") ? Confidence.LOW : Confidence.MEDIUM;
    }
    if (found.apart() || !weak) {
      return Confidence.HIGH;
    }
    return sorry ? Confidence.LOW : Confidence.MEDIUM;
  }

  /** "to the office, sorry, to the shop". */
  private static boolean proposePhrase(Passage passage, Break found, Proposals proposals) {
    boolean clear = found.apart() && !found.sentence() && !found.term().equals("actually");
    if (!clear || !passage.is(found.resumes(), PREPOSITIONS)) {
      return false;
    }
    for (int from = found.stops() - 2;
        from >= found.stops() - LONGEST_PHRASE && from >= 0;
        from--) {
      if (!passage.at(from + 1).isSpoken()) {
        return false;
      }
      if (passage.lower(from).equals(passage.lower(found.resumes()))) {
        int length = found.stops() - from;
        boolean sameBuild =
            sameWords(passage, from, found.resumes(), Math.min(2, length - 1))
                && isContent(passage, found.resumes() + length - 1);
        if (sameBuild && !sameWords(passage, from, found.resumes(), length)) {
          proposals.delete(from, found.resumes(), Confidence.MEDIUM);
          return true;
        }
      }
    }
    return false;
  }
}
