package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.util.List;

/**
 * What a decision makes of a turn.
 *
 * @param reading how it reads from now on
 * @param decided the corrections that are decided differently now
 */
public record Outcome(Reading reading, List<CorrectionView> decided) {
  public Outcome {
    decided = List.copyOf(decided);
  }
}
