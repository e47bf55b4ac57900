package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.Speakers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a transcript.
 *
 * @param speaker {@code Lumen} or {@code User} for the labels that mean them, else the name as
 *     written; of JSON always as written
 * @param rawText what was said, in one line, without voice tags and noise marks; may be empty when
 *     there was nothing else. Of JSON the text as it is
 * @param turnIndex 0-based
 * @param originalSpeakerLabel the label as written, without its colon and markup; empty when the
 *     turn has none
 * @param vtTags the voice tags, for example {@code ##VT_WARM##}, in order
 * @param hasNoise whether it had a {@code <noise>} mark
 * @param hasForeignText whether the text has a letter of a script other than Latin
 * @param line where the turn begins, 1-based
 * @param startSeconds when it began, from the start of the recording, or null when the text does
 *     not say
 * @param endSeconds when it ended, or null when the text does not say
 */
public record TranscriptTurn(
    String speaker,
    String rawText,
    int turnIndex,
    String originalSpeakerLabel,
    List<String> vtTags,
    boolean hasNoise,
    boolean hasForeignText,
    int line,
    @Nullable Double startSeconds,
    @Nullable Double endSeconds) {

  public TranscriptTurn {
    vtTags = List.copyOf(vtTags);
  }

  /** Whether the AI voice spoke. */
  public boolean isFromAssistant() {
    return Speakers.isAssistant(speaker);
  }

  /** The same turn at another time. */
  TranscriptTurn at(@Nullable Double start, @Nullable Double end) {
    return new TranscriptTurn(
        speaker,
        rawText,
        turnIndex,
        originalSpeakerLabel,
        vtTags,
        hasNoise,
        hasForeignText,
        line,
        start,
        end);
  }

  /** The turn as a line to write, with a text of the caller's choice. */
  public TranscriptLine asLine(String text) {
    return new TranscriptLine(speaker, text, startSeconds, endSeconds);
  }
}
