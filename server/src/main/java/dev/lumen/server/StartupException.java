package dev.lumen.server;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot start. The message is for the user: what happened, what it means, what to do.
 */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception without a cause worth showing. */
  public StartupException(String message) {
    super(message);
  }

  /** An exception with the cause for whoever has to look deeper. */
  public StartupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
