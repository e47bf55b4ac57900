package dev.lumen.server.turn;

import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.RawSpans;
import dev.lumen.cleaner.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another wording of a cleaned text changes, as places of the raw text. A change that touches
 * a correction takes it as a whole.
 */
public final class Rewriting {
  private final String cleaned;
  private final List<Correction> plain;
  private final List<Placed> placed = new ArrayList<>();

  private Rewriting(Reading before) {
    this.cleaned = before.cleanedText();
    this.plain = before.plain();
    int shift = 0; // raw offset minus cleaned offset
    for (Correction correction : plain) {
      int from = correction.position().start() - shift;
      String text = correction.applied() ? correction.corrected() : correction.original();
      placed.add(new Placed(correction, from, from + text.length()));
      shift += correction.position().length() - text.length();
    }
  }

  /** A correction and where its text stands in the cleaned text. */
  private record Placed(Correction correction, int start, int end) {
    boolean meets(int from, int to) {
      return start < to && from < end;
    }
  }

  /**
   * A stretch that reads differently.
   *
   * @param raw its place in the raw text; empty where a correction had made all of it, or where it
   *     comes to one of the text's ends
   * @param before how it read
   * @param text how it is to read
   * @param insertions the empty places in it where a correction had put words; those at its ends
   *     could not be told by their positions
   */
  public record Stretch(
      CorrectionView.Position raw,
      String before,
      String text,
      List<CorrectionView.Position> insertions) {
    public Stretch {
      insertions = List.copyOf(insertions);
    }

    /** Whether a correction of the raw text stands in it, wholly or in part. */
    public boolean takes(CorrectionView correction) {
      return correction.position().overlaps(raw)
          || correction.position().equals(raw)
          || insertions.contains(correction.position());
    }
  }

  /** The stretches in which a text differs from how a turn reads, in order. */
  public static List<Stretch> of(Reading before, String text) {
    Rewriting rewriting = new Rewriting(before);
    return rewriting.whole(WordDiff.between(rewriting.cleaned, text));
  }

  /**
   * As above; where words came or went beside a correction, that is left out of it, for nobody has
   * said anything about it. What a person wrote takes them in.
   */
  public static List<Stretch> sparing(Reading before, String text) {
    Rewriting rewriting = new Rewriting(before);
    return rewriting.whole(WordDiff.between(rewriting.cleaned, text, rewriting::isCorrected));
  }

  private boolean isCorrected(int start, int end) {
    return placed.stream()
        .anyMatch(
            it -> it.meets(start, end) && !it.correction().rule().equals(CorrectionView.BY_PERSON));
  }

  private List<Stretch> whole(List<WordDiff.Change> changes) {
    List<Stretch> stretches = new ArrayList<>();
    WordDiff.@Nullable Change open = null;
    for (WordDiff.Change change : changes) {
      WordDiff.Change widened = widened(change);
      if (open != null && widened.start() < open.end()) {
        String between = cleaned.substring(open.end(), Math.max(open.end(), change.start()));
        open =
            widened(
                new WordDiff.Change(
                    open.start(),
                    Math.max(open.end(), change.end()),
                    open.text() + between + change.text()));
        stretches.removeLast();
      } else {
        open = widened;
      }
      stretches.add(stretch(open));
    }
    return stretches;
  }

  private Stretch stretch(WordDiff.Change change) {
    Span raw = RawSpans.of(plain, change.start(), change.end());
    return new Stretch(
        new CorrectionView.Position(raw.start(), raw.end()),
        cleaned.substring(change.start(), change.end()),
        change.text(),
        placed.stream()
            .filter(it -> it.correction().applied() && it.meets(change.start(), change.end()))
            .map(it -> it.correction().position())
            .filter(it -> it.length() == 0)
            .map(it -> new CorrectionView.Position(it.start(), it.end()))
            .toList());
  }

  private WordDiff.Change widened(WordDiff.Change change) {
    int start = change.start();
    int end = change.end();
    for (Placed one : placed) {
      if (one.correction().applied() && one.meets(change.start(), change.end())) {
        start = Math.min(start, one.start());
        end = Math.max(end, one.end());
      }
    }
    return new WordDiff.Change(
        start,
        end,
        cleaned.substring(start, change.start())
            + change.text()
            + cleaned.substring(change.end(), end));
  }
}
