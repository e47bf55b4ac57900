package dev.lumen.cli.eval;

import dev.lumen.cleaner.Correction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Judges edits one by one: each is put into the raw turn alone, and fewer errors than before make
 * it right, more make it false.
 */
final class EditJudge {
  private final List<String> reference;
  private final boolean[] optional;
  private final List<String> raw;
  private final int errors;
  private final Counts counts;
  private final BiConsumer<String, String> failures;

  EditJudge(
      List<String> reference,
      List<String> raw,
      int errors,
      Counts counts,
      BiConsumer<String, String> failures) {
    this.reference = reference;
    this.optional = Alignment.optional(reference);
    this.raw = raw;
    this.errors = errors;
    this.counts = counts;
    this.failures = failures;
  }

  /** Where one list of words became another: words [from, to) are [start, end) of the other. */
  record Block(int from, int to, int start, int end) {}

  /** The edits that turn one list into another; words replaced side by side count one by one. */
  static List<Block> blocks(List<String> before, List<String> after) {
    List<Block> blocks = new ArrayList<>();
    int i = 0;
    int j = 0;
    int from = -1;
    int start = 0;
    for (Alignment.Step step : Alignment.of(before, after, null)) {
      if (step.kind() == Alignment.Kind.SAME) {
        if (from >= 0) {
          add(new Block(from, i, start, j), blocks);
        }
        from = -1;
        i = step.ref() + 1;
        j = step.hyp() + 1;
      } else {
        if (from < 0) {
          from = i;
          start = j;
        }
        i = step.ref() >= 0 ? step.ref() + 1 : i;
        j = step.hyp() >= 0 ? step.hyp() + 1 : j;
      }
    }
    if (from >= 0) {
      add(new Block(from, i, start, j), blocks);
    }
    return blocks;
  }

  private static void add(Block block, List<Block> blocks) {
    int length = block.to() - block.from();
    if (length == block.end() - block.start()) {
      for (int k = 0; k < length; k++) {
        blocks.add(
            new Block(
                block.from() + k, block.from() + k + 1, block.start() + k, block.start() + k + 1));
      }
    } else {
      blocks.add(block);
    }
  }

  /** Judges what the cleaned text does to the words. */
  void judge(List<String> cleaned) {
    for (Block block : blocks(raw, cleaned)) {
      List<String> put = cleaned.subList(block.start(), block.end());
      int change =
          Alignment.errors(reference, replaced(block.from(), block.to(), put), optional) - errors;
      if (change < 0) {
        counts.add("edit_good", 1);
        counts.add("words_fixed", -change);
      } else if (change > 0) {
        counts.add("edit_bad", 1);
        counts.add("words_damaged", change);
        failures.accept(
            "false correction",
            String.join(" ", raw.subList(block.from(), block.to()))
                + " → "
                + String.join(" ", put));
      } else {
        counts.add("edit_neutral", 1);
        counts.add("edit_neutral_deletions", put.isEmpty() ? 1 : 0);
      }
    }
  }

  private List<String> replaced(int from, int to, List<String> put) {
    List<String> words = new ArrayList<>(raw.subList(0, from));
    words.addAll(put);
    words.addAll(raw.subList(to, raw.size()));
    return words;
  }

  /** Judges each correction by its confidence. */
  void calibrate(String rawText, List<Correction> corrections) {
    for (Correction correction : corrections) {
      counts.note(
          "conf_%s_%s".formatted(correction.confidence(), verdict(rawText, correction)), true);
    }
  }

  private String verdict(String rawText, Correction correction) {
    List<String> old = PlainWords.of(correction.original());
    List<String> now = PlainWords.of(correction.corrected());
    if (old.equals(now)) {
      return "format";
    }
    int near = PlainWords.of(rawText.substring(0, correction.position().start())).size();
    int at = old.isEmpty() ? -1 : nearest(old, near);
    if (at < 0) {
      return "unlocated";
    }
    List<String> alone = Alignment.cutLike(reference, replaced(at, at + old.size(), now));
    int change = Alignment.errors(reference, alone, optional) - errors;
    if (change == 0 && isPartOf(now, old)) {
      return "format"; // a repeat or "you know" left out costs nothing and gains nothing
    }
    if (change > 0) {
      failures.accept(
          "wrong at " + correction.confidence() + " by " + correction.rule(),
          correction.original() + " → " + correction.corrected());
    }
    return change < 0 ? "good" : change > 0 ? "bad" : "neutral";
  }

  private int nearest(List<String> sought, int near) {
    int best = -1;
    for (int i = 0; i + sought.size() <= raw.size(); i++) {
      boolean closer = best < 0 || Math.abs(i - near) < Math.abs(best - near);
      if (closer && raw.subList(i, i + sought.size()).equals(sought)) {
        best = i;
      }
    }
    return best;
  }

  private static boolean isPartOf(List<String> part, List<String> all) {
    int next = 0;
    for (String word : all) {
      if (next < part.size() && part.get(next).equals(word)) {
        next++;
      }
    }
    return next == part.size();
  }
}
