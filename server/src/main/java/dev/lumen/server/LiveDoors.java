package dev.lumen.server;

import dev.lumen.server.api.RouteTable;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.live.PreferencesResource;
import dev.lumen.server.live.SessionResource;
import dev.lumen.server.live.StateResource;
import dev.lumen.server.live.SystemProbe;
import dev.lumen.server.live.TrialResource;
import io.helidon.webserver.http.HttpRouting;

/** The doors of spoken conversations; what is only for trying things out in development alone. */
record LiveDoors(Core core, ConversationAccess access, boolean development) {

  static LiveDoors of(Core core, ConversationAccess access, boolean development) {
    return new LiveDoors(core, access, development);
  }

  void resources(RouteTable table, HttpRouting.Builder http) {
    table.register(http, StateResource.PATH, new StateResource(access, core.live(), core.clock()));
    table.register(
        http,
        SessionResource.PATH,
        new SessionResource(access, core.database(), core.live(), core.clock()));
    table.register(
        http, PreferencesResource.PATH, new PreferencesResource(access, core.database()));
    if (development) {
      SystemProbe probe = new SystemProbe(core.database(), core.model());
      table.register(
          http,
          TrialResource.PATH,
          new TrialResource(access, core.database(), core.live(), probe, core.clock()));
    }
  }
}
