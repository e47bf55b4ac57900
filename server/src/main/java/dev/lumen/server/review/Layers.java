package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionView;
import java.util.ArrayList;
import java.util.List;

/** What stands where corrections and edits of people want the same place. */
final class Layers {
  private Layers() {}

  /**
   * The same corrections, none overlapping another: what an edit of a person covers is beneath it,
   * and comes back with the last edit that covers it.
   */
  static List<CorrectionView> settled(List<CorrectionView> all) {
    List<CorrectionView> settled = new ArrayList<>();
    List<CorrectionView> others = new ArrayList<>();
    all.forEach(it -> (it.isByPerson() ? settled : others).add(it));
    for (CorrectionView correction : others) {
      int over = covering(settled, correction);
      if (over < 0) {
        settled.add(correction);
      } else {
        settled.set(over, settled.get(over).over(List.of(correction)));
      }
    }
    return settled;
  }

  private static int covering(List<CorrectionView> settled, CorrectionView correction) {
    for (int i = 0; i < settled.size(); i++) {
      CorrectionView edit = settled.get(i);
      if (edit.isByPerson() && edit.position().overlaps(correction.position())) {
        return i;
      }
    }
    return -1;
  }
}
