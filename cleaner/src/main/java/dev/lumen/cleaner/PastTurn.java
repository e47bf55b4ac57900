package dev.lumen.cleaner;

import java.util.List;

/**
 * A turn whose result is stored, with all of it that teaches the memory of its conversation. So a
 * memory that is rebuilt from stored turns knows what the one knew that was there when they came.
 *
 * @param turn as it came in
 * @param cleanedText as it reads now
 * @param activeContexts what the conversation was about then
 * @param selfCorrection whether its speaker took something back in it
 * @param transcriptionError whether it was no speech
 * @param mended the misheard names that are put right in it
 */
public record PastTurn(
    Turn turn,
    String cleanedText,
    List<String> activeContexts,
    boolean selfCorrection,
    boolean transcriptionError,
    List<Mended> mended) {

  public PastTurn {
    activeContexts = List.copyOf(activeContexts);
    mended = List.copyOf(mended);
  }

  /** A name, as it was heard and as it is written. */
  public record Mended(String heard, String written) {}

  /** The turn with what the cleaner has just made of it. */
  static PastTurn of(Turn turn, CleanedTurn cleaned) {
    return new PastTurn(
        turn,
        cleaned.cleanedText(),
        cleaned.activeContexts(),
        cleaned.selfCorrection(),
        cleaned.transcriptionError(),
        cleaned.corrections().stream()
            .filter(it -> it.applied() && it.rule().equals(Correction.MISHEARD_NAME))
            .map(it -> new Mended(it.original(), it.corrected()))
            .toList());
  }
}
