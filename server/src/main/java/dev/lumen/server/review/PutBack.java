package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text that a person wrote is what the corrections of its place make of the raw text:
 * each as it was, as it was proposed, or not made. Then the person has decided about them, and has
 * written nothing of their own.
 */
final class PutBack {
  /** More than a person decides by typing; the search is as deep. */
  private static final int MOST = 500;

  private final String raw;
  private final List<CorrectionView> known;
  private final Region region;
  private final String wanted;
  private final Instant at;
  private final List<CorrectionView> found = new ArrayList<>();
  private final Set<List<Integer>> failed = new HashSet<>();

  private PutBack(String raw, Region region, String wanted, Instant at) {
    this.raw = raw;
    this.known =
        region.beneath().stream()
            .sorted(
                Comparator.comparingInt((CorrectionView it) -> it.position().start())
                    .thenComparingInt(it -> it.position().end()))
            .toList();
    this.region = region;
    this.wanted = wanted;
    this.at = at;
  }

  /**
   * The corrections that make a text of a region of the raw text.
   *
   * @param wanted how the region is to read
   * @return all that stand there from now on; empty where the text is the person's own
   */
  static Optional<List<CorrectionView>> of(String raw, Region region, String wanted, Instant at) {
    PutBack search = new PutBack(raw, region, wanted, at);
    return search.known.size() <= MOST && search.fits(0, region.place().start(), 0)
        ? Optional.of(search.found)
        : Optional.empty();
  }

  /** Whether the rest of the text is made by the corrections from a number on. */
  private boolean fits(int next, int rawAt, int textAt) {
    if (next == known.size()) {
      return raw.substring(rawAt, region.place().end()).equals(wanted.substring(textAt));
    }
    CorrectionView correction = known.get(next);
    int between = correction.position().start() - rawAt;
    List<Integer> here = List.of(next, textAt);
    if (between < 0
        || !wanted.regionMatches(textAt, raw, rawAt, between)
        || failed.contains(here)) {
      return false;
    }
    for (CorrectionView choice : choices(correction)) {
      String text = choice.reading();
      int from = textAt + between;
      found.add(choice);
      if (wanted.startsWith(text, from)
          && fits(next + 1, correction.position().end(), from + text.length())) {
        return true;
      }
      found.removeLast();
    }
    failed.add(here);
    return false;
  }

  private List<CorrectionView> choices(CorrectionView correction) {
    List<CorrectionView> choices = new ArrayList<>();
    if (region.stands(correction) || correction.isDecided()) {
      choices.add(correction);
    }
    choices.add(correction.decided(CorrectionState.ACCEPTED, correction.suggested(), at));
    choices.add(correction.decided(CorrectionState.REJECTED, correction.suggested(), at));
    return choices;
  }
}
