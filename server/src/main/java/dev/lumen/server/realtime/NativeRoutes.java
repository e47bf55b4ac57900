package dev.lumen.server.realtime;

import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Serves the native WebSocket.
 *
 * @param hub what brings the events
 * @param access who may see what
 * @param epoch the history that event numbers belong to, see {@link Epoch}
 * @param heartbeat what clients are told to expect: the hub's interval
 * @param clock for the times in answers
 */
public record NativeRoutes(
    RealtimeHub hub, SocketAccess access, String epoch, Duration heartbeat, InstantSource clock) {

  /** Where the native WebSocket is. */
  public static final String PATH = "/ws/conversations/{id}";

  /** Where a socket is that names its conversations later. */
  public static final String ACCOUNT_PATH = "/ws";

  /** Adds the routes. */
  public WsRouting.Builder register(WsRouting.Builder routing) {
    Supplier<WsListener> sockets = () -> new NativeSocket(this);
    return routing.endpoint(PATH, sockets).endpoint(ACCOUNT_PATH, sockets);
  }
}
