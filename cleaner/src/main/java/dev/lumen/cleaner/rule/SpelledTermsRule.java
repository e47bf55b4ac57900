package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.lexicon.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Abbreviations with letters that are words as well, said letter by letter or written with spaces:
 * "i d", "e g", "U. K.". They are put together before anything else reads their letters as words or
 * as a part of a number. Which, and beside what, is data: {@code spelled-terms.txt}.
 */
final class SpelledTermsRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("case.spelled", "Letters said one by one, written as one abbreviation");
  private static final Set<String> ARTICLES = Set.of("a", "i");
  private static final int LETTERS_OF_CODE = 4;
  private static final Map<String, List<Term>> BY_LETTER = load();

  private record Term(List<String> said, String written, Side before, Side behind) {
    boolean stands(Passage passage, int at) {
      for (int i = 0; i < said.size(); i++) {
        boolean behindDot = i > 0 && said.get(i - 1).equals(".") && !said.get(i).equals(".");
        if (!passage.lower(at + i).equals(said.get(i))
            || (behindDot && !passage.at(at + i).spaceBefore())) {
          return false;
        }
      }
      return before.has(passage.lower(at - 1)) && behind.has(passage.lower(at + said.size()));
    }
  }

  /** Any word where there are none; with "!" none of them. */
  private record Side(Set<String> words, boolean none) {
    static Side of(String column) {
      boolean none = column.startsWith("!");
      String words = none ? column.substring(1) : column;
      return new Side(words.isEmpty() ? Set.of() : Set.of(words.split(" ", -1)), none);
    }

    boolean has(String word) {
      return words.isEmpty() || words.contains(word) != none;
    }
  }

  private static Map<String, List<Term>> load() {
    Map<String, List<Term>> all = new HashMap<>();
    for (String line : Resources.lines("spelled-terms.txt")) {
      int arrow = line.indexOf(" => ");
      List<String> columns = List.of((line.substring(arrow + 4) + " | | ").split(" *\\| *", -1));
      List<String> said = List.of(line.substring(0, arrow).split(" ", -1));
      Side before = Side.of(columns.get(1).strip());
      Side behind = Side.of(columns.get(2).strip());
      all.computeIfAbsent(said.getFirst(), letter -> new ArrayList<>())
          .add(new Term(said, columns.get(0).strip(), before, behind));
    }
    return Map.copyOf(all);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i + 1 < passage.size(); i++) {
      List<Term> terms = BY_LETTER.get(passage.lower(i));
      if (terms == null) {
        continue;
      }
      for (Term term : terms) {
        int end = i + term.said().size();
        if (term.stands(passage, i) && !isInsideLetters(passage, i, end)) {
          proposals.replace(i, end, term.written(), Confidence.MEDIUM);
          i = end - 1;
          break;
        }
      }
    }
  }

  /** Whether more letters stand beside it, save those that begin a code: "member i d w two". */
  private static boolean isInsideLetters(Passage passage, int from, int to) {
    if (isLetter(passage, from - 1) && !passage.is(from - 1, ARTICLES)) {
      return true;
    }
    int end = to;
    while (isLetter(passage, end) && end - to < LETTERS_OF_CODE) {
      end++;
    }
    boolean word = end == to + 1 && passage.is(to, ARTICLES);
    return end > to && !word && !NumberWords.isCardinalWord(passage.lower(end));
  }

  private static boolean isLetter(Passage passage, int index) {
    return passage.at(index).isWord() && passage.lower(index).length() == 1;
  }
}
