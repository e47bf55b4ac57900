package dev.lumen.server.model;

/**
 * A model gave no answer that can be used. The message names the kind of failure, never what was
 * asked or answered, as both hold what people said.
 */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as somebody can do something about it. */
  public enum Kind {
    /** It did not answer in time. */
    LATE,
    /** It could not be reached, or the connection broke. */
    UNREACHABLE,
    /** It refused the key. */
    UNAUTHORISED,
    /** It is asked too often, or the account is used up. */
    THROTTLED,
    /** It reports an error of its own (5xx). */
    BROKEN,
    /** It does not accept the question (4xx): a wrong model name, too long a text. */
    REFUSED,
    /** It will not answer for reasons of safety. */
    BLOCKED,
    /** Its answer breaks off or cannot be read. */
    UNREADABLE,
    /** It failed so often lately that it is not asked for a while (circuit breaker). */
    RESTING
  }

  private final Kind kind;

  public ModelException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ModelException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
