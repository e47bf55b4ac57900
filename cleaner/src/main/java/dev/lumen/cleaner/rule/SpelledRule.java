package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.number.Atoms;
import dev.lumen.cleaner.text.WordKind;
import java.util.Locale;
import java.util.Set;

/** Letters said one by one: "s e c" is SEC. "a", "i" and "o" alone are words, "O" is a letter. */
final class SpelledRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("case.spelled", "Letters said one by one, written as one abbreviation");
  private static final Set<String> WORDS = Set.of("a", "i", "o");
  private static final Set<String> NO_PLURALS = Set.of("as", "is", "us", "it's", "i's");
  private static final int LEAST = 2;
  private static final int LEAST_SPELLED = 3;
  private static final int NEAR = 5;
  private static final Set<String> SPELLING = Set.of("spelled", "spelt", "spell", "spelling");
  private static final Set<String> WITH = Set.of("with", "without");

  /** Behind these no article stands, but a letter does: "the a b s". */
  private static final Set<String> DETERMINERS =
      Set.of("the", "an", "my", "your", "our", "his", "her", "their", "this", "that", "no");

  /** What tells how the letters of a password are written: joined they would lose it. */
  private static final Set<String> CASED =
      Set.of("capital", "uppercase", "lowercase", "lower-case", "upper-case");

  private static final int MOST = 5;
  private static final Set<String> LONGER = Set.of("EBITDA", "EBITDAR");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (isPassword(passage)) {
      return;
    }
    for (int i = 0; i < passage.size(); i++) {
      if (isExplained(passage, i)) {
        explain(passage, i, proposals);
        continue;
      }
      int end = i;
      int sure = 0;
      while (isLetter(passage, end) && (end == i || !isExplained(passage, end))) {
        sure += isWord(passage, end) ? 0 : 1;
        end++;
      }
      if (sure >= LEAST - 1 && isPlural(passage, end)) {
        sure++;
        end++;
      }
      if (end - i >= LEAST_SPELLED && isSpelledOut(passage, i, end)) {
        proposals.replace(i, end, letters(passage, i, end), Confidence.MEDIUM);
        i = end - 1;
        continue;
      }
      boolean stammer = end - i == 2 && passage.lower(i).equals(passage.lower(i + 1)); // "w w we"
      boolean word = (end - i <= MOST && !stammer) || LONGER.contains(join(passage, i, end));
      boolean known = end - i >= LEAST_SPELLED && isKnown(passage, i, end);
      if (word && (sure >= LEAST || known)) {
        boolean article =
            isWord(passage, i)
                && !passage.is(i, Set.of("o"))
                && !passage.is(i - 1, DETERMINERS)
                && !known;
        int from = article ? i + 1 : i;
        if (end - from >= LEAST) {
          boolean part = isPart(passage, from, end);
          proposals.replace(
              from, end, join(passage, from, end), part ? Confidence.LOW : Confidence.MEDIUM);
        }
      }
      i = Math.max(i, end - 1);
    }
  }

  /** "capital t r four": how each letter is written was said. */
  private static boolean isPassword(Passage passage) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.is(i, CASED) && isLetter(passage, i + 1) && !isWord(passage, i + 1)) {
        return Atoms.hasNumber(passage.words());
      }
    }
    return false;
  }

  /** "s as in sam", "sarah with an h": one letter that is spoken of. */
  private static boolean isExplained(Passage passage, int index) {
    if (!isLetter(passage, index)) {
      return false;
    }
    boolean article = passage.is(index - 1, Set.of("a", "an")) && passage.is(index - 2, WITH);
    boolean again = passage.lower(index + 1).equals(passage.lower(index));
    boolean number =
        passage.at(index + 1).kind() == WordKind.NUMBER
            || NumberWords.isCardinalWord(passage.lower(index + 1));
    boolean alone = isLetter(passage, index + 1) ? again && isLetter(passage, index + 2) : !number;
    return passage.reads(index + 1, "as", "in") || (article && alone);
  }

  private static void explain(Passage passage, int index, Proposals proposals) {
    String letter = passage.lower(index).toUpperCase(Locale.ROOT);
    if (!passage.at(index).text().equals(letter)) {
      proposals.replace(index, index + 1, letter, Confidence.MEDIUM);
    }
    boolean after = passage.reads(index - 3, "as", "in") && passage.at(index - 1).isWord();
    if (after && passage.lower(index - 1).length() > 1) {
      proposals.replace(index - 1, index, passage.at(index - 1).text() + ",", Confidence.MEDIUM);
    }
  }

  /** A name letter by letter: "it's spelled k a t e", "m a c k e n z i e". */
  private static boolean isSpelledOut(Passage passage, int from, int to) {
    boolean told = passage.hasBefore(from, NEAR, SPELLING) || passage.reads(from - 3, "as", "in");
    boolean name = to - from > LEAST_SPELLED && sharesLetters(passage, from, to);
    return (told || name || to - from > MOST) && !LONGER.contains(join(passage, from, to));
  }

  /** "price p r y c e": the name was said before, and most of its letters come again in a row. */
  private static boolean sharesLetters(Passage passage, int from, int to) {
    String said = passage.lower(from - 1);
    String spelled = join(passage, from, to).toLowerCase(Locale.ROOT);
    if (said.length() < LEAST_SPELLED || said.charAt(0) != spelled.charAt(0)) {
      return false;
    }
    int shared = 0;
    int place = 0;
    for (int i = 0; i < spelled.length(); i++) {
      int found = said.indexOf(spelled.charAt(i), place);
      shared += found < 0 ? 0 : 1;
      place = found < 0 ? place : found + 1;
    }
    return 2 * shared > spelled.length();
  }

  private static String letters(Passage passage, int from, int to) {
    return String.join("-", join(passage, from, to).split("", -1)).replaceAll("^-|-$", "");
  }

  /** "a", "i" and "o", unless a recogniser that writes small letters wrote a capital one. */
  private static boolean isWord(Passage passage, int index) {
    boolean letter =
        passage.at(index).text().equals("O")
            || (passage.at(index).text().equals("A") && !passage.startsSentence(index));
    return passage.is(index, WORDS) && !letter;
  }

  /** The last letter of several: "S D Rs", "k p i's". */
  private static boolean isPlural(Passage passage, int index) {
    return passage.lower(index).matches("[a-z]'?s") && !passage.is(index, NO_PLURALS);
  }

  /** "our a c v": with its first letter it is one that everybody knows. */
  private static boolean isKnown(Passage passage, int from, int to) {
    String all = join(passage, from, to);
    return all.equals(ProperNames.all().get(all.toLowerCase(Locale.ROOT)));
  }

  /** Whether more letters stand close by, behind a mark: "the O. N M", where half is no word. */
  private static boolean isPart(Passage passage, int from, int end) {
    boolean before = !passage.at(from - 1).isSpoken() && isLetter(passage, from - 2);
    boolean after = !passage.at(end).isSpoken() && isLetter(passage, end + 1);
    return before || after;
  }

  private static boolean isLetter(Passage passage, int index) {
    String lower = passage.lower(index);
    return lower.length() == 1 && lower.charAt(0) >= 'a' && lower.charAt(0) <= 'z';
  }

  private static String join(Passage passage, int from, int to) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < to; i++) {
      letters.append(passage.lower(i).substring(0, 1).toUpperCase(Locale.ROOT));
    }
    boolean plural = to > from && passage.lower(to - 1).length() > 1;
    return letters.append(plural ? "s" : "").toString();
  }
}
