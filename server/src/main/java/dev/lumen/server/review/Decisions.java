package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What decisions make of a reading. Pure: no I/O, the same answer for the same question. */
public final class Decisions {
  private Decisions() {}

  /** Decides every correction that is chosen; those that stay as they are count for nothing. */
  public static Outcome decide(
      Reading before, Predicate<CorrectionView> chosen, Verdict verdict, Instant at) {
    List<CorrectionView> all = new ArrayList<>();
    List<CorrectionView> decided = new ArrayList<>();
    for (CorrectionView correction : before.corrections()) {
      List<CorrectionView> after =
          chosen.test(correction) ? decided(correction, verdict, at) : List.of(correction);
      all.addAll(after);
      if (!isSame(correction, after)) {
        decided.addAll(after);
      }
    }
    return new Outcome(before.with(all), decided);
  }

  /** Whether only the time of the decision would be another. */
  private static boolean isSame(CorrectionView before, List<CorrectionView> after) {
    return after.size() == 1
        && after.getFirst().state() == before.state()
        && after.getFirst().corrected().equals(before.corrected())
        && after.getFirst().id().equals(before.id());
  }

  private static List<CorrectionView> decided(
      CorrectionView correction, Verdict verdict, Instant at) {
    boolean byPerson = correction.rule().equals(CorrectionView.BY_PERSON);
    return switch (verdict.decision()) {
      case ACCEPT ->
          List.of(
              byPerson
                  ? correction
                  : correction.decided(CorrectionState.ACCEPTED, correction.suggested(), at));
      case REJECT ->
          byPerson
              ? replaced(correction)
              : List.of(correction.decided(CorrectionState.REJECTED, correction.suggested(), at));
      case UNDO -> byPerson ? replaced(correction) : List.of(correction.undecided());
      case MODIFY ->
          List.of(modified(correction, Objects.requireNonNullElse(verdict.corrected(), ""), at));
    };
  }

  /** What stood there before a person wrote over it. */
  private static List<CorrectionView> replaced(CorrectionView correction) {
    CorrectionView.Decision decision = correction.decision();
    return decision == null ? List.of() : decision.replaces();
  }

  private static CorrectionView modified(CorrectionView correction, String text, Instant at) {
    if (text.equals(correction.original())) {
      return correction.decided(CorrectionState.REJECTED, correction.suggested(), at);
    }
    return text.equals(correction.suggested())
        ? correction.decided(CorrectionState.ACCEPTED, text, at)
        : correction.decided(CorrectionState.MODIFIED, text, at);
  }
}
