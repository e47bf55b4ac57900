package dev.lumen.cleaner;

import org.jspecify.annotations.Nullable;

/**
 * How the turns of one conversation are cleaned.
 *
 * @param defaultLevel the level for turns that force none, or null to let the cleaner decide by
 *     what each turn needs
 * @param skipTranscriptionErrors whether turns that are no speech at all are emptied; when false
 *     they are left as they are
 * @param businessDomain what the conversation is said to be about, one of the domains that the
 *     cleaner tells apart, or null; it speaks for that domain where a turn says little, and changes
 *     no text
 */
public record CleaningSettings(
    @Nullable CleaningLevel defaultLevel,
    boolean skipTranscriptionErrors,
    @Nullable String businessDomain) {

  /** The cleaner decides the level; what is no speech is emptied. */
  public static final CleaningSettings STANDARD = new CleaningSettings(null, true, null);
}
