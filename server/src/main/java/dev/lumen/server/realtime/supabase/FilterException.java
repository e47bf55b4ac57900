package dev.lumen.server.realtime.supabase;

/** A subscription that cannot be served. The message is for the client. */
final class FilterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FilterException(String message) {
    super(message);
  }
}
