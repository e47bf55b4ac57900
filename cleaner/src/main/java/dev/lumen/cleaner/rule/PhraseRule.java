package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.DomainPhrase;
import dev.lumen.cleaner.phonetic.HomophoneIndex;
import dev.lumen.cleaner.phonetic.Pronunciation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Terms of the trade, found by sound: "paper click" is pay per click, "checker trade" is
 * Checkatrade. The words around must not tell that the ordinary words were meant: whoever buys
 * paper, or checks a trade, is left alone.
 */
final class PhraseRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.phrase", "Sounds like a term of the trade that fits here");
  private static final int LONGEST = 4;
  private static final int SHORT = 5;
  private static final double FARTHEST = 0.08;

  /** Log2 of how often the small words of the language were counted. */
  private static final int EVERYDAY = 12;

  private static final HomophoneIndex<DomainPhrase> BY_SOUND = new HomophoneIndex<>();
  private static final Map<String, DomainPhrase> BY_READING = new HashMap<>();
  private static final Set<String> FIRST_WORDS = new java.util.HashSet<>();

  static {
    for (DomainPhrase phrase : DomainPhrase.ALL) {
      List<String> words = List.of(phrase.written().replace('-', ' ').split(" ", -1));
      String sounds = Pronunciation.of(words);
      boolean joined = phrase.written().indexOf('&') >= 0; // "'em under" is no M&A
      if (sounds.length() > SHORT && !phrase.needsName() && !joined) {
        BY_SOUND.add(sounds, phrase);
      }
      for (String reading : phrase.heardAs()) {
        BY_READING.put(reading, phrase);
        FIRST_WORDS.add(reading.split(" ", -1)[0]);
      }
    }
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    Heard[] heard = heard(passage);
    for (int i = 0; i < passage.size(); i++) {
      for (int length = LONGEST; length >= 1; length--) {
        DomainPhrase phrase = find(passage, heard, i, i + length);
        if (phrase != null && !isRight(passage, i, i + length, phrase)) {
          if (fits(passage, i, i + length, phrase)) {
            proposals.replace(
                i,
                i + length,
                phrase.written(),
                confidence(passage, i, phrase),
                relevance(passage, phrase));
            i += length - 1;
          }
          break;
        }
      }
    }
  }

  /** The sounds of a word, none for what is no word. */
  private record Heard(String lower, String sounds, boolean word, boolean firstOfReading) {}

  private static Heard[] heard(Passage passage) {
    Heard[] heard = new Heard[passage.size()];
    for (int i = 0; i < heard.length; i++) {
      boolean word = passage.at(i).isWord();
      String lower = passage.lower(i);
      String sounds = word ? Pronunciation.of(lower) : "";
      heard[i] = new Heard(lower, sounds, word, FIRST_WORDS.contains(lower));
    }
    return heard;
  }

  private static @Nullable DomainPhrase find(Passage passage, Heard[] heard, int from, int to) {
    if (to > heard.length) {
      return null;
    }
    int length = 0;
    int print = 0;
    for (int i = from; i < to; i++) {
      if (!heard[i].word()) {
        return null;
      }
      length += heard[i].sounds().length();
      print = HomophoneIndex.print(print, heard[i].sounds());
    }
    if (heard[from].firstOfReading()) {
      DomainPhrase read = BY_READING.get(passage.key(from, to));
      if (read != null) {
        return read;
      }
    }
    if (length <= SHORT || !BY_SOUND.mayFind(print)) {
      return null;
    }
    boolean plain = to - from == 1 && CommonWords.magnitude(heard[from].lower()) >= 0;
    if (plain || isEveryday(heard[from]) || isEveryday(heard[to - 1])) {
      return null;
    }
    StringBuilder all = new StringBuilder(length);
    for (int i = from; i < to; i++) {
      all.append(heard[i].sounds());
    }
    DomainPhrase found = BY_SOUND.find(all.toString(), FARTHEST);
    return found == null || !startsOtherwise(found, heard[from].lower()) ? found : null;
  }

  /** "EV sales" are no "of sales": the small word at the beginning of a term is heard as it is. */
  private static boolean startsOtherwise(DomainPhrase phrase, String heard) {
    String first = phrase.written().split(" ", 2)[0].toLowerCase(Locale.ROOT);
    return CommonWords.magnitude(first) >= EVERYDAY && !first.equals(heard);
  }

  /** Function words on the edges belong to the sentence, not to the term. */
  private static boolean isEveryday(Heard word) {
    return CommonWords.magnitude(word.lower()) > EVERYDAY;
  }

  private static boolean isRight(Passage passage, int from, int to, DomainPhrase phrase) {
    return passage.key(from, to).equals(phrase.written().toLowerCase(Locale.ROOT));
  }

  private static boolean fits(Passage passage, int from, int to, DomainPhrase phrase) {
    boolean cueFollows = passage.is(to, phrase.cues());
    String before = passage.lower(from - 1);
    boolean blockedBefore =
        phrase.notAfter().contains(before)
            || phrase.notAfter().contains(passage.lower(from) + ":" + before);
    boolean blocked =
        blockedBefore || passage.is(to, phrase.notBefore()) || passage.mentions(phrase.against());
    if (blocked && !cueFollows) {
      return false;
    }
    return (!phrase.needsName() || isKnown(passage, phrase))
        && (!phrase.needsCue() || hasCue(passage, from, to, phrase));
  }

  /** Whether the conversation knows the term, or the last part of it: GAAP of non-GAAP. */
  private static boolean isKnown(Passage passage, DomainPhrase phrase) {
    String name = phrase.written().toLowerCase(Locale.ROOT);
    for (KnownName known : passage.knowledge().names()) {
      String key = known.key();
      if (known.trusted() && (isEndOf(key, name) || isEndOf(name, key))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEndOf(String end, String text) {
    int at = text.length() - end.length();
    return text.endsWith(end) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private static boolean hasCue(Passage passage, int from, int to, DomainPhrase phrase) {
    for (int i = 0; i < passage.size(); i++) {
      if ((i < from || i >= to) && passage.is(i, phrase.cues())) {
        return true;
      }
    }
    return passage.surroundings().heard(phrase.cues());
  }

  private static Confidence confidence(Passage passage, int from, DomainPhrase phrase) {
    boolean name = Character.isUpperCase(phrase.written().charAt(0));
    return name || passage.mentions(phrase.cues()) || passage.surroundings().heard(phrase.cues())
        ? Confidence.HIGH
        : from == 0 ? Confidence.MEDIUM : Confidence.HIGH;
  }

  private static double relevance(Passage passage, DomainPhrase phrase) {
    return passage.surroundings().heard(phrase.cues()) ? 0.8 : 0.2;
  }
}
