package dev.lumen.cleaner;

import java.util.Locale;

/** The steps of cleaning a turn, in the order in which they begin. */
public enum CleaningStep {
  /** What is no speech goes: noise, echoes, foreign scripts. */
  NOISE,
  /** What was taken back at once. */
  TAKEN_BACK,
  /** What was said twice, sounds and words that win time. */
  SAID_TWICE,
  /** What people say and nobody writes. */
  LEFT_OUT,
  /** Misheard words. */
  MISHEARD,
  /** Numbers, dates, addresses. */
  NUMBERS,
  /** Capitals and marks. */
  LOOKS,
  /** What the cleaned text tells about the conversation. */
  CONTEXT;

  /** The step of a rule, by its id. */
  static CleaningStep of(String rule) {
    return switch (rule.substring(0, rule.indexOf('.'))) {
      case "noise" -> NOISE;
      case "repair" -> rule.equals("repair.restart") ? SAID_TWICE : TAKEN_BACK;
      case "repeat", "filler" -> SAID_TWICE;
      case "disfluency" -> LEFT_OUT;
      case "vocabulary", "misheard" -> MISHEARD;
      case "number" -> NUMBERS;
      case "case", "punctuation" -> LOOKS;
      default -> throw new IllegalArgumentException("No step has the rule " + rule);
    };
  }

  /** Its name in figures: {@code said_twice}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Is told how long each step of a turn took. */
  @FunctionalInterface
  public interface Watch {
    /**
     * A step is done; told once for each step that had something to do.
     *
     * @param nanos what it took, in nanoseconds
     */
    void took(CleaningStep step, long nanos);
  }
}
