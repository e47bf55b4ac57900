package dev.lumen.cli.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The figures of a set.
 *
 * @param kind what it measures
 * @param slices figures by part: {@code all}, then each recogniser, class or source
 * @param failures what is wrong, by kind; the places are turns and words
 */
record SetScore(
    SetKind kind, Map<String, Map<String, Double>> slices, Map<String, List<String>> failures) {

  /** The figures of the whole set. */
  Map<String, Double> metrics() {
    return Objects.requireNonNull(slices.get("all"));
  }

  /** Scores the outputs of a cleaner, one a row. */
  static SetScore of(SetKind kind, List<EvalRow> rows, List<TurnScore.Output> outputs) {
    Map<String, Set<String>> names = names(rows);
    Map<String, List<String>> failures = new TreeMap<>();
    List<Counts> counts =
        IntStream.range(0, rows.size())
            .parallel()
            .mapToObj(
                i ->
                    TurnScore.of(
                        kind,
                        rows.get(i),
                        outputs.get(i),
                        Objects.requireNonNull(names.get(rows.get(i).origin().call())),
                        (what, where) -> note(failures, what, rows.get(i), where)))
            .toList();
    Map<String, Map<String, Double>> slices = new LinkedHashMap<>();
    slices(kind, rows)
        .forEach((name, part) -> slices.put(name, Metrics.of(kind, sum(rows, counts, part))));
    return new SetScore(kind, slices, failures);
  }

  private static void note(
      Map<String, List<String>> failures, String what, EvalRow row, String where) {
    synchronized (failures) {
      failures
          .computeIfAbsent(what, it -> new java.util.ArrayList<>())
          .add(row.origin().id() + ": " + where);
    }
  }

  private static Map<String, Set<String>> names(List<EvalRow> rows) {
    Map<String, Set<String>> names = new HashMap<>();
    for (EvalRow row : rows) {
      Set<String> ofCall = names.computeIfAbsent(row.origin().call(), it -> new HashSet<>());
      row.expected().entities().forEach(entity -> ofCall.addAll(entity.key()));
      ofCall.addAll(row.expected().contextKeys());
    }
    return names;
  }

  private static Map<String, Predicate<EvalRow>> slices(SetKind kind, List<EvalRow> rows) {
    Map<String, Predicate<EvalRow>> slices = new LinkedHashMap<>();
    slices.put("all", row -> true);
    boolean classes = kind == SetKind.ITN_NEMO;
    addSlices(slices, "", rows, row -> classes ? row.expected().group() : row.origin().asr(), 2);
    if (kind == SetKind.DISFLUENCY || kind == SetKind.DO_NO_HARM) {
      addSlices(slices, "src:", rows, row -> row.origin().call().split("-", -1)[0], 1);
    }
    return slices;
  }

  private static void addSlices(
      Map<String, Predicate<EvalRow>> slices,
      String prefix,
      List<EvalRow> rows,
      Function<EvalRow, String> value,
      int atLeast) {
    Set<String> values = new TreeSet<>();
    rows.forEach(row -> values.add(value.apply(row)));
    values.remove("");
    if (values.size() >= atLeast) {
      values.forEach(it -> slices.put(prefix + it, row -> value.apply(row).equals(it)));
    }
  }

  private static Counts sum(List<EvalRow> rows, List<Counts> counts, Predicate<EvalRow> part) {
    Counts sum = new Counts();
    for (int i = 0; i < rows.size(); i++) {
      if (part.test(rows.get(i))) {
        sum.addAll("", counts.get(i));
      }
    }
    return sum;
  }
}
