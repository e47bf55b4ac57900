package dev.lumen.server.realtime;

import io.helidon.websocket.WsSession;

/** What every WebSocket face does with a session. */
public final class SocketLife {
  private SocketLife() {}

  /** Takes a session into the hub; the subscriber ends when the connection does. */
  public static Subscriber open(RealtimeHub hub, Face face, WsSession session) {
    SocketWire wire = new SocketWire(session);
    Subscriber subscriber = hub.open(face, wire);
    // The framework does not say when a connection breaks; its thread ends then.
    Thread.ofVirtual().name("socket-end").start(() -> awaitEnd(wire.reader(), subscriber));
    return subscriber;
  }

  private static void awaitEnd(Thread reader, Subscriber subscriber) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    subscriber.disconnected();
  }
}
