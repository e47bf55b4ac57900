package dev.lumen.server.prompt;

import java.util.Locale;

/** How a question to a model about a turn ended. */
enum Outcome {
  /** At least one edit became a correction. */
  KEPT,
  /** The model would change nothing. */
  NOTHING,
  /** It would, but no edit held to the rules. */
  REFUSED,
  /** Somebody else had changed the turn when the answer came. */
  OVERTAKEN,
  /** The answer did not come before the deadline. */
  LATE,
  /** What came was not the JSON that was asked for. */
  UNREADABLE,
  /** The model could not be asked, or would not answer. */
  FAILED;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
