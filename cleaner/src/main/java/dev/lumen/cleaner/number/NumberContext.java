package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import java.util.List;
import java.util.Set;

/** What the words around a number say about how it is meant. */
final class NumberContext {
  private static final Set<Integer> CENTS_OF_PRICES = Set.of(49, 95, 99);
  private static final Set<String> BEFORE_PRICE = Set.of("for", "only", "just", "costs", "pay");

  /** Of years before, nobody speaks without saying so: "about fifteen sixteen" is a guess. */
  private static final int EARLY = 1800;

  /** From here on nobody speaks of a year. */
  static final int END_OF_YEARS = 2100;

  private static final Set<String> PER = Set.of("a", "per", "each");
  private static final Set<String> RATES =
      Set.of(
          "month", "week", "year", "day", "night", "hour", "seat", "user", "head", "person", "unit",
          "piece", "licence", "license");
  private static final Set<String> SIGNS = Set.of("minus", "negative");
  private static final Set<String> FRACTIONS =
      Set.of("quarter", "quarters", "third", "thirds", "fifth", "fifths", "tenth", "tenths");
  private static final Set<String> LEADS_TO_KEY = Set.of("press", "is", "hit", "dial", "pressing");
  private static final List<String> SINGULAR = List.of("ss", "'s", "is", "us");
  private static final Set<String> OWN = Set.of("my", "your", "his", "her", "their", "our");

  private NumberContext() {}

  /** "a couple thousand", "half a million", "a quarter of a million", "a few of the hundred". */
  static boolean isEstimate(Atoms atoms, int at, Reading reading) {
    String before = atoms.at(at - 1);
    boolean bare = atoms.at(at).equals("hundred") || NumberWords.scale(atoms.at(at)) != null;
    boolean of = before.equals("of") && Cues.ESTIMATE.has(atoms.at(at - 2));
    boolean fraction = reading.kind() == Kind.ROUND && before.equals("half");
    boolean part = before.equals("of") && FRACTIONS.contains(atoms.at(at - 2));
    return fraction
        || (part && reading.kind() == Kind.ROUND)
        || (bare && (Cues.ESTIMATE.has(before) || of));
  }

  /** "Ninety One" with capitals inside a sentence is a firm, not 91. */
  static boolean isName(Atoms atoms, int at, int end) {
    boolean inside = !atoms.startsSentence(at) && atoms.wordOf(end - 1) > atoms.wordOf(at);
    boolean title = atoms.startsSentence(at) && atoms.wordOf(end - 1) > atoms.wordOf(at);
    boolean glued = atoms.at(at - 1).equals("-") && !atoms.word(at).spaceBefore(); // "7-Eleven"
    return (inside || title || glued)
        && atoms.word(at).isCapitalised()
        && atoms.word(end - 1).isCapitalised();
  }

  /** A plural or "percent": what stands here has been counted. */
  static boolean isCounted(Atoms atoms, int index) {
    String next = atoms.at(index);
    boolean plural =
        next.length() > 3 && next.endsWith("s") && SINGULAR.stream().noneMatch(next::endsWith);
    return (plural && !Cues.UNCOUNTED.has(next)) || Cues.COUNTED.has(next);
  }

  /** "about fifteen sixteen", "fifteen, fifteen fifty": two numbers rather than a year. */
  private static boolean isGuess(Atoms atoms, int at, int number) {
    boolean next = number % 100 == number / 100 + 1;
    boolean again = atoms.at(at - 1).equals(",") && atoms.at(at - 2).equals(atoms.at(at));
    return next || again || Cues.ABOUT.has(atoms.at(at - 1));
  }

  /** Whether two numbers in a row are a year: "twenty twenty", "nineteen oh five". */
  static boolean isYear(Atoms atoms, int at, Reading reading) {
    int number = reading.number();
    boolean range = reading.kind() == Kind.PAIR && number >= 1500 && number < END_OF_YEARS;
    boolean cue =
        Cues.YEAR.has(atoms.at(at - 1))
            || Cues.YEAR.has(atoms.at(at - 2))
            || isNumberedPart(atoms, at);
    boolean early = number < EARLY && isGuess(atoms, at, number);
    return range
        && !early
        && !Cues.PRICE.has(atoms.at(at - 1))
        && (cue ? !Cues.COUNTED.has(atoms.at(reading.end())) : !isCounted(atoms, reading.end()));
  }

  /** "quarter two twenty twenty one": behind the number of a part of the year. */
  static boolean isNumberedPart(Atoms atoms, int at) {
    Integer part = NumberWords.digit(atoms.at(at - 1));
    String name = atoms.at(at - 2);
    return part != null
        && part >= 1
        && ((name.equals("quarter") && part <= 4) || (name.equals("half") && part <= 2));
  }

