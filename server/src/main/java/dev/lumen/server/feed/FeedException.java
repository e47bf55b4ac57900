package dev.lumen.server.feed;

/** The feed cannot start. The message says what to change in the database or the settings. */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what to do about it. */
  public FeedException(String message) {
    super(message);
  }

  /** With what to do about it and what the database said. */
  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
