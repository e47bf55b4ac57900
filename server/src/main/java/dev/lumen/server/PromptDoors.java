package dev.lumen.server;

import dev.lumen.server.api.RouteTable;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.prompt.AbTestResource;
import dev.lumen.server.prompt.DetailsResource;
import dev.lumen.server.prompt.InsightResource;
import dev.lumen.server.prompt.SimulationResource;
import dev.lumen.server.prompt.TemplateResource;
import io.helidon.webserver.http.HttpRouting;

/** The doors of what language models are asked. */
final class PromptDoors {
  private PromptDoors() {}

  static void resources(
      Core core, ConversationAccess access, RouteTable table, HttpRouting.Builder http) {
    table.register(http, "/api/v1/conversations", new DetailsResource(access, core.database()));
    table.register(http, TemplateResource.PATH, new TemplateResource(access, core.database()));
    table.register(
        http,
        TemplateResource.PATH,
        new SimulationResource(access, core.database(), core.adviser()));
    table.register(
        http, TemplateResource.PATH, new InsightResource(access, core.database(), core.clock()));
    table.register(
        http, TemplateResource.PATH, new AbTestResource(access, core.database(), core.clock()));
  }
}
