package dev.lumen.server.turn;

import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.Speakers;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.queue.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A turn as it comes in, already validated.
 *
 * @param speaker its label, 1 to 100 characters
 * @param rawText the recogniser's text, not blank
 * @param sharedContext what is known beforehand, or null
 * @param forcedLevel the level asked for, or null to let the cleaner decide
 * @param priority against turns of other conversations, where it has to wait
 * @param source what came with it (voice tags, times), as a JSON object
 */
public record NewTurn(
    String speaker,
    String rawText,
    @Nullable String sharedContext,
    @Nullable CleaningLevel forcedLevel,
    Priority priority,
    String source) {

  /** A turn with nothing but its text. */
  public static NewTurn of(String speaker, String rawText) {
    return new NewTurn(speaker, rawText, null, null, Priority.NORMAL, "{}");
  }

  /** A turn with what came beside its text, as a JSON object. */
  public static NewTurn with(String speaker, String rawText, String source) {
    return new NewTurn(speaker, rawText, null, null, Priority.NORMAL, source);
  }

  /** Whether it is of the AI voice. */
  boolean isFromAssistant() {
    return Speakers.isAssistant(speaker);
  }

  /** The same turn as the cleaner reads it. */
  public Turn forCleaner() {
    return new Turn(speaker, rawText, sharedContext, forcedLevel);
  }
}
