package dev.lumen.server.realtime;

/** Is told of every fresh event that was written to a subscriber: return at once. */
@FunctionalInterface
public interface DeliveryListener {
  /**
   * An event was written.
   *
   * @param nanos since the hub had it from the feed
   */
  void delivered(ConversationEvent event, long nanos);
}
