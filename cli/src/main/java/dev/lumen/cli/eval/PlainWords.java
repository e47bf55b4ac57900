package dev.lumen.cli.eval;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text without what no reader would call an error: case, punctuation, the writing of
 * numbers and money, contractions, and (unless kept) fillers and words that were cut off.
 */
final class PlainWords {
  static final Set<String> FILLERS =
      Set.of(
          "um", "uh", "uhm", "umm", "uhh", "er", "erm", "hmm", "hm", "mm", "mhm", "mmhmm", "uhhuh",
          "huh", "ah");

  private static final Map<String, String> CONTRACTIONS =
      Map.ofEntries(
          Map.entry("can't", "can not"),
          Map.entry("cannot", "can not"),
          Map.entry("won't", "will not"),
          Map.entry("shan't", "shall not"),
          Map.entry("ain't", "is not"),
          Map.entry("let's", "let us"),
          Map.entry("it's", "it is"),
          Map.entry("that's", "that is"),
          Map.entry("there's", "there is"),
          Map.entry("here's", "here is"),
          Map.entry("what's", "what is"),
          Map.entry("who's", "who is"),
          Map.entry("where's", "where is"),
          Map.entry("how's", "how is"),
          Map.entry("he's", "he is"),
          Map.entry("she's", "she is"),
          Map.entry("i'm", "i am"),
          Map.entry("'cause", "because"),
          Map.entry("y'all", "you all"),
          Map.entry("ma'am", "madam"),
          Map.entry("gonna", "going to"),
          Map.entry("wanna", "want to"),
          Map.entry("gotta", "got to"),
          Map.entry("kinda", "kind of"),
          Map.entry("sorta", "sort of"),
          Map.entry("lemme", "let me"),
          Map.entry("gimme", "give me"),
          Map.entry("okay", "ok"),
          Map.entry("o.k.", "ok"),
          Map.entry("alright", "all right"),
          Map.entry("mister", "mr"),
          Map.entry("doctor", "dr"),
          Map.entry("versus", "vs"),
          Map.entry("per cent", "percent"),
          Map.entry("incorporated", "inc"),
          Map.entry("corporation", "corp"),
          Map.entry("bps", "basis points"),
          Map.entry("e-mail", "email"),
          Map.entry("web site", "website"),
          Map.entry("cuz", "because"));
  private static final Map<String, String> CURRENCIES =
      Map.of("$", "dollars", "€", "euros", "£", "pounds", "¥", "yen", "₹", "rupees");
  private static final Map<String, String> SHORT_SCALES =
      Map.of(
          "k",
          "thousand",
          "m",
          "million",
          "mm",
          "million",
          "mn",
          "million",
          "b",
          "billion",
          "bn",
          "billion");
  private static final Set<String> LARGE = Set.of("1000", "1000000", "1000000000");

  private static final Pattern DASHES = unicode("[–—]");
  private static final Pattern SOUNDS =
      unicode("<(?:inaudible|crosstalk|laugh|affirmative|silence|music)[^>]*>");
  private static final Pattern MONEY =
      unicode(
          "(?:\\b(?:us|u\\.s\\.)\\s?)?([$€£¥₹])\\s?(\\d[\\d,]*(?:\\.\\d+)?)"
              + "(\\s?(?:hundred|thousand|million|billion|trillion|mm|mn|bn|[kmb])\\b)?");
  private static final Pattern THOUSANDS = unicode("(?<=\\d),(?=\\d{3}\\b)");
  private static final Pattern PERCENT = unicode("(\\d)\\s?%");
  private static final Pattern LEADING_POINT = unicode("(?<!\\w)\\.(\\d)");
  private static final Pattern FULL_HOUR = unicode("(\\d):00\\b");
  private static final Pattern DOTTED = unicode("(?<![\\w.])((?:[a-z]\\.)+[a-z])(?!\\w)\\.?");
  private static final Pattern CUT_OFF_KEPT = unicode("(?<=\\w)-(?=[\\s,.?!]|$)");
  private static final Pattern CUT_OFF = unicode("(?<![\\w'])[\\w']+-(?=[\\s,.?!]|$)");
  private static final Pattern CONTRACTION =
      unicode(
          "(?<![\\w'])("
              + CONTRACTIONS.keySet().stream()
                  .sorted(Comparator.comparingInt((String it) -> -it.length()))
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|"))
              + ")(?![\\w'])");
  private static final Pattern INNER_DOT = unicode("(?<=[a-z])\\.(?=[a-z])");
  private static final Pattern OTHER_DOT = unicode("(?<!\\d)\\.|\\.(?!\\d)");
  private static final Pattern NO_WORD = unicode("[^\\w.~]+");
  private static final Pattern SPACE = unicode("\\s+");
  private static final Pattern WHOLE = unicode("\\d+");
  private static final Pattern FRACTION = unicode("\\d+\\.\\d+");
  private static final Pattern ONE_OR_TWO = unicode("\\d\\d?");

