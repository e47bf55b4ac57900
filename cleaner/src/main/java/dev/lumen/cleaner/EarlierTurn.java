package dev.lumen.cleaner;

import java.util.List;
import java.util.Set;

/**
 * A stored turn that a later one may correct.
 *
 * @param turn as it came in
 * @param corrections its corrections as they stand, in order of position, none overlapping
 * @param decided the places that a person has decided; they are never touched
 */
public record EarlierTurn(Turn turn, List<Correction> corrections, Set<Span> decided) {
  public EarlierTurn {
    corrections = List.copyOf(corrections);
    decided = Set.copyOf(decided);
  }

  /** A turn that no person has looked at. */
  public static EarlierTurn of(Turn turn, CleanedTurn cleaned) {
    return new EarlierTurn(turn, cleaned.corrections(), Set.of());
  }

  /** What it reads. */
  public String cleanedText() {
    return CleanedTurn.apply(turn.rawText(), corrections, Correction::applied);
  }
}
