package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.text.Word;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The writing of what is known: names of the conversation, terms of the trade, weekdays, countries,
 * "I". A single common word ("target") is not capitalised only because a firm is called so.
 */
final class KnownCaseRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("case.known", "Written as the conversation or the trade writes it");
  private static final Set<String> TITLES =
      Set.of("director", "head", "vice", "chief", "vp", "president", "manager", "officer");
  private static final Set<String> SIGNS = Set.of("=", "+", "*", "<", ">");
  private static final int LONGEST = 5;
  private static final int RARE = 5;
  private static final int SHORTEST_WORD = 4;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      int joined = Initialisms.endOfJoined(passage, i);
      if (joined > i) {
        String letters = passage.text(i, joined).toUpperCase(Locale.ROOT);
        propose(passage, i, joined, letters, proposals);
        i = joined - 1;
        continue;
      }
      for (int length = LONGEST; length >= 1; length--) {
        String written = written(passage, i, i + length);
        if (written != null) {
          propose(passage, i, i + length, written, proposals);
          i += length - 1;
          break;
        }
      }
    }
  }

  private static void propose(
      Passage passage, int from, int to, String written, Proposals proposals) {
    String now = passage.text(from, to);
    if (!now.equals(written) && (now.equalsIgnoreCase(written) || isSaid(now, written))) {
      proposals.replace(from, to, written, Confidence.HIGH);
    }
  }

  /** A firm is written as it writes itself; "President & CEO" is only one way to list titles. */
  private static @Nullable KnownName joined(@Nullable KnownName name) {
    return name == null || name.parts().stream().anyMatch(TITLES::contains) ? null : name;
  }

  /** "Cedar & Vine" as people say it. */
  private static boolean isSaid(String now, String written) {
    return written.contains(" & ") && now.equalsIgnoreCase(written.replace(" & ", " and "));
  }

  private static @Nullable String written(Passage passage, int from, int to) {
    if (to > passage.size() || !passage.at(from).isWord()) {
      return null;
    }
    if (to - from == 1) {
      return writtenWord(passage, from);
    }
    if (!passage.knowledge().startsName(passage.lower(from))
        && !KnownTerms.startsOne(passage.lower(from))) {
      return null;
    }
    String key = passage.key(from, to);
    KnownName name = passage.knowledge().find(key);
    if (name == null && key.contains(" and ")) {
      name = joined(passage.knowledge().find(key.replace(" and ", " & ")));
    }
    if (name != null && (name.trusted() || !isOrdinary(name))) {
      return name.written();
    }
    return passage.at(from).isCapitalised() ? null : KnownTerms.find(key);
  }

  private static @Nullable String writtenWord(Passage passage, int index) {
    String lower = passage.lower(index);
    Word word = passage.at(index);
    if (SentenceRule.isCode(passage, index)
        || WordSets.SMALL_NAMES.contains(word.text())
        || LearntCaseRule.isOfSmallName(passage, index)) {
      return null;
    }
    String term = KnownTerms.isAlsoWord(lower) ? null : KnownTerms.find(lower);
    if (term != null) {
      return term;
    }
    boolean letter = lower.length() == 1 && SIGNS.contains(passage.at(index + 1).text()); // "x ="
    if (hasInnerCapitals(word) || letter || ForeignTalk.isForeign(passage, index)) {
      return null;
    }
    String known = known(passage, index);
    return known != null || word.isCapitalised() ? known : KnownTerms.usual(passage, index);
  }

  /** "Second Quarter", heard from people once, is no reason to capitalise it everywhere. */
  private static boolean isOrdinary(KnownName name) {
    boolean title = TITLES.contains(name.parts().getFirst());
    return !title && name.parts().stream().allMatch(CommonWords::isInflected);
  }

  /** Whether the recogniser itself writes names with capitals in this turn. */
  private static boolean isCased(Passage passage) {
    for (int i = 0; i < passage.size(); i++) {
      Word word = passage.at(i);
      boolean capital = word.isWord() && word.isCapitalised() && !passage.startsSentence(i);
      if (capital && !word.lower().equals("i") && !word.lower().startsWith("i'")) {
        return true;
      }
    }
    return false;
  }

  /** "BABY" of "buybuy BABY": most babies are no shop. */
  private static boolean isShouted(String written) {
    return written.length() >= SHORTEST_WORD && written.equals(written.toUpperCase(Locale.ROOT));
  }

  private static boolean isOrdinaryWord(String lower) {
    return CommonWords.isInflected(lower) || Dictionary.isWord(lower);
  }

  private static boolean hasInnerCapitals(Word word) {
    String text = word.text();
    return text.length() > 1
        && !text.equals(word.lower())
        && !text.substring(1).equals(Word.lowerCase(text.substring(1)));
  }

  /** A name of one word, or the rare part of a longer name, with or without 's. */
  private static @Nullable String known(Passage passage, int index) {
    String lower = passage.lower(index);
    String stem = KnownTerms.stem(lower);
    KnownName name = passage.knowledge().find(stem);
    String part = passage.knowledge().part(stem);
    String written = name != null ? name.written() : part;
    if (written == null || KnownTerms.isAlsoWord(stem)) {
      return null;
    }
    if (CommonWords.isCommon(stem) && CommonWords.magnitude(stem) >= RARE) {
      return null;
    }
    boolean named = passage.at(index).isCapitalised() && !passage.startsSentence(index);
    if (isShouted(written) && !named && isOrdinaryWord(stem)) {
      return null;
    }
    boolean heardOnly = name != null && !name.trusted();
    if (heardOnly && !named && SpokenWords.isChat(passage) && Dictionary.isWord(stem)) {
      return null; // "Tyre pressure" began a sentence
    }

    return heardOnly && isCased(passage) ? null : written + lower.substring(stem.length());
  }
}
