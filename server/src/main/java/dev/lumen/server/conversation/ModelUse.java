package dev.lumen.server.conversation;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.Turn;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** When a language model is asked about a turn, where there is one. */
public enum ModelUse {
  /** The conversation stays with the cleaner. */
  NEVER,
  /** Where the cleaner is not sure, or has something to offer that it does not dare to apply. */
  WHEN_UNSURE,
  /** About every turn of a person that is cleaned fully. */
  ALWAYS;

  /** Reads {@code never}, {@code when_unsure} or {@code always}, in any case. */
  static Optional<ModelUse> parse(String name) {
    for (ModelUse use : values()) {
      if (use.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(use);
      }
    }
    return Optional.empty();
  }

  /** As clients have it: {@code when_unsure}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a model could better what the cleaner has made of a turn. */
  public static boolean couldHelp(Turn turn, CleanedTurn cleaned, ProcessingSettings settings) {
    if (turn.isFromAssistant() || cleaned.transcriptionError()) {
      return false;
    }
    CleaningLevel usual =
        Objects.requireNonNullElse(settings.cleaning().defaultLevel(), CleaningLevel.FULL);
    if (Objects.requireNonNullElse(turn.forcedLevel(), usual) != CleaningLevel.FULL) {
      return false;
    }
    return switch (settings.modelUse()) {
      case NEVER -> false;
      case ALWAYS -> true;
      case WHEN_UNSURE ->
          cleaned.confidence() == Confidence.LOW
              || cleaned.corrections().stream().anyMatch(it -> !it.applied());
    };
  }
}
