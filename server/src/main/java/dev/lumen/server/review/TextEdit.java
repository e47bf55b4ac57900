package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.Rewriting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a free edit of a cleaned text makes of a reading: a correction by a person for each stretch
 * that was changed, in the place of the corrections that stood there. Where the person wrote what
 * corrections propose, or the raw text again, those are accepted or rejected.
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
    List<Rewriting.Stretch> whole = List.of(edit.whole(cleaned, text));
    // Of words said twice the comparison of words may take the other ones.
    if (edit.known(Region.of(before, whole).getFirst()).isPresent()) {
      return edit.apply(whole);
    }
    if (!cleaned.isBlank() && !text.isBlank()) {
      Outcome outcome = edit.apply(Rewriting.sparing(before, text));
      if (outcome.reading().cleanedText().equals(text)) {
        return outcome;
      }
    }
    return edit.apply(whole);
  }

  private Rewriting.Stretch whole(String cleaned, String text) {
    return new Rewriting.Stretch(
        new CorrectionView.Position(0, before.rawText().length()),
        cleaned,
        text,
        before.corrections().stream().map(CorrectionView::position).toList());
  }

  private Outcome apply(List<Rewriting.Stretch> written) {
    List<CorrectionView> all = new ArrayList<>(before.corrections());
    List<CorrectionView> decided = new ArrayList<>();
    for (Region region : Region.of(before, written)) {
      Optional<List<CorrectionView>> known = known(region);
      if (known.isPresent()) {
        all.removeAll(region.standing());
        all.addAll(known.get());
        known.get().stream().filter(it -> !region.stands(it)).forEach(decided::add);
      } else {
        region.changes().forEach(it -> write(all, it, decided));
      }
    }
    Reading after = before.with(Layers.settled(all));
    decided.retainAll(new HashSet<>(after.corrections()));
    return new Outcome(after, decided);
  }

  private Optional<List<CorrectionView>> known(Region region) {
    return PutBack.of(before.rawText(), region, region.wanted(before.rawText()), at);
  }

  private void write(
      List<CorrectionView> all, Rewriting.Stretch change, List<CorrectionView> decided) {
    List<CorrectionView> over = takeOut(all, change);
    String raw = before.rawText().substring(change.raw().start(), change.raw().end());
    List<CorrectionView> now =
        raw.equals(change.text())
            ? over.stream()
                .map(it -> it.decided(CorrectionState.REJECTED, it.suggested(), at))
                .toList()
            : List.of(CorrectionView.byPerson(raw, change.text(), change.raw(), at, over));
    all.addAll(now);
    decided.addAll(now);
  }

  private static List<CorrectionView> takeOut(List<CorrectionView> all, Rewriting.Stretch change) {
    List<CorrectionView> over = new ArrayList<>();
    for (CorrectionView correction : List.copyOf(all)) {
      if (change.takes(correction)) {
        all.remove(correction);
        over.addAll(correction.isByPerson() ? correction.replaced() : List.of(correction));
      }
    }
    return over;
  }
}
