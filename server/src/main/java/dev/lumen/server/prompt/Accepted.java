package dev.lumen.server.prompt;

import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a model's advice once it meets the turn as it stands now: an edit whose place was
 * changed while the model was thinking is dropped.
 *
 * @param reading how the turn reads with the edits that are left
 * @param corrections those edits
 * @param edits all edits of the model, for inspection
 * @param outcome how the question ended
 */
record Accepted(
    Reading reading, List<CorrectionView> corrections, List<Usage.Edit> edits, Outcome outcome) {
  private static final String REASON = "A language model reads it so";

  static Accepted of(Reading reading, Consultation.Advice advice) {
    List<CorrectionView> all = new ArrayList<>(reading.corrections());
    List<CorrectionView> made = new ArrayList<>();
    List<Usage.Edit> edits = new ArrayList<>();
    for (Judge.Ruling ruling : advice.rulings()) {
      List<CorrectionView> there =
          reading.corrections().stream()
              .filter(it -> it.position().overlaps(ruling.raw()))
              .toList();
      if (!ruling.kept()) {
        edits.add(edit(reading.rawText(), ruling, ruling.refusal()));
      } else if (!there.equals(ruling.over())) {
        edits.add(edit(reading.rawText(), ruling, Refusal.OVERTAKEN));
      } else {
        all.removeAll(there);
        CorrectionView correction = correction(reading.rawText(), ruling, advice);
        all.add(correction);
        made.add(correction);
        edits.add(edit(reading.rawText(), ruling, null));
      }
    }
    Outcome outcome =
        advice.outcome() == Outcome.KEPT && made.isEmpty() ? Outcome.OVERTAKEN : advice.outcome();
    return new Accepted(reading.with(all), made, edits, outcome);
  }

  /** Whether anything is to be stored on the turn. */
  boolean change() {
    return !corrections.isEmpty();
  }

  private static CorrectionView correction(
      String raw, Judge.Ruling ruling, Consultation.Advice advice) {
    ModelAnswer answer = advice.answer();
    String reason =
        answer == null
            ? REASON
            : answer.reason(ruling.text()).map(it -> "Language model: " + it).orElse(REASON);
    return CorrectionView.byModel(
        raw.substring(ruling.raw().start(), ruling.raw().end()),
        ruling.text(),
        Objects.requireNonNull(ruling.confidence()),
        reason,
        ruling.raw(),
        ruling.known());
  }

  private static Usage.Edit edit(String raw, Judge.Ruling ruling, @Nullable Refusal why) {
    return new Usage.Edit(
        raw.substring(ruling.raw().start(), ruling.raw().end()),
        ruling.text(),
        ruling.raw().start(),
        ruling.raw().end(),
        why == null ? Objects.requireNonNull(ruling.confidence()).name() : null,
        why == null ? null : why.wireName());
  }
}
