package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/preferences}: the caller's voice and personality. */
public final class PreferencesResource implements HttpService {
  /** Where it is. */
  public static final String PATH = "/api/v2/preferences";

  private final ConversationAccess access;
  private final Database database;

  public PreferencesResource(ConversationAccess access, Database database) {
    this.access = access;
    this.database = database;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::read).put("/", this::replace);
  }

  private void read(ServerRequest request, ServerResponse response) {
    Responses.ok(response, Preferences.of(database, access.caller(request, response)));
  }

  private void replace(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Fields body = Body.read(request);
    @Nullable Personality personality =
        body.optionalChoice("preferred_personality", Personality.byName());
    Preferences wanted =
        new Preferences(
            body.optionalText("preferred_voice", 100),
            personality == null ? null : personality.wireName(),
            body.object("settings").orElseGet(() -> Json.mapper().createObjectNode()));
    body.check();
    Responses.ok(response, wanted.store(database, caller));
  }
}
