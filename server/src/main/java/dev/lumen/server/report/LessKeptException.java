package dev.lumen.server.report;

/** A report would be made of less than the day had: its hours are gone, or there were none. */
public final class LessKeptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LessKeptException(String message) {
    super(message);
  }
}
