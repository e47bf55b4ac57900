package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.lexicon.Resources;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Literal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names with numbers in them: the fixed ones of {@code names.txt}, and letters beside numbers, such
 * as "q four", "five g", "form ten k" and "k three".
 */
public final class NameGrammar implements Grammar {
  private static final Map<String, String> NAMES = load();
  private static final Set<String> FIRST =
      NAMES.keySet().stream().map(name -> name.split(" ", 2)[0]).collect(Collectors.toSet());
  private static final int LONGEST = 5;
  private static final int NEAR = 8;
  private static final int SMALL = 10;
  private static final int GLUED = 3;
  private static final int LARGEST = 100_000;
  private static final Set<String> BEFORE_YEAR =
      Set.of("in", "since", "by", "from", "until", "till", "before", "after", "late", "early");
  private static final Set<String> FORMS = Set.of("10k", "10q", "8k", "20f", "6k", "40f", "11k");

  private static Map<String, String> load() {
    Map<String, String> names = new HashMap<>();
    for (String line : Resources.lines("/dev/lumen/cleaner/number/names.txt")) {
      int arrow = line.indexOf(" => ");
      names.put(line.substring(0, arrow), line.substring(arrow + 4));
    }
    return Map.copyOf(names);
  }

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    Found fixed = fixed(atoms, at);
    if (fixed != null) {
      return fixed;
    }
    Found year = shortYear(atoms, at);
    if (year != null) {
      return year;
    }
    Found part = PartsOfYear.read(atoms, at);
    if (part != null) {
      return part;
    }
    String before = atoms.at(at - 1);
    boolean letter = atoms.isLetter(at - 1) && !before.equals("a") && !before.equals("i");
    boolean alone = !NumberWords.isNumberWord(before) && !letter && !Cues.CASE.has(before);
    if (!alone || !atoms.startsWord(at)) {
      return null;
    }
    if (NumberWords.isCardinalWord(atoms.at(at))) {
      return numberFirst(atoms, at);
    }
    if (NumberWords.isCardinalWord(atoms.at(at + 1)) && !atoms.isLetter(at - 1)) {
      return letterFirst(atoms, at);
    }
    return atoms.isLetter(at) && atoms.isLetter(at + 1) ? spelled(atoms, at) : null;
  }

  /** "since oh nine". */
  private static @Nullable Found shortYear(Atoms atoms, int at) {
    boolean told = atoms.isOh(at) && BEFORE_YEAR.contains(atoms.at(at - 1));
    Integer digit = told ? NumberWords.digit(atoms.at(at + 1)) : null;
    boolean more = NumberWords.isNumberWord(atoms.at(at + 2)) || atoms.isOh(at + 2);
    return digit == null || more ? null : Found.likely(new Literal("'0" + digit), at + 2);
  }

  /** The longest fixed name that starts at an atom, or null. */
  static @Nullable Found fixed(Atoms atoms, int at) {
    if (!FIRST.contains(atoms.at(at))) {
      return null;
    }
    for (int length = LONGEST; length >= 2; length--) {
      StringBuilder key = new StringBuilder(atoms.at(at));
      for (int i = 1; i < length; i++) {
        key.append(' ').append(atoms.at(at + i));
      }
      String written = NAMES.get(key.toString());
      if (written != null) {
        return Found.sure(new Literal(written), at + length);
      }
    }
    return null;
  }

  /** "five g", "three q", "ten k", "two x". */
  private static @Nullable Found numberFirst(Atoms atoms, int at) {
    Reading number = NumberReader.read(atoms, at);
    int letter = number == null ? at : number.end();
    if (number == null || !number.scale().isEmpty() || !isLetterAlone(atoms, letter)) {
      return null;
    }
    String digits = NumberWriter.prose(number);
    int value = number.number();
    boolean whole = number.kind() == Kind.CARDINAL;
    String written =
        switch (atoms.at(letter)) {
          case "q" -> whole && value <= 4 ? digits + "Q" : filed(atoms, at, digits + "q");
          case "g" -> whole && value <= 9 ? digits + "G" : "";
          case "d" -> whole && (value == 2 || value == 3) ? digits + "D" : "";
          case "k" -> thousands(atoms, at, number, digits);
          case "f" -> filed(atoms, at, digits + "f");
          case "x" -> number.isQuantity() && isTimes(atoms, letter) ? digits + "x" : "";
          default -> lettered(atoms, at, letter, digits);
        };
    return written.isEmpty() ? null : Found.sure(new Literal(written), letter + 1);
  }

  /** "section twelve b", "apartment three c". */
  private static String lettered(Atoms atoms, int at, int letter, String digits) {
    String said = atoms.at(letter);
    boolean told = Cues.LETTERED.has(atoms.at(at - 1)) && said.compareTo("h") <= 0;
    boolean article = said.equals("a") && letter + 1 < atoms.size();
    return told && !article ? digits + said.toUpperCase(Locale.ROOT) : "";
  }

  /** Not "x rays", and not a letter that somebody wrote large. */
  private static boolean isTimes(Atoms atoms, int letter) {
    String next = atoms.at(letter + 1);
    return !atoms.word(letter).isCapitalised() && !next.startsWith("ray") && !next.startsWith("ax");
  }

  private static String thousands(Atoms atoms, int at, Reading number, String digits) {
    String form = filed(atoms, at, digits + "k");
    if (!form.isEmpty()) {
      return form;
    }
    return number.isQuantity() ? digits + "K" : "";
  }

  /** A form of the Securities and Exchange Commission, where filing is spoken of. */
  private static String filed(Atoms atoms, int at, String joined) {
    boolean told = Cues.FILING.isBefore(atoms, at, NEAR) || Cues.FILING.isAfter(atoms, at, NEAR);
    if (!FORMS.contains(joined) || !told) {
      return "";
    }
    String upper = joined.toUpperCase(Locale.ROOT);
    return upper.substring(0, upper.length() - 1) + "-" + upper.charAt(upper.length() - 1);
  }

  private static boolean isLetterAlone(Atoms atoms, int at) {
    String next = atoms.at(at + 1);
    boolean word = next.equals("a") || (next.equals("i") && !atoms.isLetter(at + 2));
    boolean spelled = atoms.isLetter(at + 1) && !word;
    return atoms.isLetter(at) && !spelled && atoms.startsWord(at + 1);
  }

  /** "q four", "k three", "afm thirteen", "c d thirty". */
  private static @Nullable Found letterFirst(Atoms atoms, int at) {
    Reading number = NumberReader.read(atoms, at + 1);
    if (number == null || !atoms.startsWord(number.end()) || !isLabel(atoms, number)) {
      return null;
    }
    String letters = atoms.word(at).text().toUpperCase(Locale.ROOT);
    String digits = String.valueOf(number.number());
    boolean code = number.kind() == Kind.PAIR || number.kind() == Kind.SHORT;
    if (atoms.isLetter(at)) {
      boolean joined = atoms.at(at - 1).equals("and") && atoms.isLetter(at - 2); // "r and d"
      boolean begun = atoms.at(at + 1).startsWith(atoms.at(at)); // "f four kinds"
      boolean word = joined || begun || Set.of("a", "i", "o").contains(atoms.at(at));
      return word || code ? null : Found.likely(new Literal(letters + digits), number.end());
    }
    if (!isCodeWord(atoms, at)) {
      return null;
    }
    boolean apart = code || letters.length() + digits.length() > GLUED + 2; // "SOC2", "PSAK 72"
    return label(letters + (apart ? " " : "") + digits, number);
  }

  /** Two or three letters said one by one before a number that counts nothing. */
  private static @Nullable Found spelled(Atoms atoms, int at) {
    int end = at;
    StringBuilder letters = new StringBuilder();
    while (atoms.isLetter(end)) {
      letters.append(atoms.at(end).toUpperCase(Locale.ROOT));
      end++;
    }
    Reading number =
        NumberWords.isCardinalWord(atoms.at(end)) ? NumberReader.read(atoms, end) : null;
    boolean word = atoms.at(at).equals("a");
    boolean code = number != null && number.kind() == Kind.CARDINAL && isLabel(atoms, number);
    return number == null || word || !code || end - at > 3
        ? null
        : label(letters.toString() + number.number(), number);
  }

  /** Behind letters that are no word, a small number as often is a word: "press jr one". */
  private static Found label(String written, Reading number) {
    Literal label = new Literal(written);
    return number.number() < SMALL
        ? Found.possible(label, number.end())
        : Found.likely(label, number.end());
  }

  /** A number that counts nothing and has no unit: it may belong to the letters before it. */
  private static boolean isLabel(Atoms atoms, Reading number) {
    int end = number.end();
    boolean form =
        number.kind() == Kind.CARDINAL || number.kind() == Kind.PAIR || number.kind() == Kind.SHORT;
    boolean large = number.number() >= LARGEST;
    boolean pronoun = number.number() == 1 && atoms.at(end).equals("of");
    return form
        && !pronoun
        && !large
        && number.scale().isEmpty()
        && Currency.at(atoms, end) == null
        && !NumberWords.isNumberWord(atoms.at(end))
        && !NumberContext.isCounted(atoms, end);
  }

  /** Two to four letters that nobody uses as a word. */
  private static boolean isCodeWord(Atoms atoms, int at) {
    String word = atoms.at(at);
    boolean letters = word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    boolean name = atoms.word(at).isCapitalised() && !isCapitals(atoms.word(at).text());
    return letters
        && !name
        && !isWrittenSmall(word)
        && word.length() >= 2
        && word.length() <= 4
        && CommonWords.magnitude(word) < 0
        && !TimeReader.isHalf(word);
  }

  /** "iOS" is a name of its own, and no letters before a number. */
  private static boolean isWrittenSmall(String word) {
    String written = ProperNames.all().get(word);
    return written != null && !isCapitals(written);
  }

  private static boolean isCapitals(String text) {
    return text.equals(text.toUpperCase(Locale.ROOT));
  }
}
