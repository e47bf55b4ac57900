package dev.lumen.server.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketContext;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads one WebSocket and hands what comes to its listener, on one thread.
 *
 * <p>In place of the library's own, which makes text of each frame by itself and so garbles a
 * character that is cut between two. Here the listener gets text in parts, too, but only whole
 * characters, and bytes that are no text close the socket.
 */
final class WebSocketConnection implements ServerConnection, WsSession {
  private static final System.Logger LOG = System.getLogger(WebSocketConnection.class.getName());

  private final ConnectionContext connection;
  private final Headers confirmed;
  private final WsListener listener;
  private final ClientFrames frames;
  private final TextParts text = new TextParts();
  private final AtomicBoolean saidGoodbye = new AtomicBoolean();
  private volatile @Nullable Thread reader;
  private volatile boolean waits;
  private volatile boolean over;
  private volatile long heardAt = System.nanoTime();

  /**
   * @param confirmed what the listener added to the answer of the handshake
   */
  WebSocketConnection(ConnectionContext connection, Headers confirmed, WsListener listener) {
    this.connection = connection;
    this.confirmed = confirmed;
    this.listener = listener;
    this.frames = new ClientFrames(connection, connection.dataReader());
  }

  /** The limit is for requests, which end; a socket would hold its share for hours. */
  @Override
  public void handle(Limit limit) {
    reader = Thread.currentThread();
    try {
      read();
      close(CloseReason.NORMAL.code(), "");
    } catch (DataReader.InsufficientDataAvailableException | SocketWriterException gone) {
      throw new CloseConnectionException("Socket closed by the other side", gone);
    } catch (WsCloseException fault) {
      close(fault.closeCode(), String.valueOf(fault.getMessage()));
      listener.onClose(this, fault.closeCode(), String.valueOf(fault.getMessage()));
    } catch (CloseConnectionException | UncheckedIOException gone) {
      throw gone;
    } catch (RuntimeException failed) {
      // To the web server this would be a request that failed, which it answers.
      LOG.log(System.Logger.Level.ERROR, "A socket failed: " + failed.getClass().getName());
      LOG.log(System.Logger.Level.DEBUG, "Where it failed", failed);
      listener.onError(this, failed);
      close(CloseReason.INTERNAL.code(), CloseReason.INTERNAL.meaning());
    }
  }

  private void read() {
    listener.onOpen(this);
    boolean open = true;
    while (open && !over) {
      open = hand(next());
    }
  }

  private ClientFrames.Frame next() {
    waits = true;
    ClientFrames.Frame frame = frames.next();
    waits = false;
    heardAt = System.nanoTime();
    return frame;
  }

  /** Whether more may come. */
  private boolean hand(ClientFrames.Frame frame) {
    BufferData payload = frame.payload();
    switch (frame.kind()) {
      case TEXT ->
          listener.onMessage(this, text.next(payload.readBytes(), frame.last()), frame.last());
      case BINARY -> listener.onMessage(this, payload, frame.last());
      case PING -> listener.onPing(this, payload);
      case PONG -> listener.onPong(this, payload);
      default -> {
        Goodbye goodbye = Goodbye.read(payload.readBytes());
        listener.onClose(this, goodbye.code(), goodbye.reason());
        return false;
      }
    }
    return true;
  }

  @Override
  public WsSession close(int code, String reason) {
    if (saidGoodbye.compareAndSet(false, true)) {
      byte[] frame = WebSocketFrames.close(code, reason.getBytes(StandardCharsets.UTF_8));
      connection.dataWriter().writeNow(BufferData.create(frame));
    }
    return this;
  }

  @Override
  public WsSession terminate() {
    close(CloseReason.NORMAL.code(), "");
    throw new CloseConnectionException("The server ended the socket");
  }

  @Override
  public Optional<String> subProtocol() {
    return confirmed.first(Handshake.SUBPROTOCOL);
  }

  @Override
  public SocketContext socketContext() {
    return connection;
  }

  @Override
  public Duration idleTime() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  /** The web server wants it over: it stops, or nothing has come for too long. */
  @Override
  public void close(boolean interrupt) {
    over = true;
    Thread reading = reader;
    if (reading != null && (interrupt || waits)) {
      reading.interrupt();
    }
  }

  @Override
  public WsSession send(String message, boolean last) {
    throw writesNothing();
  }

  @Override
  public WsSession send(BufferData message, boolean last) {
    throw writesNothing();
  }

  @Override
  public WsSession ping(BufferData payload) {
    throw writesNothing();
  }

  @Override
  public WsSession pong(BufferData payload) {
    throw writesNothing();
  }

  private static UnsupportedOperationException writesNothing() {
    return new UnsupportedOperationException("A subscriber's wire writes, and nobody else");
  }
}
