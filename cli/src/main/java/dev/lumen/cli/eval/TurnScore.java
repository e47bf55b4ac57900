package dev.lumen.cli.eval;

import dev.lumen.cleaner.Correction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Counts for one turn what its set measures. */
final class TurnScore {
  private static final Pattern FINAL_STOPS = Pattern.compile("[.?!]+$");
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern THOUSANDS =
      Pattern.compile("(?<=\\d),(?=\\d{3}\\b)", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Set<String> DISCOURSE =
      Set.of(
          "like",
          "so",
          "well",
          "you",
          "know",
          "mean",
          "i",
          "kind",
          "sort",
          "of",
          "right",
          "ok",
          "just",
          "actually",
          "basically",
          "yeah",
          "and",
          "but");
  private static final Set<String> SPECIAL = Set.of("PERSON", "ORG", "PRODUCT");
  private static final int REPEAT_REACH = 6;

  private final SetKind kind;
  private final EvalRow row;
  private final String raw;
  private final String reference;
  private final String cleaned;
  private final Counts counts = new Counts();
  private final BiConsumer<String, String> failures;

  private TurnScore(
      SetKind kind, EvalRow row, String cleaned, BiConsumer<String, String> failures) {
    this.kind = kind;
    this.row = row;
    this.raw = row.said().rawText();
    this.reference = row.expected().reference();
    this.cleaned = cleaned;
    this.failures = failures;
  }

  /**
   * The counts of a turn; none for one that does not count.
   *
   * @param names the words of the names of its call
   * @param failures told of what is wrong: its kind and the place
   */
  static Counts of(
      SetKind kind,
      EvalRow row,
      Output output,
      Set<String> names,
      BiConsumer<String, String> failures) {
    TurnScore score = new TurnScore(kind, row, output.cleanedText(), failures);
    if (row.expected().scored()) {
      score.run(output.corrections(), names);
    }
    return score.counts;
  }

  /** What a cleaner made of a turn. */
  record Output(String cleanedText, List<Correction> corrections) {}

  private void run(List<Correction> corrections, Set<String> names) {
    counts.add("turns", 1);
    counts.add("changed_turns", cleaned.equals(raw) ? 0 : 1);
    switch (kind) {
      case ITN_NEMO -> spokenForm();
      case DISFLUENCY -> deletions();
      case ITN_BUSINESS -> {
        numbers();
        words(corrections, names);
      }
      case ASR_CORRECTION, CONFUSABLE, DO_NO_HARM, PUNCT_CASE -> words(corrections, names);
    }
  }

  private void spokenForm() {
    counts.add("itn_n", 1);
    boolean exact = cleaned.strip().equals(reference.strip());
    counts.add("itn_exact", exact ? 1 : 0);
    counts.add("itn_lenient", lenient(cleaned).equals(lenient(reference)) ? 1 : 0);
    if (!exact) {
      failures.accept(row.expected().group(), cleaned + " instead of " + reference);
    }
  }

  private static String lenient(String text) {
    String plain = FINAL_STOPS.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return THOUSANDS.matcher(SPACES.matcher(plain).replaceAll(" ")).replaceAll("");
  }

  private void numbers() {
    WrittenNumbers have = WrittenNumbers.of(cleaned);
    WrittenNumbers had = WrittenNumbers.of(raw);
    for (EvalRow.Target target : row.expected().targets()) {
      boolean found = have.take(target.text());
      counts.add("num_n", 1);
      counts.add("num_ok", found ? 1 : 0);
      counts.add("num_" + target.type() + "_n", 1);
      counts.add("num_" + target.type() + "_ok", found ? 1 : 0);
      counts.add("num_ok_before", had.take(target.text()) ? 1 : 0);
      if (!found) {
        failures.accept("number " + target.type(), "no " + target.text() + " in: " + cleaned);
      }
    }
    WrittenNumbers written = WrittenNumbers.of(cleaned);
    counts.add("num_written", written.size());
    counts.add("num_written_ok", written.in(WrittenNumbers.of(reference)));
  }

  private void deletions() {
    List<String> said = PlainWords.of(raw, true);
    List<String> kept = PlainWords.of(cleaned, true);
    Set<Integer> gold = missing(Alignment.of(said, PlainWords.of(reference, true), null));
    List<Alignment.Step> steps = Alignment.of(said, kept, null);
    Set<Integer> gone = missing(steps);
    counts.add("dis_raw_words", said.size());
    for (int index : gone) {
      counts.add(gold.contains(index) ? "dis_tp" : "dis_fp", 1);
      if (!gold.contains(index)) {
        failures.accept("wrongly left out", said.get(index) + " in: " + raw);
      }
    }
    for (int index : gold) {
      counts.add("dis_fn", gone.contains(index) ? 0 : 1);
      String type = disfluency(said, index, gold);
      counts.add("dis_" + type + "_n", 1);
      counts.add("dis_" + type + "_tp", gone.contains(index) ? 1 : 0);
    }
    counts.add(
        "dis_changed_words",
        steps.stream()
            .filter(it -> it.kind() == Alignment.Kind.OTHER || it.kind() == Alignment.Kind.EXTRA)
            .count());
  }

  private static Set<Integer> missing(List<Alignment.Step> steps) {
    Set<Integer> missing = new HashSet<>();
    for (Alignment.Step step : steps) {
      if (step.kind() == Alignment.Kind.MISSING) {
        missing.add(step.ref());
      }
    }
    return missing;
  }

  private static String disfluency(List<String> words, int index, Set<Integer> gold) {
    String word = words.get(index);
    String bare = word.replaceAll("^~+|~+$", "");
    if (PlainWords.FILLERS.contains(bare)) {
      return "filler";
    }
    if (word.endsWith("~")) {
      return "cutoff";
    }
    for (int i = index + 1; i < Math.min(words.size(), index + REPEAT_REACH); i++) {
      if (words.get(i).equals(word) && !gold.contains(i)) {
        return "repeat";
      }
    }
    return DISCOURSE.contains(bare) ? "discourse" : "other";
  }

  private void words(List<Correction> corrections, Set<String> names) {
    List<String> ref = PlainWords.of(reference);
    boolean[] optional = Alignment.optional(ref);
    List<String> rawWords = Alignment.cutLike(ref, PlainWords.of(raw));
    List<String> outWords =
        cleaned.equals(raw) ? rawWords : Alignment.cutLike(ref, PlainWords.of(cleaned));
    List<Alignment.Step> before = Alignment.of(ref, rawWords, optional);
    List<Alignment.Step> after =
        outWords.equals(rawWords) ? before : Alignment.of(ref, outWords, optional);
    int errorsBefore = errors(before);
    counts.add("ref_words", ref.size() - count(optional));
    counts.add("raw_words", rawWords.size());
    counts.add("err_before", errorsBefore);
    counts.add("err_after", errors(after));
    if (kind == SetKind.ASR_CORRECTION) {
      boolean[] none = new boolean[ref.size()];
      counts.add("strict_ref_words", ref.size());
      counts.add("strict_before", Alignment.errors(ref, rawWords, none));
      counts.add("strict_after", Alignment.errors(ref, outWords, none));
    }
    EditJudge judge = new EditJudge(ref, rawWords, errorsBefore, counts, failures);
    if (!outWords.equals(rawWords)) {
      judge.judge(outWords);
    }
    judge.calibrate(raw, corrections);
    if (kind.hasNames()) {
      names(ref, before, rawWords, names, "before");
      names(ref, after, outWords, names, "after");
    }
    if (kind.hasMarks()) {
      counts.addAll("b_", Marks.of(reference, raw));
      counts.addAll("a_", Marks.of(reference, cleaned));
    }
    if (kind == SetKind.ASR_CORRECTION) {
      surfaces();
    }
    if (kind == SetKind.CONFUSABLE) {
      targets(rawWords, outWords);
    }
  }

  private static int errors(List<Alignment.Step> steps) {
    return (int) steps.stream().filter(step -> step.kind().isError()).count();
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private void names(
      List<String> ref,
      List<Alignment.Step> steps,
      List<String> words,
      Set<String> names,
      String when) {
    Set<Integer> right = new HashSet<>();
    for (Alignment.Step step : steps) {
      boolean same = step.kind() == Alignment.Kind.SAME;
      if (same) {
        right.add(step.ref());
      }
      if (step.hyp() >= 0 && names.contains(words.get(step.hyp()))) {
        counts.add("entp_n_" + when, 1);
        counts.add("entp_ok_" + when, same ? 1 : 0);
      }
    }
    int from = 0;
    for (EvalRow.Entity entity : row.expected().entities()) {
      for (String word : entity.key()) {
        int at = ref.subList(from, ref.size()).indexOf(word);
        if (at >= 0) {
          boolean found = right.contains(from + at);
          boolean known = entity.inContext().contains(word);
          name("", when, found);
          name(known ? "ctx_" : "noctx_", when, found);
          if (SPECIAL.contains(entity.type())) {
            name(entity.type() + "_", when, found);
          }
          from += at + 1;
        }
      }
    }
  }

  private void name(String group, String when, boolean found) {
    counts.add("ent_" + group + "n_" + when, 1);
    counts.add("ent_" + group + "ok_" + when, found ? 1 : 0);
  }

  private void surfaces() {
    WrittenNumbers ref = WrittenNumbers.of(reference);
    WrittenNumbers before = WrittenNumbers.of(raw);
    WrittenNumbers after = WrittenNumbers.of(cleaned);
    counts.add("ns_hyp_before", before.size());
    counts.add("ns_ok_before", before.in(ref));
    counts.add("ns_hyp_after", after.size());
    counts.add("ns_ok_after", after.in(ref));
    counts.add("ns_ref", ref.size());
  }

  private void targets(List<String> before, List<String> after) {
    for (EvalRow.Target target : row.expected().targets()) {
      List<String> right = PlainWords.split(target.text());
      boolean fixed = occurrences(after, right) > occurrences(before, right);
      counts.add("conf_targets", 1);
      counts.add("conf_fixed", fixed ? 1 : 0);
      counts.note("cat_" + row.expected().group() + "_n", true);
      counts.note("cat_" + row.expected().group() + "_ok", fixed);
      if (!fixed) {
        failures.accept(row.expected().group(), "no " + target.text() + " in: " + cleaned);
      }
    }
  }

  private static int occurrences(List<String> words, List<String> sought) {
    int count = 0;
    List<List<String>> places = new ArrayList<>();
    for (int i = 0; i + sought.size() <= words.size(); i++) {
      places.add(words.subList(i, i + sought.size()));
    }
    count += Collections.frequency(places, sought);
    return count;
  }
}
