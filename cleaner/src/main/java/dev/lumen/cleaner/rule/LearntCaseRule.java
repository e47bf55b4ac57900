package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.model.Casing;
import dev.lumen.cleaner.model.Tagging;
import dev.lumen.cleaner.text.Word;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Capitals that the words around a word ask for: "the private securities litigation reform act".
 * Where the recogniser writes everything in lower case the tagger decides; where it sets capitals
 * itself, only what the tagger is sure of changes, and a common word alone can lose its capital.
 */
final class LearntCaseRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("case.learnt", "Written with a capital in talk like this");
  private static final String COMMON = "A common word, in lower case inside a sentence";
  private static final float LIKELY = 0.4f;

  /** Of the words that neither business talk nor a dictionary has, two in three are names. */
  private static final float UNKNOWN = 0.2f;

  private static final float SURE = 0.9f;

  /** The tagger takes words that it never saw for names. */
  private static final float IN_DICTIONARY = 0.75f;

  /** "Sify Technologies Limited": behind a name, such a word is part of it. */
  private static final float IN_FIRM = 0.02f;

  private static final float SURELY_LOWER = 0.96f;

  /** Who sets hardly any commas is no person, and writes titles where there are none. */
  private static final float LOWER_IN_TITLES = 0.97f;

  private static final Set<String> PRONOUNS = Set.of("he", "she", "we", "me", "him", "his", "her");
  private static final Set<String> PARTICLES =
      Set.of("van", "von", "der", "den", "de", "la", "del", "da", "di", "du", "of", "and");
  private static final int PASSWORD = 12;
  private static final Set<String> SAID_HOW = Set.of("lowercase", "uppercase", "capital");
  private static final Pattern SMALL_INITIALS = Pattern.compile("([a-z]\\.){2,}");
  private static final Pattern PARTS = Pattern.compile("[-']");
  private static final int SHORT = 12;
  private static final int LONGEST_UNKNOWN = 4;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    WritingHabit own = passage.habit();
    WritingHabit all = own.and(passage.surroundings().habit());
    boolean lowerCase = isLowerCase(passage);
    if (own.words() <= SHORT && !(lowerCase && all.isSurelyLowerCase())) {
      return;
    }
    Tagging tagging = passage.tagging();
    boolean titles = all.isSparse();
    boolean chat = SpokenWords.isChat(passage);
    int nameEnd = -1;
    for (int word = 0; word < tagging.size(); word++) {
      int index = passage.place(word);
      Word said = passage.at(index);
      if (!said.isWord() || said.lower().endsWith("-")) {
        continue; // half a word has no case to learn
      }
      float small = tagging.casing(word, Casing.LOWER);
      if (!isLower(said)) {
        nameEnd = isEnglish(said.lower()) ? nameEnd : index + 1;
        if (!lowerCase && isDoubtful(passage, index, small, titles)) {
          proposals.replace(index, index + 1, said.lower(), Confidence.MEDIUM, 0, COMMON);
        }
      } else if (1 - small >= bar(said.lower(), lowerCase, nameEnd == index)
          && !isAddress(said.lower())
          && !isOfSmallName(passage, index)
          && !isParticle(passage, index)
          && !isNought(passage, index)
          && !isLetterOfPassword(passage, index)
          && !ForeignTalk.isForeign(passage, index)) {
        raise(said, index, tagging, word, chat, proposals);
        nameEnd = isNameOrPart(said.lower(), nameEnd == index) ? index + 1 : nameEnd;
      }
    }
  }

  /** Whether a capital is one too many. */
  private static boolean isDoubtful(Passage passage, int index, float small, boolean titles) {
    return (small >= SURELY_LOWER && isAloneAndCommon(passage, index))
        || (titles && small >= LOWER_IN_TITLES && isCommon(passage, index));
  }

  /** How likely a capital must be. */
  private static float bar(String lower, boolean lowerCase, boolean behindName) {
    if (!lowerCase) {
      return SURE;
    }
    if (behindName && WordSets.FIRM_WORDS.contains(lower)) {
      return IN_FIRM;
    }
    if (isSmallElsewhere(lower)) {
      return IN_DICTIONARY;
    }
    return CommonWords.magnitude(lower) < 0 ? UNKNOWN : LIKELY;
  }

  private static boolean isNameOrPart(String lower, boolean behindName) {
    boolean unknown = CommonWords.magnitude(lower) < 0 && !isSmallElsewhere(lower);
    return unknown || (behindName && WordSets.FIRM_WORDS.contains(lower));
  }

  private static void raise(
      Word word, int index, Tagging tagging, int place, boolean chat, Proposals proposals) {
    float capital = tagging.casing(place, Casing.CAPITAL);
    float upper = tagging.casing(place, Casing.UPPER);
    if (upper > capital && (PRONOUNS.contains(word.lower()) || (chat && isWordOfChat(word)))) {
      return; // "zoo" is a word that the tagger does not know, and no abbreviation
    }
    Confidence confidence = capital + upper >= SURE ? Confidence.HIGH : Confidence.MEDIUM;
    proposals.replace(index, index + 1, written(word, upper > capital), confidence);
  }

  /** Words that business talk has not shown, all of whose parts are English: "same-game". */
  private static boolean isSmallElsewhere(String lower) {
    return CommonWords.magnitude(lower) < 0
        && PARTS.splitAsStream(lower).allMatch(LearntCaseRule::isEnglish);
  }

  private static boolean isEnglish(String part) {
    return CommonWords.isCommon(part) || Dictionary.isWord(part) || part.equals("s");
  }

  /** "k.d. lang": whose initials are small is written small. */
  static boolean isOfSmallName(Passage passage, int index) {
    String before = passage.at(index - 1).text();
    String initials = before.equals(".") ? passage.at(index - 2).text() + "." : before;
    return SMALL_INITIALS.matcher(initials).matches();
  }

  /** "Beatrix van der Meer": inside a name that was put right, the small words are right, too. */
  private static boolean isParticle(Passage passage, int index) {
    return passage.is(index, PARTICLES)
        && passage.at(index).isTouched()
        && passage.at(index - 1).isTouched();
  }

  /** "capital t r four": of the other letters it was said that they are small. */
  private static boolean isLetterOfPassword(Passage passage, int index) {
    return passage.lower(index).length() == 1
        && !passage.lower(index).equals("i")
        && (passage.hasBefore(index, PASSWORD, SAID_HOW) || passage.is(index - 1, SAID_HOW));
  }

  /** "one five oh". */
  private static boolean isNought(Passage passage, int index) {
    return passage.lower(index).equals("oh")
        && NumberWords.isCardinalWord(passage.lower(index - 1));
  }

  /** Who speaks of a firm's numbers says "cop" for an abbreviation, others do not. */
  private static boolean isWordOfChat(Word word) {
    return isEnglish(word.lower()) && !KnownTerms.isAlsoWord(word.lower());
  }

  private static boolean isAddress(String lower) {
    return lower.indexOf('@') >= 0 || lower.indexOf('.') > 0;
  }

  private static boolean isLower(Word word) {
    return word.text().equals(word.lower());
  }

  private static String written(Word word, boolean upper) {
    String lower = word.lower();
    String usual = CommonWords.usualForm(lower);
    if (!usual.equals(lower)) {
      return usual;
    }
    String stem = KnownTerms.stem(lower);
    String ending = lower.substring(stem.length());
    if (Initialisms.isOne(stem)) {
      return Initialisms.written(stem) + ending;
    }
    return upper && stem.length() <= LONGEST_UNKNOWN
        ? stem.toUpperCase(Locale.ROOT) + ending
        : Word.capital(lower);
  }

  /** "the Revenue grew": the recogniser's own, no neighbour has one, and nobody is called so. */
  private static boolean isAloneAndCommon(Passage passage, int index) {
    return isCommon(passage, index)
        && passage.at(index - 1).isWord()
        && !followsCapital(passage, index)
        && !passage.at(index + 1).isCapitalised();
  }

  /** A common word inside a sentence with the recogniser's own capital; nobody is called so. */
  private static boolean isCommon(Passage passage, int index) {
    Word word = passage.at(index);
    return word.text().length() > 1
        && !word.isTouched()
        && word.text().substring(1).equals(word.lower().substring(1))
        && !passage.startsSentence(index)
        && CommonWords.isCommon(word.lower())
        && passage.knowledge().find(word.lower()) == null
        && passage.knowledge().part(word.lower()) == null;
  }

  /** "Quick Fit" and "Director of Marketing" are one name each. */
  private static boolean followsCapital(Passage passage, int index) {
    int before = passage.lower(index - 1).equals("of") ? index - 2 : index - 1;
    return passage.at(before).isCapitalised();
  }

  /** Whether the recogniser writes no capitals in this turn. */
  private static boolean isLowerCase(Passage passage) {
    for (int i = 0; i < passage.size(); i++) {
      Word word = passage.at(i);
      if (word.isWord() && !word.isTouched() && word.isCapitalised()) {
        return false;
      }
    }
    return true;
  }
}
