package dev.lumen.cleaner;

import org.jspecify.annotations.Nullable;

/**
 * One uninterrupted stretch of one speaker, as the recogniser gave it.
 *
 * @param speaker any label of at most 100 characters
 * @param rawText the recogniser's text
 * @param sharedContext what is known beforehand (people, firms, topics), or null for nothing new
 * @param forcedLevel the level to clean at, or null to let the cleaner decide
 */
public record Turn(
    String speaker,
    String rawText,
    @Nullable String sharedContext,
    @Nullable CleaningLevel forcedLevel) {

  /** A turn without context of its own, cleaned at the level it needs. */
  public static Turn of(String speaker, String rawText) {
    return new Turn(speaker, rawText, null, null);
  }

  /** Whether the AI voice spoke: its text is perfect and passes through untouched. */
  public boolean isFromAssistant() {
    return Speakers.isAssistant(speaker);
  }
}
