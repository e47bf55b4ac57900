package dev.lumen.server.feed;

/** The bytes are no message of the plugin. The message names the place, never the content. */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what was expected and where. */
  public DecodeException(String message) {
    super(message);
  }
}
