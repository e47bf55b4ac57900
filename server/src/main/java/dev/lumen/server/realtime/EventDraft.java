package dev.lumen.server.realtime;

/**
 * An event about to be written.
 *
 * @param type for instance {@code turn:processed}
 * @param payload JSON text
 */
public record EventDraft(String type, String payload) {

  /** Leaves the payload out: it holds what people said. */
  @Override
  public String toString() {
    return "EventDraft[" + type + "]";
  }
}
