package dev.lumen.cleaner.transcript;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Numbers the turns and hands them on. */
final class TurnCollector {
  private final Consumer<TranscriptTurn> turns;
  private final Consumer<Warning> warnings;
  private int nextIndex;

  TurnCollector(Consumer<TranscriptTurn> turns, Consumer<Warning> warnings) {
    this.turns = turns;
    this.warnings = warnings;
  }

  void warn(int line, String message) {
    warnings.accept(new Warning(line, message));
  }

  /** Hands on a turn that somebody wrote, or warns when its label is all there is. */
  void add(Draft draft) {
    add(draft, TurnText.of(draft.content()));
  }

  /** Hands on a turn with its text as it is, or warns when there is none. */
  void addAsIs(Draft draft) {
    add(draft, TurnText.asIs(draft.content()));
  }

  private void add(Draft draft, TurnText text) {
    if (text.isEmpty()) {
      warn(draft.line(), "a turn without a word is left out.");
      return;
    }
    turns.accept(
        new TranscriptTurn(
            draft.speaker(),
            text.text(),
            nextIndex++,
            draft.label(),
            text.vtTags(),
            text.hasNoise(),
            text.hasForeignText(),
            draft.line(),
            draft.start(),
            draft.end()));
  }

  /** A turn before its text is parted; {@code label} is the label as written, or empty. */
  record Draft(
      String speaker,
      String label,
      String content,
      int line,
      @Nullable Double start,
      @Nullable Double end) {}
}
