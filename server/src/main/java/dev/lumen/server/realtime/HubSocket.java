package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket whose client is a subscriber of the hub, whatever the two say to each other. Its
 * methods run on the thread that reads from the connection; everything is written by the
 * subscriber's.
 */
public abstract class HubSocket implements WsListener {
  private static final System.Logger LOG = System.getLogger(HubSocket.class.getName());

  private @Nullable Subscriber subscriber;

  /** Makes the client a subscriber. */
  protected final Subscriber enter(RealtimeHub hub, Face face, WsSession session) {
    Subscriber entered = hub.open(face, new SocketWire(session));
    subscriber = entered;
    return entered;
  }

  /** The client, once the socket is open. */
  protected final Subscriber subscriber() {
    return Objects.requireNonNull(subscriber, "The socket is not open yet");
  }

  /** Does what a client asks for; a connection ends where that fails. */
  protected void guarded(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException away) {
      subscriber().close(CloseReason.TRY_LATER);
    } catch (RuntimeException e) {
      log(e);
      subscriber().close(CloseReason.INTERNAL);
    }
  }

  /** Tells the log of a failure, without a word of what was said. */
  protected static void log(RuntimeException failure) {
    LOG.log(System.Logger.Level.ERROR, "A socket message failed: " + failure.getClass().getName());
    LOG.log(System.Logger.Level.DEBUG, "Where it failed", failure);
  }

  @Override
  public final void onPing(WsSession session, BufferData buffer) {
    subscriber().heard();
    subscriber().reply(WebSocketFrames.pong(buffer.readBytes()));
  }

  @Override
  public final void onPong(WsSession session, BufferData buffer) {
    subscriber().heard();
  }

  @Override
  public final void onClose(WsSession session, int status, String reason) {
    subscriber().disconnected();
  }

  @Override
  public final void onError(WsSession session, Throwable error) {
    subscriber().disconnected();
  }
}
