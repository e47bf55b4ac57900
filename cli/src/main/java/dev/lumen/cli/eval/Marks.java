package dev.lumen.cli.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Punctuation and case on the words that a text and its reference share. */
final class Marks {
  static final List<String> KINDS = List.of("comma", "period", "question");

  private static final Map<Character, String> KIND_OF =
      Map.of(
          ',', "comma", ';', "comma", ':', "comma", '.', "period", '!', "period", '?', "question");
  private static final Pattern EDGES =
      Pattern.compile("^[^\\w$€£#@]+|[^\\w%]+$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TRAILING =
      Pattern.compile("[^\\w%]+$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private Marks() {}

  static Counts of(String reference, String text) {
    List<String> ref = PlainWords.split(reference);
    List<String> hyp = PlainWords.split(text);
    Counts counts = new Counts();
    counts.add("pc_ref_words", ref.size());
    for (Alignment.Step step : Alignment.of(bare(ref), bare(hyp), null)) {
      if (step.kind() == Alignment.Kind.SAME) {
        counts.add("pc_matched", 1);
        marks(ref.get(step.ref()), hyp.get(step.hyp()), step.ref() < ref.size() - 1, counts);
        letters(edge(ref.get(step.ref())), edge(hyp.get(step.hyp())), counts);
      }
    }
    return counts;
  }

  private static List<String> bare(List<String> words) {
    return words.stream().map(word -> edge(word).toLowerCase(Locale.ROOT)).toList();
  }

  private static String edge(String word) {
    return EDGES.matcher(word).replaceAll("");
  }

  private static String trailing(String word) {
    Matcher matcher = TRAILING.matcher(word);
    if (matcher.find()) {
      for (char character : matcher.group().toCharArray()) {
        String kind = KIND_OF.get(character);
        if (kind != null) {
          return kind;
        }
      }
    }
    return "";
  }

  private static void marks(String ref, String hyp, boolean inner, Counts counts) {
    String wanted = trailing(ref);
    String found = trailing(hyp);
    for (String kind : KINDS) {
      String result =
          wanted.equals(kind) && found.equals(kind)
              ? "_tp"
              : found.equals(kind) ? "_fp" : wanted.equals(kind) ? "_fn" : "";
      if (!result.isEmpty()) {
        counts.add("p_" + kind + result, 1);
        counts.add("pi_" + kind + result, inner ? 1 : 0);
      }
    }
  }

  private static void letters(String ref, String hyp, Counts counts) {
    boolean wanted = CAPITAL.matcher(ref).find();
    if (wanted && ref.equals(hyp)) {
      counts.add("case_tp", 1);
    } else if (!ref.equals(hyp)) {
      counts.add("case_fp", CAPITAL.matcher(hyp).find() ? 1 : 0);
      counts.add("case_fn", wanted ? 1 : 0);
    }
  }
}
