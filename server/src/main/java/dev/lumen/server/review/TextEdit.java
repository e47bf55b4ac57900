package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.Rewriting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a free edit of a cleaned text makes of a reading: a correction by a person for each stretch
 * that was changed, in the place of the corrections that stood there. Where the person wrote the
 * raw text again, those are rejected.
 */
final class TextEdit {
  private final Reading before;
  private final Instant at;

  private TextEdit(Reading before, Instant at) {
    this.before = before;
    this.at = at;
  }

  /** The reading after a person has written {@code text} over the cleaned text. */
  static Outcome of(Reading before, String text, Instant at) {
    String cleaned = before.cleanedText();
    if (cleaned.equals(text)) {
      return new Outcome(before, List.of());
    }
    TextEdit edit = new TextEdit(before, at);
    List<Rewriting.Stretch> written = Rewriting.of(before, text);
    if (written.stream().allMatch(it -> it.raw().end() > it.raw().start())) {
      Outcome outcome = edit.apply(written);
      if (outcome.reading().cleanedText().equals(text)) {
        return outcome;
      }
    }
    CorrectionView.Position all = new CorrectionView.Position(0, before.rawText().length());
    return edit.apply(List.of(new Rewriting.Stretch(all, cleaned, text)));
  }

  private Outcome apply(List<Rewriting.Stretch> written) {
    List<CorrectionView> all = new ArrayList<>(before.corrections());
    List<CorrectionView> decided = new ArrayList<>();
    for (Rewriting.Stretch stretch : written) {
      List<CorrectionView> over = takeOut(all, stretch.raw());
      List<CorrectionView> now = corrections(stretch, over);
      all.addAll(now);
      decided.addAll(now);
    }
    return new Outcome(before.with(all), decided);
  }

  private static List<CorrectionView> takeOut(
      List<CorrectionView> all, CorrectionView.Position place) {
    List<CorrectionView> over = new ArrayList<>();
    for (CorrectionView correction : List.copyOf(all)) {
      if (correction.position().overlaps(place)) {
        all.remove(correction);
        CorrectionView.Decision decision = correction.decision();
        boolean byPerson = correction.rule().equals(CorrectionView.BY_PERSON);
        over.addAll(byPerson && decision != null ? decision.replaces() : List.of(correction));
      }
    }
    return over;
  }

  private List<CorrectionView> corrections(Rewriting.Stretch stretch, List<CorrectionView> over) {
    String raw = before.rawText().substring(stretch.raw().start(), stretch.raw().end());
    if (raw.equals(stretch.text())) {
      return over.stream()
          .map(it -> it.decided(CorrectionState.REJECTED, it.suggested(), at))
          .toList();
    }
    return List.of(CorrectionView.byPerson(raw, stretch.text(), stretch.raw(), at, over));
  }
}
