package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.util.List;

/** The place that words leave behind when they go, with the one blank that nobody needs then. */
final class Gap {
  private static final String CLOSING = ",.;:!?…)]}»”";

  private Gap() {}

  /**
   * The place of a correction whose words go; wider by a blank, where that is free and one more.
   */
  static CorrectionView.Position of(Reading before, CorrectionView correction) {
    String raw = before.rawText();
    CorrectionView.Position place = correction.position();
    boolean first = place.start() == 0;
    boolean blankAhead = !first && raw.charAt(place.start() - 1) == ' ';
    boolean last = place.end() == raw.length();
    boolean blankBehind = !last && raw.charAt(place.end()) == ' ';
    boolean closed = last || blankBehind || CLOSING.indexOf(raw.charAt(place.end())) >= 0;
    List<CorrectionView.Position> wider =
        List.of(
            blankAhead && closed
                ? new CorrectionView.Position(place.start() - 1, place.end())
                : place,
            blankBehind && (first || blankAhead)
                ? new CorrectionView.Position(place.start(), place.end() + 1)
                : place);
    return wider.stream()
        .filter(it -> !it.equals(place))
        .filter(it -> before.corrections().stream().noneMatch(o -> isInTheWay(o, correction, it)))
        .findFirst()
        .orElse(place);
  }

  private static boolean isInTheWay(
      CorrectionView other, CorrectionView correction, CorrectionView.Position wider) {
    return !other.equals(correction) && other.position().overlaps(wider);
  }
}
