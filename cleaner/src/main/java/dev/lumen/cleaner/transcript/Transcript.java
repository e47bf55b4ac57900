package dev.lumen.cleaner.transcript;

import java.util.List;

/**
 * A transcript that was read.
 *
 * @param turns in the order of the text
 * @param stats counted over {@code turns}
 * @param warnings what the reader decided for the user, in order of lines
 */
public record Transcript(
    List<TranscriptTurn> turns, TranscriptStats stats, List<Warning> warnings) {
  public Transcript {
    turns = List.copyOf(turns);
    warnings = List.copyOf(warnings);
  }

  static Transcript of(List<TranscriptTurn> turns, List<Warning> warnings) {
    return new Transcript(turns, TranscriptStats.of(turns), warnings);
  }
}
