package dev.lumen.cleaner;

import dev.lumen.cleaner.context.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the cleaner made of a turn.
 *
 * @param cleanedText the raw text with the applied corrections; empty for a transcription error
 * @param cleaningApplied whether {@code cleanedText} differs from the raw text
 * @param level the level that was used
 * @param confidence how sure the cleaner is of the turn as a whole
 * @param corrections every edit, applied or offered, in order of position, never overlapping
 * @param contextDetected the leading context, {@code lumen_response} for the AI voice, {@code
 *     transcription_error} for what is no speech
 * @param activeContexts every context the conversation is in after this turn, leading one first
 * @param transition the change of context this turn brought, or null for none
 * @param transcriptionError whether the turn is no speech at all
 * @param selfCorrection whether the speaker took back something said before
 * @param businessDomain for example {@code marketing}, or null when nothing points to one
 * @param conversationFlow for example {@code question}, {@code answer}, {@code agreement}
 */
public record CleanedTurn(
    String cleanedText,
    boolean cleaningApplied,
    CleaningLevel level,
    Confidence confidence,
    List<Correction> corrections,
    String contextDetected,
    List<String> activeContexts,
    @Nullable ContextTransition transition,
    boolean transcriptionError,
    boolean selfCorrection,
    @Nullable String businessDomain,
    @Nullable String conversationFlow) {

  private static final String UNCLEAR = "[unclear]";

  public CleanedTurn {
    corrections = List.copyOf(corrections);
    activeContexts = List.copyOf(activeContexts);
  }

  /**
   * The raw text with the chosen corrections: all applied ones give {@code cleanedText}, none give
   * the raw text back, byte for byte.
   */
  public static String apply(
      String rawText, List<Correction> corrections, Predicate<Correction> chosen) {
    StringBuilder text = new StringBuilder(rawText.length());
    int from = 0;
    List<Correction> inOrder =
        corrections.stream()
            .filter(chosen)
            .sorted(
                Comparator.comparingInt((Correction it) -> it.position().start())
                    .thenComparingInt(it -> it.position().end()))
            .toList();
    for (Correction correction : inOrder) {
      text.append(rawText, from, correction.position().start()).append(correction.corrected());
      from = correction.position().end();
    }
    return text.append(rawText, from, rawText.length()).toString();
  }

  /** The rule that empties a turn which is no speech. */
  public static final String NO_SPEECH = "noise.no-speech";

  /**
   * The same turn with other corrections, because a later turn taught them.
   *
   * @param rawText its raw text
   * @param all every correction from now on, in order of position
   */
  public CleanedTurn revised(String rawText, List<Correction> all) {
    String text = apply(rawText, all, Correction::applied);
    boolean error =
        transcriptionError
            && all.stream().anyMatch(it -> it.rule().equals(NO_SPEECH) && it.applied());
    return new CleanedTurn(
        text,
        !text.equals(rawText),
        CleaningLevel.FULL,
        confidenceOf(all),
        all,
        transcriptionError && !error ? Topics.GENERAL : contextDetected,
        activeContexts,
        transition,
        error,
        selfCorrection,
        businessDomain,
        conversationFlow);
  }

  /**
   * How sure a turn with these corrections is: as sure as the least sure of those that were
   * applied, HIGH without any; a word that nobody can tell leaves it LOW.
   */
  public static Confidence confidenceOf(List<Correction> corrections) {
    Confidence least = Confidence.HIGH;
    for (Correction correction : corrections) {
      if (correction.corrected().equals(UNCLEAR)) {
        return Confidence.LOW;
      }
      if (correction.applied() && correction.confidence().compareTo(least) < 0) {
        least = correction.confidence();
      }
    }
    return least;
  }
}