  private record Ending(Pattern pattern, String text) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(unicode("(?<=\\w)n't(?!\\w)"), " not"),
          new Ending(unicode("(?<=\\w)'re(?!\\w)"), " are"),
          new Ending(unicode("(?<=\\w)'ve(?!\\w)"), " have"),
          new Ending(unicode("(?<=\\w)'ll(?!\\w)"), " will"),
          new Ending(unicode("(?<=\\w)'d(?!\\w)"), " would"));
  private static final List<Ending> FRACTIONS =
      List.of(
          fraction("1/2", "1 half"),
          fraction("1/3", "1 third"),
          fraction("2/3", "2 thirds"),
          fraction("1/4", "1 quarter"),
          fraction("3/4", "3 quarters"),
          fraction("½", " 1 half"),
          fraction("¼", " 1 quarter"),
          fraction("¾", " 3 quarters"));

  private PlainWords() {}

  private static Pattern unicode(String pattern) {
    return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
  }

  private static Ending fraction(String sign, String words) {
    return new Ending(unicode("(?<![\\d/])" + Pattern.quote(sign) + "(?![\\d/])"), words);
  }

  /** The words that errors are counted in. */
  static List<String> of(String text) {
    return of(text, false);
  }

  /**
   * The words of a text.
   *
   * @param keepDisfluent whether fillers stay, and cut-off words with a {@code ~} behind them
   */
  static List<String> of(String text, boolean keepDisfluent) {
    return joined(numbers(split(letters(text, keepDisfluent)), keepDisfluent));
  }

  /** The words of a text between white space. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    for (String word : SPACE.split(text, -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String letters(String text, boolean keepDisfluent) {
    String s = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    s = s.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"');
    s = DASHES.matcher(s.replace('`', '\'')).replaceAll(" ").replace('…', ' ');
    s = SOUNDS.matcher(s).replaceAll(" ");
    for (Ending sign : FRACTIONS) {
      s = sign.pattern().matcher(s).replaceAll(sign.text());
    }
    s = MONEY.matcher(s).replaceAll(PlainWords::money);
    s = THOUSANDS.matcher(s).replaceAll("");
    s = PERCENT.matcher(s).replaceAll("$1 percent").replace("%", " percent ");
    s = s.replace("&", " and ").replace("+", " plus ").replace("@", " at ").replace("*", " star ");
    s = LEADING_POINT.matcher(s).replaceAll("0.$1");
    s = FULL_HOUR.matcher(s).replaceAll("$1");
    s = DOTTED.matcher(s).replaceAll(match -> match.group(1).replace(".", "") + " ");
    s =
        keepDisfluent
            ? CUT_OFF_KEPT.matcher(s).replaceAll("~")
            : CUT_OFF.matcher(s).replaceAll(" ");
    s =
        CONTRACTION
            .matcher(s)
            .replaceAll(match -> Objects.requireNonNull(CONTRACTIONS.get(match.group(1))));
    for (Ending ending : ENDINGS) {
      s = ending.pattern().matcher(s).replaceAll(ending.text());
    }
    s = INNER_DOT.matcher(s).replaceAll(" dot ");
    s = OTHER_DOT.matcher(s).replaceAll(" ").replace("'", "");
    return NO_WORD.matcher(s).replaceAll(" ").replace('_', ' ');
  }

  private static String money(MatchResult match) {
    String scale = match.group(3) == null ? "" : match.group(3).strip();
    String words =
        " "
            + match.group(2)
            + " "
            + SHORT_SCALES.getOrDefault(scale, scale)
            + " "
            + CURRENCIES.get(match.group(1))
            + " ";
    return Matcher.quoteReplacement(words);
  }

  private static List<String> numbers(List<String> words, boolean keepDisfluent) {
    List<String> out = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!keepDisfluent && FILLERS.contains(word)) {
        continue;
      }
      SpokenNumber.Read number = SpokenNumber.mayStart(word) ? SpokenNumber.at(words, i) : null;
      if (number != null) {
        out.add(number.text());
        i = number.end() - 1;
      } else {
        out.add(word);
      }
    }
    return out;
  }

  /** What numbers make with the words around them: "56 cents", "2.5 million", "3 and a half". */
  private static List<String> joined(List<String> words) {
    List<String> out = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); ) {
      int next = join(words, i, out);
      if (next == i) {
        out.add(words.get(i).equals("dollar") ? "dollars" : words.get(i));
        next = i + 1;
      }
      i = next;
    }
    return out;
  }

  private static int join(List<String> words, int i, List<String> out) {
    String word = words.get(i);
    String last = out.isEmpty() ? "" : out.getLast();
    boolean number = SpokenNumber.DIGITS.matcher(last).matches();
    if (word.equals("point")
        && i + 2 < words.size()
        && words.get(i + 1).chars().allMatch(Character::isDigit)
        && Set.of("percent", "million", "billion").contains(words.get(i + 2))
        && !number) {
      out.add("0." + words.get(i + 1));
      return i + 2;
    }
    if ((word.equals("cents") || word.equals("cent")) && number) {
      out.set(out.size() - 1, SpokenNumber.written(Double.parseDouble(last) / 100));
      out.add("dollars");
      return i + 1;
    }
    if (word.equals("and")) {
      return joinAnd(words, i, out, last);
    }
    if (LARGE.contains(word) && FRACTION.matcher(last).matches()) {
      double value = Double.parseDouble(last) * Long.parseLong(word);
      out.set(out.size() - 1, SpokenNumber.written(value));
      return i + 1;
    }
    return i;
  }

  private static int joinAnd(List<String> words, int i, List<String> out, String last) {
    boolean half =
        i + 2 < words.size() && words.get(i + 1).equals("a") && words.get(i + 2).equals("half");
    if (half && WHOLE.matcher(last).matches()) {
      double value = Double.parseDouble(last) + 0.5;
      int next = i + 3;
      if (next < words.size() && LARGE.contains(words.get(next))) {
        value *= Long.parseLong(words.get(next));
        next++;
      }
      out.set(out.size() - 1, SpokenNumber.written(value));
      return next;
    }
    if (last.equals("2000")
        && i + 1 < words.size()
        && ONE_OR_TWO.matcher(words.get(i + 1)).matches()) {
      out.set(out.size() - 1, Integer.toString(2000 + Integer.parseInt(words.get(i + 1))));
      return i + 2;
    }
    return i;
  }
}
