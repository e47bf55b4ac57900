package dev.lumen.server.queue;

/** The queue holds as many jobs as it may; the turn was not stored. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueFullException(int depth) {
    super("the queue holds " + depth + " turns, which is its bound; nothing was stored");
  }
}
