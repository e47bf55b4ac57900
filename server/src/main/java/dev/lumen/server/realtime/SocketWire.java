package dev.lumen.server.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes whole frames to the socket beneath a session.
 *
 * <p>The session's own {@code send} encodes a text for each receiver anew and is not safe for use
 * by several threads. Writing one array to the socket is: frames never mix.
 */
public final class SocketWire implements Wire {
  private final WsSession session;
  private final ConnectionContext connection;
  private final Thread reader;

  /** To be made on the thread that reads from the connection. */
  public SocketWire(WsSession session) {
    this.session = session;
    this.connection = (ConnectionContext) session.socketContext();
    this.reader = Thread.currentThread();
  }

  @Override
  public void write(byte[] frame) {
    try {
      connection.dataWriter().writeNow(BufferData.create(frame));
    } catch (SocketWriterException e) {
      throw new UncheckedIOException(new IOException("The socket is closed", e));
    }
  }

  @Override
  public void ping() {
    write(WebSocketFrames.ping());
  }

  @Override
  public void close(CloseReason reason) {
    try {
      session.close(reason.code(), reason.meaning());
    } catch (SocketWriterException e) {
      throw new UncheckedIOException(new IOException("The socket is closed", e));
    }
  }

  /** The framework does not say when a connection breaks; the thread that reads from it ends. */
  @Override
  public boolean isBroken() {
    return !reader.isAlive();
  }

  /** An interrupt closes the socket under a virtual thread that waits for it. */
  @Override
  public void abort() {
    reader.interrupt();
  }
}
