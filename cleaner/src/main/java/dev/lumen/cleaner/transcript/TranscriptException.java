package dev.lumen.cleaner.transcript;

import java.util.Objects;

/**
 * A text that cannot be read as the transcript it claims to be. The message is for the user; it
 * names the line and never quotes what somebody said.
 */
public final class TranscriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * An exception about one line.
   *
   * @param line 1-based; 0 when it concerns the whole text
   * @param message what is wrong and what is expected, without the number of the line
   */
  public TranscriptException(int line, String message) {
    super(line > 0 ? "line " + line + ": " + message : message);
    this.line = line;
  }

  /** What is wrong, with the line where one is known. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The line, 1-based; 0 when it concerns the whole text. */
  public int line() {
    return line;
  }
}
