package dev.lumen.cleaner.transcript;

import java.util.List;

/** Turns as {@code speaker: text}, easy to compare. */
final class Said {
  private Said() {}

  static List<String> in(String text, TranscriptFormat format) {
    return in(TranscriptReader.read(text, format).turns());
  }

  static List<String> in(List<TranscriptTurn> turns) {
    return turns.stream().map(it -> it.speaker() + ": " + it.rawText()).toList();
  }
}
