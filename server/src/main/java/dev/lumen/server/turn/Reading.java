package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.Correction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a processed turn reads: its corrections, and what follows from them.
 *
 * @param rawText as it came in; never changes
 * @param corrections in order of position, none overlapping another
 * @param takenBack claims that its speaker has taken back later
 */
public record Reading(
    String rawText, List<CorrectionView> corrections, List<TakenBackView> takenBack) {
  /** What was put in front of a word comes before what was made of it. */
  private static final Comparator<CorrectionView> IN_ORDER =
      Comparator.comparingInt((CorrectionView it) -> it.position().start())
          .thenComparingInt(it -> it.position().end());

  public Reading {
    corrections = corrections.stream().sorted(IN_ORDER).toList();
    takenBack = List.copyOf(takenBack);
  }

  /** How a stored turn reads now. */
  public static Reading of(TurnView turn) {
    return new Reading(turn.rawText(), turn.metadata().corrections(), turn.metadata().takenBack());
  }

  /** The raw text with the applied corrections. */
  public String cleanedText() {
    return CleanedTurn.apply(rawText, plain(), Correction::applied);
  }

  /** The corrections as the cleaner knows them. */
  List<Correction> plain() {
    return corrections.stream().map(CorrectionView::toCorrection).toList();
  }

  /**
   * How sure the turn is: as sure as the least sure correction that nobody has decided. What a
   * person has decided is certain.
   */
  public Confidence confidence() {
    List<CorrectionView> open = corrections.stream().filter(it -> !it.isDecided()).toList();
    return open.stream().anyMatch(it -> it.rule().equals(CleanedTurn.NO_SPEECH))
        ? Confidence.LOW
        : CleanedTurn.confidenceOf(open.stream().map(CorrectionView::toCorrection).toList());
  }

  /**
   * Whether the turn still counts as no speech: neither a person nor a later turn has shown that it
   * is some.
   */
  boolean isNoSpeech() {
    return corrections.stream()
        .filter(it -> it.rule().equals(CleanedTurn.NO_SPEECH))
        .anyMatch(it -> it.isDecided() ? it.applied() : it.applied() || it.taughtBy() == null);
  }

  /** The same turn with other corrections. */
  public Reading with(List<CorrectionView> others) {
    return new Reading(rawText, others, takenBack);
  }

  /** The same turn with each correction as the change leaves it. */
  public Reading map(UnaryOperator<CorrectionView> change) {
    return with(corrections.stream().map(change).toList());
  }

  /** The same turn with one more claim taken back; what is known already is not said twice. */
  Reading takingBack(TakenBackView mark) {
    boolean known =
        takenBack.stream()
            .anyMatch(
                it ->
                    it.position().equals(mark.position())
                        && it.replacement().equals(mark.replacement()));
    if (known) {
      return this;
    }
    List<TakenBackView> all = new ArrayList<>(takenBack);
    all.add(mark);
    return new Reading(rawText, corrections, all);
  }
}
