package dev.lumen.server;

/** A setting that cannot be used. The message is for the user and never holds a secret. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception whose message says which setting is wrong and what it may be. */
  public SettingsException(String message) {
    super(message);
  }
}
