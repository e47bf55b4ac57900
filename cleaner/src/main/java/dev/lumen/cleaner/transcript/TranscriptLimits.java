package dev.lumen.cleaner.transcript;

/** How much one import may bring. */
public final class TranscriptLimits {
  /** The largest text, in bytes of UTF-8. */
  public static final long MAX_BYTES = 10L * 1024 * 1024;

  /** The most turns. */
  public static final int MAX_TURNS = 1_000;

  private TranscriptLimits() {}

  /**
   * Refuses a text that is too large, before it is read.
   *
   * @param bytes the size in bytes of UTF-8
   * @throws TranscriptException when it is over {@link #MAX_BYTES}
   */
  public static void requireSize(long bytes) {
    if (bytes > MAX_BYTES) {
      throw new TranscriptException(
          0,
          "the transcript has %,d bytes; one import takes up to %,d (10 MB). Split it and import the parts."
              .formatted(bytes, MAX_BYTES));
    }
  }

  /**
   * Refuses a transcript of too many turns, naming the line where the first one too many begins.
   *
   * @throws TranscriptException when there are more than {@link #MAX_TURNS}
   */
  public static void requireTurns(Transcript transcript) {
    int turns = transcript.turns().size();
    if (turns > MAX_TURNS) {
      throw new TranscriptException(
          transcript.turns().get(MAX_TURNS).line(),
          "the transcript has %d turns; one import takes up to %d, and turn %d begins here. Split it and import the parts."
              .formatted(turns, MAX_TURNS, MAX_TURNS + 1));
    }
  }
}
