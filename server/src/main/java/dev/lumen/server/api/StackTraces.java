package dev.lumen.server.api;

/**
 * Writes where an exception came from without what it says: messages of exceptions can quote
 * transcript text or secrets, and neither may reach a log.
 */
public final class StackTraces {
  private static final int MAX_FRAMES = 40;
  private static final int MAX_CAUSES = 8;

  private StackTraces() {}

  /** The class names and frames of {@code failure} and its causes, one a line. */
  public static String withoutMessages(Throwable failure) {
    StringBuilder out = new StringBuilder();
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      out.append(depth == 0 ? "" : "\ncaused by ").append(current.getClass().getName());
      StackTraceElement[] frames = current.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        out.append("\n  at ").append(frames[i]);
      }
      current = current.getCause();
    }
    return out.toString();
  }
}
