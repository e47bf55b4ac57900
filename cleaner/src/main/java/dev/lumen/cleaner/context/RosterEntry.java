package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody or something that could be named in the conversation.
 *
 * @param written the whole name, rightly written
 * @param kind what it names
 * @param doubtful whether the text itself says that it need not come up: "other names in our CRM"
 * @param details lower-case words that were told with it: a person's firm and role
 */
public record RosterEntry(String written, Kind kind, boolean doubtful, Set<String> details) {

  /** What is named. */
  public enum Kind {
    /** Somebody: said by first name, by last name, or both. */
    PERSON,
    /** A firm, a product, a place, an abbreviation: said in full or by its first words. */
    THING
  }

  private static final Set<String> FIRM_ENDINGS =
      Set.of(
          "inc",
          "corp",
          "co",
          "company",
          "companies",
          "corporation",
          "incorporated",
          "limited",
          "ltd",
          "llc",
          "lp",
          "plc",
          "ag",
          "sa",
          "s.p.a",
          "gmbh",
          "nv",
          "holdings",
          "holding",
          "group",
          "securities",
          "capital",
          "markets",
          "research",
          "bank",
          "international",
          "partners",
          "associates",
          "&",
          "and",
          "of",
          "us",
          "trust",
          "therapeutics",
          "global");
  private static final Set<String> LEGAL_FORMS =
      Set.of("inc", "corp", "co", "corporation", "incorporated", "limited", "ltd", "llc", "plc");
  private static final Set<String> JOINTS =
      Set.of("of", "and", "&", "the", "for", "de", "la", "van", "von", "der", "del", "du", "di");
  private static final Set<String> TITLES = Set.of("dr", "mr", "mrs", "ms", "prof");
  private static final int LEAST_PART = 3;
  private static final int EVERYDAY = 9;

  public RosterEntry {
    details = Set.copyOf(details);
  }

  /** Its lower-case key. */
  public String key() {
    return String.join(" ", lower(words()));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (Word word : Tokenizer.tokenize(written)) {
      if (word.isSpoken() || word.text().equals("&")) {
        words.add(word.text());
      }
    }
    return words;
  }

  /** "Dr." alone names nobody, and sounds like "doctor". */
  static boolean isTitle(String name) {
    return TITLES.contains(
        RosterForm.lower(name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
  }

  /** "Dr. Lee Hartwell" without what "doctor" would be taken for. */
  private List<String> untitled(List<String> words) {
    boolean titled =
        kind == Kind.PERSON
            && words.size() > 1
            && TITLES.contains(RosterForm.lower(words.getFirst()));
    return titled ? words.subList(1, words.size()) : words;
  }

  private static List<String> lower(List<String> words) {
    return words.stream().map(RosterForm::lower).toList();
  }

  /** The ways in which it is said. */
  public List<RosterForm> forms() {
    List<String> words = untitled(words());
    Set<List<String>> stretches = new LinkedHashSet<>();
    List<RosterForm> forms = new ArrayList<>();
    if (words.isEmpty()) {
      return forms;
    }
    stretches.add(words);
    forms.add(form(words, RosterForm.Part.WHOLE));
    if (kind == Kind.PERSON && words.size() > 1) {
      add(forms, stretches, words.subList(0, 1), RosterForm.Part.FIRST);
      add(forms, stretches, words.subList(words.size() - 1, words.size()), RosterForm.Part.LAST);
      if (words.size() > 2) {
        add(forms, stretches, words.subList(1, words.size()), RosterForm.Part.LAST);
        add(forms, stretches, words.subList(0, 2), RosterForm.Part.FIRST);
      }
    } else {
      addPieces(forms, stretches, words);
    }
    return forms;
  }

  private void addPieces(List<RosterForm> forms, Set<List<String>> stretches, List<String> words) {
    for (int length = words.size() - 1; length >= 1; length--) {
      List<String> start = words.subList(0, length);
      boolean rest = FIRM_ENDINGS.contains(RosterForm.lower(words.get(length)));
      boolean open = JOINTS.contains(RosterForm.lower(start.getLast()));
      boolean telling = isTelling(start) || (length > 1 && isLegalForm(words, length));
      if (!open && (rest || length > 1) && telling) {
        add(forms, stretches, start, RosterForm.Part.START);
      }
    }
    for (String word : words) {
      if (words.size() > 1 && word.length() >= LEAST_PART && isTelling(List.of(word))) {
        add(forms, stretches, List.of(word), RosterForm.Part.PIECE);
      }
    }
  }

  /** Nobody says the "Inc" of "Bed Bath and Beyond Inc", common as the other words may be. */
  private static boolean isLegalForm(List<String> words, int from) {
    return from == words.size() - 1 && LEGAL_FORMS.contains(RosterForm.lower(words.get(from)));
  }

  /** Whether the words are more than everyday words. */
  private static boolean isTelling(List<String> words) {
    for (String word : words) {
      String lower = RosterForm.lower(word);
      if (!CommonWords.isCommon(lower)
          && !FIRM_ENDINGS.contains(lower)
          && CommonWords.magnitude(lower) < EVERYDAY) {
        return true;
      }
    }
    return false;
  }

  private void add(
      List<RosterForm> forms,
      Set<List<String>> stretches,
      List<String> words,
      RosterForm.Part part) {
    if (stretches.add(words)) {
      forms.add(form(words, part));
    }
  }

  private RosterForm form(List<String> words, RosterForm.Part part) {
    return new RosterForm(this, List.copyOf(words), part);
  }
}
