package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.Calendar;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.DomainPhrase;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.text.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How words are written whatever the conversation: terms of the trade, people, places, months. */
final class KnownTerms {
  private static final Set<String> BEFORE_NAMES = Set.of("mr", "mrs", "ms", "dr");
  private static final Set<String> BEFORE_DOCTOR =
      Set.of("the", "a", "my", "your", "our", "his", "her", "their", "this", "that", "any", "no");
  private static final Set<String> BEFORE_MONTHS =
      Set.of("in", "of", "since", "until", "late", "early", "mid", "last", "next");
  private static final int SHORTEST_NAME = 4;
  private static final int SEEN_OFTEN = 3;
  private static final Set<String> NAMES =
      Set.of("christmas", "easter", "english", "british", "american", "london", "england");
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
          "frank",
          "art",
          "rob",
          "sue",
          "pat",
          "chase",
          "grace",
          "hope",
          "faith",
          "foster",
          "united",
          "alma",
          "robin",
          "cologne",
          "mandarin",
          "mr",
          "mrs",
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

  private static final Set<String> STARTS = starts();

  private KnownTerms() {}

  private static Map<String, String> terms() {
    Map<String, String> terms = new HashMap<>(ProperNames.all());
    for (DomainPhrase phrase : DomainPhrase.ALL) {
      String lower = phrase.written().toLowerCase(Locale.ROOT);
      if (!lower.equals(phrase.written())) {
        terms.put(lower, phrase.written());
      }
    }
    for (Set<String> names : List.of(Calendar.DAYS, Calendar.MONTHS_ALONE, NAMES)) {
      names.forEach(name -> terms.put(name, Word.capital(name)));
    }
    terms.put("i", "I");
    terms.put("i'm", "I'm");
    terms.put("i've", "I've");
    terms.put("i'll", "I'll");
    terms.put("i'd", "I'd");
    return Map.copyOf(terms);
  }

  /** The first words of terms and names of several words. */
  private static Set<String> starts() {
    Set<String> starts = new HashSet<>(Set.of("google", "search", "rated", "dynamics"));
    for (String name : ProperNames.all().keySet()) {
      int space = name.indexOf(' ');
      if (space > 0) {
        starts.add(name.substring(0, space));
      }
    }
    return starts;
  }

  /** Whether some term of several words starts with a word. */
  static boolean startsOne(String lower) {
    return STARTS.contains(lower);
  }

  /** The writing of a term, or null. */
  static @Nullable String find(String lower) {
    return TERMS.get(lower);
  }

  /** Whether it is a common word as well, so that what stands beside it decides. */
  static boolean isAlsoWord(String lower) {
    return ALSO_WORDS.contains(lower);
  }

  /** A word in small letters as it is usually written, or null where those are right. */
  static @Nullable String usual(Passage passage, int index) {
    String lower = passage.lower(index);
    if (lower.equals("doctor")) {
      return isDoctor(passage, index) ? Word.capital(lower) : null;
    }
    if (isAlsoWord(lower)) {
      return isTitleOfName(passage, index) || isMonth(passage, index) ? Word.capital(lower) : null;
    }
    if (CommonWords.magnitude(lower) < 0) {
      return namesOnly(lower);
    }
    String usual = CommonWords.usualForm(lower);
    boolean trusted = CommonWords.magnitude(lower) >= SEEN_OFTEN && !usual.equals(lower);
    return trusted ? usual : null;
  }

  /** "mr. Smith", "dr Jones". */
  private static boolean isTitleOfName(Passage passage, int index) {
    int name = passage.at(index + 1).text().equals(".") ? index + 2 : index + 1;
    return passage.is(index, BEFORE_NAMES)
        && passage.at(name).isWord()
        && (passage.at(name).isCapitalised() || isName(passage.lower(name)));
  }

  /** "see doctor Lee"; not "the doctor", and not "doctor no one knows". */
  private static boolean isDoctor(Passage passage, int index) {
    String name = passage.lower(index + 1);
    boolean known = passage.knowledge().part(name) != null || ProperNames.all().containsKey(name);
    boolean capital = passage.at(index + 1).isCapitalised() && passage.at(index + 1).isWord();
    return (known || capital)
        && !isAlsoWord(name)
        && !passage.is(index - 1, BEFORE_DOCTOR)
        && (capital || !passage.at(index).isCapitalised());
  }

  private static boolean isName(String lower) {
    return ProperNames.all().containsKey(lower) || Dictionary.isName(lower);
  }

  /** "the end of may", "in march"; but "what may be". */
  private static boolean isMonth(Passage passage, int index) {
    return passage.is(index, Calendar.MONTHS_AND_VERBS) && passage.is(index - 1, BEFORE_MONTHS);
  }

  /** What business talk has not shown, and a dictionary has with a capital alone. */
  private static @Nullable String namesOnly(String lower) {
    if (lower.startsWith("o'") && lower.length() > SHORTEST_NAME && !lower.equals("o'clock")) {
      return "O'" + Word.capital(lower.substring(2));
    }
    return Dictionary.isName(stem(lower)) ? Word.capital(lower) : null;
  }

  /** A word without the 's of a possessor. */
  static String stem(String lower) {
    return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
  }
}
