package dev.lumen.server.turn;

import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.RawSpans;
import dev.lumen.cleaner.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What another wording of a cleaned text changes, as places of the raw text. A change that touches
 * a correction takes it as a whole.
 */
public final class Rewriting {
  private final String cleaned;
  private final List<Correction> plain;

  private Rewriting(Reading before) {
    this.cleaned = before.cleanedText();
    this.plain = before.plain();
  }

  /**
   * A stretch that reads differently.
   *
   * @param raw its place in the raw text; empty where a correction had made all of it
   * @param before how it read
   * @param text how it is to read
   */
  public record Stretch(CorrectionView.Position raw, String before, String text) {}

  /** The stretches in which a text differs from how a turn reads, in order. */
  public static List<Stretch> of(Reading before, String text) {
    Rewriting rewriting = new Rewriting(before);
    return rewriting.whole(WordDiff.between(rewriting.cleaned, text));
  }

  private List<Stretch> whole(List<WordDiff.Change> changes) {
    List<Stretch> stretches = new ArrayList<>();
    WordDiff.Change open = null;
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
      Span raw = RawSpans.of(plain, open.start(), open.end());
      stretches.add(
          new Stretch(
              new CorrectionView.Position(raw.start(), raw.end()),
              cleaned.substring(open.start(), open.end()),
              open.text()));
    }
    return stretches;
  }

  private WordDiff.Change widened(WordDiff.Change change) {
    int start = change.start();
    int end = change.end();
    int shift = 0;
    for (Correction correction : plain) {
      if (!correction.applied()) {
        continue;
      }
      int from = correction.position().start() - shift;
      int to = from + correction.corrected().length();
      if (from < change.end() && change.start() < to) {
        start = Math.min(start, from);
        end = Math.max(end, to);
      }
      shift += correction.position().length() - correction.corrected().length();
    }
    return new WordDiff.Change(
        start,
        end,
        cleaned.substring(start, change.start())
            + change.text()
            + cleaned.substring(change.end(), end));
  }
}
