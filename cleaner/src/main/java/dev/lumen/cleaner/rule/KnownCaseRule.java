package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.DomainPhrase;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.text.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
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
  private static final int LONGEST = 5;
  private static final int RARE = 5;
  private static final int SHORTEST_WORD = 4;
  private static final int SEEN_OFTEN = 3;
  private static final Set<String> CALENDAR =
      Set.of(
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "january",
          "february",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "christmas",
          "easter",
          "english",
          "british",
          "american",
          "london",
          "england");
  private static final Map<String, String> TERMS = terms();
  private static final Set<String> ALSO_WORDS =
      Set.of(
          "may",
          "march",
          "mark",
          "bill",
          "will",
          "rose",
          "grant",
          "us",
          "it",
          "pr",
          "hr",
          "api",
          "frank",
          "art",
          "rob",
          "sue",
          "pat",
          "chase",
          "grace",
          "hope",
          "faith",
          "mr",
          "ms",
          "dr",
          "speaker",
          "auditor",
          "inaudible",
          "twitter",
          "am",
          "pm",
          "polish",
          "turkey",
          "china");

  private static Map<String, String> terms() {
    Map<String, String> terms = new HashMap<>(ProperNames.all());
    for (DomainPhrase phrase : DomainPhrase.ALL) {
      String lower = phrase.written().toLowerCase(Locale.ROOT);
      if (!lower.equals(phrase.written())) {
        terms.put(lower, phrase.written());
      }
    }
    for (String name : CALENDAR) {
      terms.put(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }
    terms.put("i", "I");
    terms.put("i'm", "I'm");
    terms.put("i've", "I've");
    terms.put("i'll", "I'll");
    terms.put("i'd", "I'd");
    return Map.copyOf(terms);
  }

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
    if (!passage.knowledge().startsName(passage.lower(from)) && !startsTerm(passage.lower(from))) {
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
    return passage.at(from).isCapitalised() ? null : TERMS.get(key);
  }

  private static final Set<String> TERM_STARTS = termStarts();

  /** The first words of terms and names of several words. */
  private static Set<String> termStarts() {
    Set<String> starts = new HashSet<>(Set.of("google", "search", "rated", "dynamics"));
    for (String name : ProperNames.all().keySet()) {
      int space = name.indexOf(' ');
      if (space > 0) {
        starts.add(name.substring(0, space));
      }
    }
    return starts;
  }

  private static boolean startsTerm(String lower) {
    return TERM_STARTS.contains(lower);
  }

  private static @Nullable String writtenWord(Passage passage, int index) {
    String lower = passage.lower(index);
    Word word = passage.at(index);
    String term = TERMS.get(lower);
    if (term != null && !ALSO_WORDS.contains(lower)) {
      return term;
    }
    if (hasInnerCapitals(word)) {
      return null;
    }
    String known = known(passage, lower);
    if (known != null) {
      boolean shouts = word.isCapitalised() && known.equals(known.toUpperCase(Locale.ROOT));
      return shouts ? null : known;
    }
    if (word.isCapitalised() || ALSO_WORDS.contains(lower)) {
      return null;
    }
    if (CommonWords.magnitude(lower) < 0) {
      return namesOnly(lower);
    }
    String usual = CommonWords.usualForm(lower);
    boolean trusted = CommonWords.magnitude(lower) >= SEEN_OFTEN && !usual.equals(lower);
    return trusted ? usual : null;
  }

  /** What business talk has not shown, and a dictionary has with a capital alone. */
  private static @Nullable String namesOnly(String lower) {
    if (lower.startsWith("o'") && lower.length() > SHORTEST_WORD && !lower.equals("o'clock")) {
      return "O'" + lower.substring(2, 3).toUpperCase(Locale.ROOT) + lower.substring(3);
    }
    return Dictionary.isName(stem(lower))
        ? lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1)
        : null;
  }

  private static String stem(String lower) {
    return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
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
  private static @Nullable String known(Passage passage, String lower) {
    String stem = stem(lower);
    KnownName name = passage.knowledge().find(stem);
    String part = passage.knowledge().part(stem);
    String written = name != null ? name.written() : part;
    if (written == null || ALSO_WORDS.contains(stem)) {
      return null;
    }
    if (CommonWords.isCommon(stem) && CommonWords.magnitude(stem) >= RARE) {
      return null;
    }
    if (isShouted(written) && isOrdinaryWord(stem)) {
      return null;
    }
    boolean heardOnly = name != null && !name.trusted();
    return heardOnly && isCased(passage) ? null : written + lower.substring(stem.length());
  }
}
