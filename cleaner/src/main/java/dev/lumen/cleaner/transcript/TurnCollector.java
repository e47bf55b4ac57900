package dev.lumen.cleaner.transcript;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers the turns and hands them on. */
final class TurnCollector {
  private final Consumer<TranscriptTurn> turns;
  private final Consumer<Warning> warnings;
  private final UnaryOperator<String> meant;
  private int nextIndex;

  TurnCollector(Consumer<TranscriptTurn> turns, Consumer<Warning> warnings) {
    this(turns, warnings, UnaryOperator.identity());
  }

  /** As above; {@code meant} is what a name or a turn means that somebody wrote. */
  TurnCollector(
      Consumer<TranscriptTurn> turns, Consumer<Warning> warnings, UnaryOperator<String> meant) {
    this.turns = turns;
    this.warnings = warnings;
    this.meant = meant;
  }

  void warn(int line, String message) {
    warnings.accept(new Warning(line, message));
  }

  /** Hands on a turn that somebody wrote, or warns when its label is all there is. */
  void add(Draft draft) {
    Draft read =
        new Draft(
            meant.apply(draft.speaker()),
            meant.apply(draft.label()),
            meant.apply(draft.content()),
            draft.line(),
            draft.start(),
            draft.end());
    add(read, TurnText.of(read.content()));
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
