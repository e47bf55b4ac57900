package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a shared context as people write them: sentences or labelled lists of people with role and
 * firm ("Jo Marsh, CFO; …", "Jo Marsh (CFO of Kestrova), …"), of firms, products and terms.
 */
public final class ContextReader {
  private static final List<String> DOUBTS =
      List.of(
          "not necessarily",
          "other names",
          "also follow",
          "may not",
          "might not",
          "not on this",
          "unrelated",
          "not expected",
          "others in our",
          "other contacts",
          "other accounts");
  private static final Set<String> ROLE_WORDS =
      Set.of(
          "chief",
          "officer",
          "president",
          "vice",
          "senior",
          "executive",
          "director",
          "directors",
          "manager",
          "chairman",
          "chairwoman",
          "chair",
          "treasurer",
          "secretary",
          "counsel",
          "controller",
          "head",
          "vp",
          "svp",
          "evp",
          "ceo",
          "cfo",
          "coo",
          "cto",
          "cio",
          "cmo",
          "ir",
          "iro",
          "founder",
          "owner",
          "partner",
          "analyst",
          "lead",
          "general",
          "managing",
          "mr",
          "mrs",
          "ms",
          "dr",
          "prof",
          "relations",
          "investor");
  private static final Set<String> SMALL = Set.of("of", "and", "the", "&", "at", "for", "in", "a");
  private static final Set<String> ABBREVIATIONS =
      Set.of("inc", "co", "corp", "ltd", "mr", "mrs", "ms", "dr", "st", "jr", "sr", "no", "vs");
  private static final int LONGEST_TERM = 5;

  private final List<RosterEntry> entries = new ArrayList<>();

  private ContextReader() {}

  /** Who and what a context names, in its order. */
  public static List<RosterEntry> read(String context) {
    ContextReader reader = new ContextReader();
    for (String sentence : sentences(context)) {
      reader.readSentence(sentence);
    }
    return reader.entries;
  }

  /** The names that a turn of the AI voice teaches. */
  public static List<RosterEntry> ofNames(List<KnownName> names) {
    return names.stream()
        .map(name -> new RosterEntry(name.written(), RosterEntry.Kind.THING, false, Set.of()))
        .toList();
  }

  private static List<String> sentences(String context) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int i = 0; i + 1 < context.length(); i++) {
      char here = context.charAt(i);
      boolean stop = here == '.' && context.charAt(i + 1) == ' ' && !isAbbreviation(context, i);
      if (here == '\n' || stop) {
        sentences.add(context.substring(start, i));
        start = i + 1;
      }
    }
    sentences.add(context.substring(start));
    return sentences;
  }

  /** "J. P. Morgan", "Monro Inc. and": a dot that ends no sentence. */
  private static boolean isAbbreviation(String context, int dot) {
    int start = dot;
    while (start > 0 && Character.isLetter(context.charAt(start - 1))) {
      start--;
    }
    String word = context.substring(start, dot).toLowerCase(Locale.ROOT);
    boolean lowerFollows =
        dot + 2 < context.length() && Character.isLowerCase(context.charAt(dot + 2));
    return word.length() == 1 || (ABBREVIATIONS.contains(word) && lowerFollows);
  }

  private void readSentence(String sentence) {
    String lower = sentence.toLowerCase(Locale.ROOT);
    boolean doubtful = DOUBTS.stream().anyMatch(lower::contains);
    boolean list = sentence.indexOf(';') >= 0;
    int label = sentence.indexOf(": ");
    String body = label >= 0 && label < 40 ? sentence.substring(label + 2) : sentence;
    for (String item : split(body, list ? ';' : ',')) {
      readItem(item, list, doubtful);
    }
  }

  /** The parts between separators, but for those within brackets. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      depth += here == '(' ? 1 : here == ')' ? -1 : 0;
      if (here == separator && depth <= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private void readItem(String item, boolean list, boolean doubtful) {
    int bracket = item.indexOf('(');
    int comma = list ? item.indexOf(',') : -1;
    int cut = bracket >= 0 && (comma < 0 || bracket < comma) ? bracket : comma;
    String name = cut < 0 ? item : item.substring(0, cut);
    String more = cut < 0 ? "" : item.substring(cut + 1);
    Set<String> details = details(more);
    String told = NameRun.last(name, LONGEST_TERM);
    boolean described = cut >= 0 && (comma >= 0 || hasRole(more) || list);
    if (!told.isEmpty()) {
      boolean person = described && isPersonLike(told);
      enter(told, person ? RosterEntry.Kind.PERSON : RosterEntry.Kind.THING, doubtful, details);
    }
    NameRun.others(name, told)
        .forEach(other -> enter(other, RosterEntry.Kind.THING, doubtful, Set.of()));
    if (!more.isEmpty()) {
      readDetails(more, told, doubtful);
    }
  }

  /** The firms that stand with a person; what they have to do with roles is no name. */
  private void readDetails(String more, String person, boolean doubtful) {
    Set<String> people = new HashSet<>();
    for (Word word : Tokenizer.tokenize(person)) {
      people.add(word.lower());
    }
    for (String part : more.split("[,()]", -1)) {
      for (String piece : hasRole(part) ? part.split(" of | at | for ", -1) : new String[] {part}) {
        String firm = NameRun.last(piece, LONGEST_TERM);
        if (!firm.isEmpty() && !hasRole(firm)) {
          enter(firm, RosterEntry.Kind.THING, doubtful, people);
        }
      }
    }
  }

  private static boolean hasRole(String text) {
    for (Word word : Tokenizer.tokenize(text)) {
      if (ROLE_WORDS.contains(word.lower())) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> details(String text) {
    Set<String> details = new HashSet<>();
    for (Word word : Tokenizer.tokenize(text)) {
      if (word.isSpoken() && !SMALL.contains(word.lower()) && word.text().length() > 1) {
        details.add(Roster.stem(word.lower()));
      }
    }
    return details;
  }

  private static boolean isPersonLike(String name) {
    List<Word> words = Tokenizer.tokenize(name);
    long spoken = words.stream().filter(Word::isSpoken).count();
    boolean plain = words.stream().allMatch(word -> word.isWord() && !isFirmWord(word.lower()));
    return plain && spoken >= 2 && spoken <= 4;
  }

  private static boolean isFirmWord(String lower) {
    return Set.of("inc", "corp", "company", "group", "ltd", "llc", "plc", "bank").contains(lower);
  }

  private void enter(String name, RosterEntry.Kind kind, boolean doubtful, Set<String> details) {
    if (!RosterEntry.isTitle(name)) {
      entries.add(new RosterEntry(name, kind, doubtful, details));
    }
  }
}
