package dev.lumen.server.live;

import dev.lumen.server.account.Gate;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.realtime.SocketAccess;
import io.helidon.webserver.websocket.WsRouting;
import java.time.InstantSource;

/**
 * Serves the live socket.
 *
 * @param room the spoken conversations
 * @param hub what brings their events
 * @param access who may see what
 * @param gate counts what is said against the limits of who says it
 * @param epoch the history that event numbers belong to
 * @param clock for the times in answers
 */
public record LiveRoutes(
    LiveRoom room,
    RealtimeHub hub,
    SocketAccess access,
    Gate gate,
    String epoch,
    InstantSource clock) {

  /** Where the live socket is. */
  public static final String PATH = "/api/ws/conversations/{id}";

  /** Adds the routes. */
  public WsRouting.Builder register(WsRouting.Builder routing) {
    return routing.endpoint(PATH, () -> new LiveSocket(this));
  }
}
