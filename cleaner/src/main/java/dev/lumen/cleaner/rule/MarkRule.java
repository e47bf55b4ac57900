package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.model.Casing;
import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.Tagging;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Commas, stops and question marks inside a turn, where a person would set them. How much it does
 * hangs on what the recogniser does itself: where it sets no marks, or hardly any commas, the
 * tagger decides; where it punctuates, only what the tagger is sure of is added or changed.
 */
final class MarkRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("punctuation.mark", "A sentence or a part of it ends here");
  private static final Set<String> POLITE = Set.of("thank", "thanks", "please");
  private static final Set<String> NUMBERED =
      Set.of(
          "option",
          "number",
          "version",
          "step",
          "room",
          "suite",
          "page",
          "chapter",
          "line",
          "floor",
          "unit",
          "flight",
          "policy",
          "extension",
          "code",
          "build",
          "highway",
          "route",
          "order",
          "invoice",
          "ticket",
          "account",
          "reference",
          "plus",
          "minus",
          "times",
          "windows",
          "python",
          "section",
          "item",
          "plan",
          "level",
          "phase",
          "door",
          "gate",
          "zone",
          "apartment");
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
  private static final Set<String> RANKS = Set.of("first", "second", "third", "fourth");
  private static final int LONGEST_ANSWER = 3;
  private static final int SHORT = 12;
  private static final int LENGTH_OF_ITEM = 3;
  private static final int LONGEST_ASKED = 5;
  private static final int LONGEST_QUESTION = 8;
  private static final Set<String> SAID_AGAIN =
      Set.of("no", "bye", "ha", "ho", "go", "come", "well", "there", "now", "stop", "wait");
  private static final Set<String> VERBS_OF_QUESTIONS =
      Set.of(
          "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would",
          "should", "have", "has");
  private static final float SURE = 0.9f;

  /**
   * What the tagger must be sure of.
   *
   * @param set to set a mark where there is none
   * @param comma that it is a comma: so much likelier than an end
   * @param change that an existing mark is of the other kind
   * @param drop that any mark stands where an end does, below which it goes
   */
  private record Bar(float set, float comma, float change, float drop) {}

  /** Without any mark, an end too few costs most: the capital behind it is missing as well. */
  private static final Bar BARE = new Bar(0.45f, 1.8f, 1, 0);

  /** A few words that begin as a question does are mostly one: "why is it so slow". */
  private static final Bar ONE_QUESTION = new Bar(0.75f, 1.8f, 1, 0);

  private static final Set<String> ASKING = Set.of("what", "why", "how", "who", "when", "where");

  /** Who sets ends sets most of them: what is missing is more often a comma. */
  private static final Bar SPARSE = new Bar(0.42f, 0.8f, 0.72f, 0.08f);

  private static final Bar CAREFUL = new Bar(0.72f, 1.8f, 0.92f, 0);
  private static final Bar CHOPPED = new Bar(0.72f, 0.6f, 0.8f, 0.05f);

  /** An end in front of a small letter: the recogniser itself doubts that a sentence ends there. */
  private static final Bar RESTART = new Bar(1, 0.6f, 0.6f, 0.3f);

  /** The dot of an abbreviation. */
  private static final Bar ABBREVIATED = new Bar(1, 0.6f, 0.6f, 0.5f);

  private static final Set<String> DOTTED = Set.of("us", "uk", "eu", "usa");

  /** Behind a stop these begin a sentence of their own, in small letters too. */
  private static final Set<String> BEGINS =
      Set.of("i", "we", "you", "he", "she", "it", "they", "there", "this", "that's", "it's");

  /** Recognisers hear more questions than are asked: three in four of some are none. */
  private static final float ASKED = 0.05f;

  /** Questions are rare, so the tagger underrates them: an end is one from here on. */
  private static final float ASKS = 0.6f;

  /** Words behind which a pause is no reason for a mark: what belongs to them is still to come. */
  private static final Set<String> LEADS_ON =
      Set.of(
          "is", "was", "are", "were", "be", "been", "being", "the", "a", "an", "of", "to", "in",
          "on", "at", "for", "with", "from", "by", "into", "my", "our", "your", "their", "his",
          "her", "its", "i", "we", "they", "he", "she", "will", "would", "can", "could", "should",
          "have", "has", "had", "very", "because", "than");

  /** Where something was taken out, the speaker paused. */
  private static final float PAUSE = 0.12f;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    WritingHabit own = passage.habit();
    WritingHabit all = own.and(passage.surroundings().habit());
    boolean asItIs = own.words() <= SHORT && !(own.isBare() && all.isSurelyBare());
    if (asItIs && own.isBare()) {
      return;
    }
    boolean fewWords = own.isBare() && own.words() <= SHORT;
    Bar bar = fewWords && passage.is(0, ASKING) ? ONE_QUESTION : bar(own, all);
    Tagging tagging = passage.tagging();
    for (int word = 0; word + 1 < tagging.size(); word++) {
      int index = passage.place(word);
      if (passage.at(index).isSpoken() && passage.at(index + 1).isSpoken()) {
        boolean number = fewWords && isInsideNumber(passage, index);
        boolean nought = own.isBare() && isNought(passage, index);
        if (!asItIs && !number && !nought && !isInsideValue(passage, index)) {
          set(passage, index, word, bar, proposals);
        }
      } else if (passage.at(index + 2).isSpoken() && passage.at(index + 2).spaceBefore()) {
        if (!asItIs || restartsSmall(passage, index + 2)) {
          change(passage, index + 1, word, bar, proposals);
        }
      }
    }
  }

  private static Bar bar(WritingHabit own, WritingHabit all) {
    if (own.isBare()) {
      return BARE;
    }
    return all.isSparse() ? SPARSE : all.isChopped() ? CHOPPED : CAREFUL;
  }

  private static void set(Passage passage, int index, int word, Bar bar, Proposals proposals) {
    Tagging tagging = passage.tagging();
    float any = 1 - tagging.mark(word, Mark.NONE);
    boolean paused =
        passage.hadPauseBefore(index + 1)
            && !passage.is(index, LEADS_ON)
            && !passage.hadCopyBefore(index + 1);
    if (any >= (paused ? Math.min(PAUSE, bar.set()) : bar.set()) && !isNobody(passage, index)) {
      boolean again =
          passage.is(index, SAID_AGAIN) // "no, no, no"
              && passage.lower(index).equals(passage.lower(index + 1));
      Mark mark = again || isAnswer(passage, index) ? Mark.COMMA : likely(tagging, word, bar);
      String text = passage.at(index).text() + mark.text();
      proposals.replace(index, index + 1, text, confidence(tagging.mark(word, mark)));
    }
  }

  /** "option two", "highway one oh one": a number is not cut, nor cut off from what it names. */
  private static boolean isInsideNumber(Passage passage, int index) {
    String next = passage.lower(index + 1);
    boolean number = NumberWords.isCardinalWord(next) || next.chars().anyMatch(Character::isDigit);
    return number
        && (NumberWords.isCardinalWord(passage.lower(index)) || passage.is(index, NUMBERED));
  }

  /** "1 billion 250 million", "2020 third quarter": one value in several words. */
  private static boolean isInsideValue(Passage passage, int index) {
    boolean year = YEAR.matcher(passage.lower(index)).matches();
    String last = passage.lower(index + 2);
    return year
        ? passage.is(index + 1, RANKS) && (last.equals("quarter") || last.equals("half"))
        : NumberWords.scale(passage.lower(index)) != null && NumberWords.scale(last) != null;
  }

  /** "oh four eleven": behind or before a number it is nought. */
  private static boolean isNought(Passage passage, int index) {
    boolean after = NumberWords.isCardinalWord(passage.lower(index + 1));
    boolean before = NumberWords.isCardinalWord(passage.lower(index));
    return (passage.lower(index).equals("oh") && after)
        || (passage.lower(index + 1).equals("oh") && before);
  }

  /** Without a mark that was heard, "no one" is nobody. */
  private static boolean isNobody(Passage passage, int index) {
    return passage.lower(index).equals("no") && passage.lower(index + 1).equals("one");
  }

  /** "No, thank you" by itself is one answer; who says more begins anew: "No. Thank you all." */
  private static boolean isAnswer(Passage passage, int index) {
    return passage.size() <= LONGEST_ANSWER
        && passage.is(index, Set.of("yes", "no"))
        && passage.is(index + 1, POLITE);
  }

  private static void change(Passage passage, int index, int word, Bar usual, Proposals proposals) {
    Mark now = mark(passage, index);
    if (isKept(passage, index, now)) {
      return;
    }
    Bar bar = now != Mark.COMMA && restartsSmall(passage, index + 1) ? RESTART : usual;
    if (now == Mark.STOP && isDotOfAbbreviation(passage, index - 1)) {
      bar = ABBREVIATED;
    }
    Mark better = better(now, passage.tagging(), word, bar);
    if (passage.at(index - 1).text().endsWith(".")) {
      return; // "e.g." has its dot
    }
    boolean own = better == Mark.COMMA && now != Mark.QUESTION && passage.is(index + 1, BEGINS);
    if (better == now || (bar.equals(RESTART) && own)) {
      return;
    }
    Confidence confidence = confidence(passage.tagging().mark(word, better));
    if (better == Mark.NONE) {
      proposals.delete(index, index + 1, confidence);
    } else {
      proposals.replace(index, index + 1, better.text(), confidence);
    }
    if (now != Mark.COMMA && (better == Mark.NONE || better == Mark.COMMA)) {
      goOn(passage, index + 1, word + 1, proposals);
    }
  }

  /** A question by its order of words, "yes, yes", and the stop before the next of a list. */
  private static boolean isKept(Passage passage, int index, Mark now) {
    if (now == Mark.QUESTION) {
      int from = index - 1;
      while (!passage.startsSentence(from)) {
        from--;
      }
      return SentenceRule.isInverted(passage, from, index - 1)
          || asksFor(passage, from, index)
          || isEchoed(passage, from, index)
          || goesOnAsking(passage, from, index);
    }
    boolean item =
        passage.at(index + 1).kind() == WordKind.NUMBER
            && passage.at(index + 2).text().equals(".")
            && passage.at(index + LENGTH_OF_ITEM).spaceBefore();
    return item || (now == Mark.COMMA && passage.lower(index - 1).equals(passage.lower(index + 1)));
  }

  /** "What time is breakfast?", which the recogniser heard as a question, too. */
  private static boolean asksFor(Passage passage, int from, int index) {
    if (!passage.is(from, ASKING) && !passage.lower(from).equals("which")) {
      return false;
    }
    for (int i = from + 1; i < Math.min(index, from + LONGEST_ASKED); i++) {
      if (passage.is(i, VERBS_OF_QUESTIONS)) {
        return index - from <= LONGEST_QUESTION;
      }
    }
    return false;
  }

  /** "What time is breakfast? Seven to ten?" */
  private static boolean goesOnAsking(Passage passage, int from, int index) {
    int before = from - 2;
    while (before >= 0 && !passage.startsSentence(before)) {
      before--;
    }
    return passage.at(from - 1).text().equals("?")
        && index - from <= LONGEST_ASKED
        && asksFor(passage, Math.max(0, before), from - 1);
  }

  /** "Comfort? Yes, she came": what was just said is asked again. */
  private static boolean isEchoed(Passage passage, int from, int index) {
    return index - from == 1
        && from == 0
        && passage.is(index + 1, Set.of("yes", "yeah", "no", "oh"))
        && passage.surroundings().answers(Set.of(passage.lower(from)));
  }

  /** "U. S. market", put together: its last dot was no end. */
  private static boolean isDotOfAbbreviation(Passage passage, int index) {
    Word word = passage.at(index);
    return word.isTouched() && passage.is(index, DOTTED) && !word.text().equals(word.lower());
  }

  /** The mark that stands there; none for one that is left alone. */
  private static Mark mark(Passage passage, int index) {
    return switch (passage.at(index).text()) {
      case "," -> Mark.COMMA;
      case "?" -> Mark.QUESTION;
      case "." -> passage.endsSentence(index) ? Mark.STOP : Mark.NONE;
      default -> Mark.NONE;
    };
  }

  private static Mark better(Mark now, Tagging tagging, int word, Bar bar) {
    float any = 1 - tagging.mark(word, Mark.NONE);
    float comma = tagging.mark(word, Mark.COMMA);
    return switch (now) {
      case NONE -> now;
      case COMMA -> any - comma > bar.change() * any ? ending(tagging, word) : now;
      case STOP -> any < bar.drop() ? Mark.NONE : comma > bar.change() * any ? Mark.COMMA : now;
      case QUESTION ->
          any < bar.drop()
              ? Mark.NONE
              : tagging.mark(word, Mark.QUESTION) < ASKED * any ? likely(tagging, word, bar) : now;
    };
  }

  /** Where the word that stood there was taken out, it may have had the capital. */
  private static boolean restartsSmall(Passage passage, int index) {
    return !passage.at(index).isCapitalised() && !passage.hadPauseBefore(index);
  }

  /** After a stop that is none any more, a common word loses its capital. */
  private static void goOn(Passage passage, int index, int word, Proposals proposals) {
    Word next = passage.at(index);
    boolean common =
        next.isCapitalised()
            && CommonWords.isCommon(next.lower())
            && next.text().substring(1).equals(next.lower().substring(1))
            && passage.tagging().casing(word, Casing.LOWER) > 0.5f;
    if (common) {
      proposals.replace(index, index + 1, next.lower(), Confidence.MEDIUM);
    }
  }

  private static Confidence confidence(float sure) {
    return sure >= SURE ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private static Mark likely(Tagging tagging, int word, Bar bar) {
    float comma = tagging.mark(word, Mark.COMMA);
    float ends = tagging.mark(word, Mark.STOP) + tagging.mark(word, Mark.QUESTION);
    return comma >= bar.comma() * ends ? Mark.COMMA : ending(tagging, word);
  }

  private static Mark ending(Tagging tagging, int word) {
    boolean asks = tagging.mark(word, Mark.QUESTION) > ASKS * tagging.mark(word, Mark.STOP);
    return asks ? Mark.QUESTION : Mark.STOP;
  }
}
