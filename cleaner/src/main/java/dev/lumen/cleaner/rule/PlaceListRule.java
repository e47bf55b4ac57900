package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.ProperNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Commas between places that are told in a row: "Boston Philadelphia and Washington". Two beside
 * each other may be one ("Paris Texas"), so three must be told, "and" or "or" before the last.
 */
final class PlaceListRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("punctuation.list", "Places in a row have commas between them");
  private static final Set<String> LAST = Set.of("and", "or");
  private static final int LONGEST = 4;
  private static final int LEAST = 3;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      List<Integer> ends = ends(passage, i);
      if (ends.isEmpty()) {
        continue;
      }
      int end = ends.getLast();
      boolean joint = passage.is(end, LAST) && endOfPlace(passage, end + 1) > 0;
      if (ends.size() + (joint ? 1 : 0) >= LEAST) {
        for (int place = 0; place + 1 < ends.size(); place++) {
          int last = ends.get(place) - 1;
          String marked = passage.at(last).text() + ",";
          proposals.replace(last, last + 1, marked, Confidence.MEDIUM);
        }
      }
      i = end - 1;
    }
  }

  /** Where each of the places ends that stand in a row without a mark. */
  private static List<Integer> ends(Passage passage, int from) {
    List<Integer> ends = new ArrayList<>();
    for (int end = endOfPlace(passage, from); end > 0; end = endOfPlace(passage, end)) {
      ends.add(end);
    }
    return ends;
  }

  /** Behind the longest place that starts at a word; 0 for none. */
  private static int endOfPlace(Passage passage, int from) {
    for (int to = Math.min(passage.size(), from + LONGEST); to > from; to--) {
      if (passage.at(from).isWord() && ProperNames.places().contains(passage.key(from, to))) {
        return to;
      }
    }
    return 0;
  }
}
