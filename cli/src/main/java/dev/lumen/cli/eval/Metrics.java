package dev.lumen.cli.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From counts to figures. A figure that cannot be told is absent. */
final class Metrics {
  private static final List<String> SOLVABLE =
      List.of("name_in_context", "name_heard_before", "business_term");

  private final Counts counts;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private Metrics(Counts counts) {
    this.counts = counts;
  }

  /** The figures of a set or of a part of it, in the order in which they are shown. */
  static Map<String, Double> of(SetKind kind, Counts counts) {
    Metrics metrics = new Metrics(counts);
    metrics.put("turns", (double) counts.get("turns"));
    switch (kind) {
      case ITN_NEMO -> {
        metrics.ratio("itn_exact", "itn_exact", "itn_n");
        metrics.ratio("itn_lenient", "itn_lenient", "itn_n");
      }
      case DISFLUENCY -> metrics.deletions();
      case ITN_BUSINESS -> {
        metrics.numbers();
        metrics.words();
      }
      case ASR_CORRECTION -> {
        metrics.strict();
        metrics.words();
      }
      case DO_NO_HARM, PUNCT_CASE -> metrics.words();
      case CONFUSABLE -> {
        metrics.words();
        metrics.targets();
      }
    }
    return metrics.figures;
  }

  private void put(String name, @Nullable Double figure) {
    if (figure != null) {
      figures.put(name, figure);
    }
  }

  private long n(String name) {
    return counts.get(name);
  }

  private void ratio(String name, String part, String whole) {
    put(name, Counts.ratio(n(part), n(whole)));
  }

  private void numbers() {
    ratio("number_exact", "num_ok", "num_n");
    ratio("number_exact_before", "num_ok_before", "num_n");
    ratio("number_precision", "num_written_ok", "num_written");
    for (String type : counts.between("num_", "_n")) {
      ratio("number_exact_" + type, "num_" + type + "_ok", "num_" + type + "_n");
    }
  }

  private void deletions() {
    put("deletion_precision", Counts.ratio(n("dis_tp"), n("dis_tp") + n("dis_fp")));
    put("deletion_recall", Counts.ratio(n("dis_tp"), n("dis_tp") + n("dis_fn")));
    put("deletion_f1", Counts.f1(n("dis_tp"), n("dis_fp"), n("dis_fn")));
    perThousand("wrong_deletions_per_1000_words", "dis_fp", "dis_raw_words");
    perThousand("other_changes_per_1000_words", "dis_changed_words", "dis_raw_words");
    for (String type : List.of("filler", "cutoff", "repeat", "discourse", "other")) {
      ratio("recall_" + type, "dis_" + type + "_tp", "dis_" + type + "_n");
    }
  }

  private void perThousand(String name, String part, String whole) {
    put(name, Counts.ratio(1000.0 * n(part), n(whole)));
  }

  private void strict() {
    ratio("wer_strict_before", "strict_before", "strict_ref_words");
    ratio("wer_strict_after", "strict_after", "strict_ref_words");
  }

  private void words() {
    ratio("wer_before", "err_before", "ref_words");
    ratio("wer_after", "err_after", "ref_words");
    put("wer_relative_reduction", Counts.ratio(n("err_before") - n("err_after"), n("err_before")));
    long good = n("edit_good");
    long bad = n("edit_bad");
    long neutral = n("edit_neutral");
    put("edits", (double) (good + bad + neutral));
    put("correction_precision", Counts.ratio(good, good + bad));
    put(
        "correction_precision_strict",
        Counts.ratio(good, good + bad + neutral - n("edit_neutral_deletions")));
    ratio("correction_recall", "words_fixed", "err_before");
    perThousand("false_corrections_per_1000_words", "edit_bad", "raw_words");
    perThousand("words_damaged_per_1000_words", "words_damaged", "raw_words");
    names();
    calibration();
    marks("before", "b_");
    marks("after", "a_");
    if (n("ns_ref") > 0) {
      for (String when : List.of("before", "after")) {
        put(
            "number_surface_f1_" + when,
            Counts.ratio(2.0 * n("ns_ok_" + when), n("ns_hyp_" + when) + n("ns_ref")));
      }
    }
  }

  private void names() {
    if (n("ent_n_before") == 0) {
      return;
    }
    for (String group : List.of("", "ctx_", "noctx_", "PERSON_", "ORG_", "PRODUCT_")) {
      for (String when : List.of("before", "after")) {
        ratio(
            "entity_recall_" + group + when,
            "ent_" + group + "ok_" + when,
            "ent_" + group + "n_" + when);
      }
    }
    ratio("entity_precision_before", "entp_ok_before", "entp_n_before");
    ratio("entity_precision_after", "entp_ok_after", "entp_n_after");
  }

  private void calibration() {
    for (String sure : List.of("HIGH", "MEDIUM", "LOW")) {
      String of = "conf_" + sure + "_";
      long good = n(of + "good");
      long bad = n(of + "bad");
      long all = good + bad + n(of + "neutral");
      if (all + n(of + "unlocated") > 0) {
        put("confidence_" + sure + "_n", (double) all);
        put("confidence_" + sure + "_precision", Counts.ratio(good, good + bad));
        put("confidence_" + sure + "_precision_strict", Counts.ratio(good, all));
        put("confidence_" + sure + "_unlocated", (double) n(of + "unlocated"));
        put("confidence_" + sure + "_format_only", (double) n(of + "format"));
      }
    }
  }

  private void marks(String when, String prefix) {
    if (n("b_pc_ref_words") == 0) {
      return;
    }
    for (String kind : Marks.KINDS) {
      put("punct_" + kind + "_f1_" + when, f1(prefix + "p_" + kind));
    }
    put("punct_micro_f1_" + when, micro(prefix + "p_"));
    put("punct_inner_micro_f1_" + when, micro(prefix + "pi_"));
    put("case_f1_" + when, f1(prefix + "case"));
    ratio("matched_words_" + when, prefix + "pc_matched", prefix + "pc_ref_words");
  }

  private @Nullable Double f1(String name) {
    return Counts.f1(n(name + "_tp"), n(name + "_fp"), n(name + "_fn"));
  }

  private @Nullable Double micro(String prefix) {
    long right = 0;
    long wrong = 0;
    long missed = 0;
    for (String kind : Marks.KINDS) {
      right += n(prefix + kind + "_tp");
      wrong += n(prefix + kind + "_fp");
      missed += n(prefix + kind + "_fn");
    }
    return Counts.f1(right, wrong, missed);
  }

  private void targets() {
    ratio("target_fixed", "conf_fixed", "conf_targets");
    long fixed = 0;
    long all = 0;
    for (String category : SOLVABLE) {
      fixed += n("cat_" + category + "_ok");
      all += n("cat_" + category + "_n");
    }
    put("target_fixed_solvable", Counts.ratio(fixed, all));
    for (String category : counts.between("cat_", "_n")) {
      ratio("target_fixed_" + category, "cat_" + category + "_ok", "cat_" + category + "_n");
    }
  }
}