  /**
   * Whether the first of numbers in a row belongs to the word before: "stage one thirty percent".
   */
  static boolean isNumbered(Atoms atoms, int at, Reading reading) {
    int end = reading.end();
    String before = atoms.at(at - 1);
    boolean amount =
        isAmount(atoms, end) || atoms.at(end).equals("point") || !reading.scale().isEmpty();
    return before.equals("quarter") || (amount && Cues.NUMBERED.has(before));
  }

  /** "two thousand nineteen" is a year unless things are counted. */
  static boolean isSpokenYear(Atoms atoms, int at, Reading reading) {
    int number = reading.number();
    boolean named = atoms.at(at - 1).equals("year");
    boolean century = number > 2000 || (named && number == 2000);
    boolean form = atoms.reads(at, "two", "thousand") && century && number < END_OF_YEARS;
    return form && !isCounted(atoms, reading.end());
  }

  /** "about a hundred", "a thousand branches", but not "a hundred times" nor "a million". */
  static boolean isRoundFigure(Atoms atoms, int at, Reading reading) {
    boolean hundred = atoms.at(at + 1).equals("hundred") || atoms.at(at + 1).equals("thousand");
    boolean idiom = Cues.IDIOM.has(atoms.at(reading.end()));
    boolean about = Cues.ABOUT.has(atoms.at(at - 1));
    return hundred && !idiom && (about || isCounted(atoms, reading.end()));
  }

  /** Whether a number below ten is written in digits all the same: "press star one", "minus 5". */
  static boolean isSmallDigit(Atoms atoms, int at) {
    String before = atoms.at(at - 1);
    boolean key =
        before.equals("press") || (Cues.KEY.has(before) && LEADS_TO_KEY.contains(atoms.at(at - 2)));
    boolean named = before.equals("number") && atoms.reads(at + 1, "on", "your");
    return key || named || SIGNS.contains(before);
  }

  /** Whether the next atoms measure a step: "three and a half points". */
  static boolean isStep(Atoms atoms, int index) {
    return Set.of("points", "point", "times", "basis").contains(atoms.at(index));
  }

  /** "six cents", but not "my two cents". */
  static boolean isCents(Atoms atoms, int at, Reading reading) {
    return Currency.isCents(atoms, reading.end())
        && MoneyReader.isBelowHundred(reading)
        && reading.number() > 0
        && !OWN.contains(atoms.at(at - 1));
  }

  /** Whether what stands before an index is so many percent or so much money. */
  static boolean isAmount(Atoms atoms, int index) {
    return percentLength(atoms, index) > 0 || Currency.at(atoms, index) != null;
  }

  /** How many atoms "percent" or "per cent" takes; 0 for neither. */
  static int percentLength(Atoms atoms, int index) {
    return atoms.at(index).equals("percent") ? 1 : atoms.reads(index, "per", "cent") ? 2 : 0;
  }

  /** The atom after a run of number words that form no single number. */
  static int endOfRun(Atoms atoms, int index) {
    int end = index;
    while (NumberWords.isCardinalWord(atoms.at(end))
        || atoms.at(end).equals("point")
        || isJoint(atoms, end)) {
      end++;
    }
    return end;
  }

  /** "nine hundred and seventy": the joint of a number. */
  private static boolean isJoint(Atoms atoms, int at) {
    return atoms.at(at).equals("and")
        && atoms.at(at - 1).equals("hundred")
        && NumberWords.isCardinalWord(atoms.at(at + 1));
  }

  /** "fifteen fifty each". */
  static boolean isPer(Atoms atoms, int index) {
    return PER.contains(atoms.at(index));
  }

  /** "nineteen ninety nine a month", "one ninety nine a month": prices end so. */
  static boolean isRate(Atoms atoms, Reading reading) {
    boolean pair = reading.kind() == Kind.PAIR || reading.kind() == Kind.SHORT;
    int end = reading.end();
    return pair
        && CENTS_OF_PRICES.contains(reading.number() % 100)
        && isPer(atoms, end)
        && RATES.contains(atoms.at(end + 1))
        && !atoms.at(end + 2).equals("ago");
  }

  /** "gigabit for sixty nine ninety nine", which is no year either. */
  static boolean isPrice(Atoms atoms, int at, Reading reading) {
    return reading.kind() == Kind.PAIR
        && reading.number() >= END_OF_YEARS
        && CENTS_OF_PRICES.contains(reading.number() % 100)
        && BEFORE_PRICE.contains(atoms.at(at - 1))
        && !NumberWords.isNumberWord(atoms.at(reading.end()))
        && !isCounted(atoms, reading.end());
  }
}
