package dev.lumen.server;

import dev.lumen.server.account.Gate;
import dev.lumen.server.api.RouteTable;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.conversation.EventsResource;
import dev.lumen.server.conversation.SupabaseBroadcastResource;
import dev.lumen.server.conversation.SupabaseCallers;
import dev.lumen.server.conversation.SupabaseCountResource;
import dev.lumen.server.live.LiveRoutes;
import dev.lumen.server.realtime.Epoch;
import dev.lumen.server.realtime.EventStreams;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.NativeRoutes;
import dev.lumen.server.realtime.SocketAccess;
import dev.lumen.server.realtime.supabase.SupabaseFace;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import java.time.Duration;

/** The doors through which events go out: native sockets, Supabase's protocol, streams, pages. */
record RealtimeDoors(Core core, SocketAccess access, String epoch, SupabaseFace supabase)
    implements AutoCloseable {
  private static final String CONVERSATIONS = "/api/v1/conversations";
  private static final Duration HEARTBEAT = HubSettings.defaults().heartbeat();

  static RealtimeDoors of(Core core, SocketAccess access) {
    return new RealtimeDoors(
        core,
        access,
        Epoch.of(core.database()),
        new SupabaseFace(core.hub(), access, core.fanout(), core.clock()));
  }

  WsRouting.Builder sockets(Gate gate) {
    WsRouting.Builder routing = WsRouting.builder();
    new NativeRoutes(core.hub(), access, epoch, HEARTBEAT, core.clock()).register(routing);
    new LiveRoutes(core.live(), core.hub(), access, gate, epoch, core.clock()).register(routing);
    return supabase.register(routing);
  }

  void resources(
      Gate gate, ConversationAccess conversations, RouteTable table, HttpRouting.Builder http) {
    EventStreams streams = new EventStreams(core.hub(), epoch, HEARTBEAT, core.clock());
    table.register(http, CONVERSATIONS, new EventsResource(conversations, streams));
    SupabaseCallers callers = new SupabaseCallers(gate);
    table.register(
        http,
        SupabaseCountResource.PATH,
        new SupabaseCountResource(callers, core.database(), core.room().conversations()));
    table.register(
        http, SupabaseBroadcastResource.PATH, new SupabaseBroadcastResource(callers, supabase));
  }

  @Override
  public void close() {
    supabase.close();
  }
}
