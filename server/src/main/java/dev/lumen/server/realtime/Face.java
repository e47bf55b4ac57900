package dev.lumen.server.realtime;

/**
 * How one wire protocol writes what the hub tells. Implementations are stateless and few: each
 * event is encoded once per face and the bytes are shared by all its subscribers.
 */
public interface Face {

  /** A durable event, ready for the socket. */
  byte[] event(ConversationEvent event);

  /** Ephemeral news, ready for the socket. */
  byte[] news(News news);

  /** Whether the protocol has a place for ephemeral news at all. */
  default boolean tellsNews() {
    return true;
  }
}
