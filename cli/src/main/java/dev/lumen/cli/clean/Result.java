package dev.lumen.cli.clean;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Revision;
import dev.lumen.cleaner.TakenBack;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was cleaned.
 *
 * @param said the turn
 * @param cleaned what the cleaner made of it
 * @param millis how long that took
 * @param takenBack the claim that its speaker took back later, or null
 */
record Result(Said said, CleanedTurn cleaned, double millis, @Nullable TakenBack takenBack) {

  /** The same turn with what a later one has changed in it. */
  Result revised(Revision revision) {
    boolean corrected = !revision.added().isEmpty();
    return new Result(
        said,
        corrected ? cleaned.revised(said.rawText(), revision.corrections()) : cleaned,
        millis,
        revision.takenBack() == null ? takenBack : revision.takenBack());
  }
}
