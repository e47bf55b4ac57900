package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.Rewriting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
          chosen.test(correction) ? decided(before, correction, verdict, at) : List.of(correction);
      all.addAll(after);
      if (!isSame(correction, after)) {
        decided.addAll(after);
      }
    }
    Reading after = before.with(Layers.settled(all));
    decided.retainAll(new HashSet<>(after.corrections()));
    return new Outcome(after, decided);
  }

  /** Whether only the time of the decision would be another. */
  private static boolean isSame(CorrectionView before, List<CorrectionView> after) {
    return after.size() == 1
        && after.getFirst().state() == before.state()
        && after.getFirst().corrected().equals(before.corrected())
        && after.getFirst().rule().equals(before.rule())
        && after.getFirst().id().equals(before.id());
  }

  private static List<CorrectionView> decided(
      Reading before, CorrectionView correction, Verdict verdict, Instant at) {
    if (correction.isByPerson()) {
      return switch (verdict.decision()) {
        case ACCEPT -> List.of(correction);
        case REJECT, UNDO -> correction.replaced();
        case MODIFY -> rewritten(before, correction, textOf(verdict), at);
      };
    }
    return switch (verdict.decision()) {
      case ACCEPT ->
          List.of(correction.decided(CorrectionState.ACCEPTED, correction.suggested(), at));
      case REJECT ->
          List.of(correction.decided(CorrectionState.REJECTED, correction.suggested(), at));
      case UNDO -> List.of(correction.undecided());
      case MODIFY -> List.of(modified(before, correction, textOf(verdict), at));
    };
  }

  private static String textOf(Verdict verdict) {
    return Objects.requireNonNullElse(verdict.corrected(), "");
  }

  private static CorrectionView modified(
      Reading before, CorrectionView correction, String text, Instant at) {
    if (text.equals(correction.original())) {
      return correction.decided(CorrectionState.REJECTED, correction.suggested(), at);
    }
    return text.equals(correction.suggested())
        ? correction.decided(CorrectionState.ACCEPTED, text, at)
        : other(before, correction, text, at);
  }

  /** With another text. Where there is none any more, one of the blanks around it goes as well. */
  private static CorrectionView other(
      Reading before, CorrectionView correction, String text, Instant at) {
    CorrectionView.Position place =
        text.isEmpty() ? Gap.of(before, correction) : correction.position();
    return place.equals(correction.position())
        ? correction.decided(CorrectionState.MODIFIED, text, at)
        : CorrectionView.byPerson(
            before.rawText().substring(place.start(), place.end()),
            text,
            place,
            at,
            correction.isByPerson() ? correction.replaced() : List.of(correction));
  }

  /** Another text where a person had written one: as if it had been written over that. */
  private static List<CorrectionView> rewritten(
      Reading before, CorrectionView edit, String text, Instant at) {
    if (text.equals(edit.corrected())) {
      return List.of(edit);
    }
    Rewriting.Stretch change =
        new Rewriting.Stretch(edit.position(), edit.corrected(), text, List.of());
    Region region = Region.of(before, List.of(change)).getFirst();
    boolean alone = region.standing().equals(List.of(edit));
    return (alone
            ? PutBack.of(before.rawText(), region, region.wanted(before.rawText()), at)
            : Optional.<List<CorrectionView>>empty())
        .orElseGet(() -> written(before, edit, text, at));
  }

  private static List<CorrectionView> written(
      Reading before, CorrectionView edit, String text, Instant at) {
    return text.equals(edit.original())
        ? edit.replaced().stream()
            .map(it -> it.decided(CorrectionState.REJECTED, it.suggested(), at))
            .toList()
        : List.of(other(before, edit, text, at));
  }
}
