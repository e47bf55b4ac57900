package dev.lumen.server.performance;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /api/v1/conversations/{id}/performance}, for whoever may see the conversation. */
public final class ConversationTimesResource implements HttpService {
  private final ConversationAccess access;
  private final Database database;

  public ConversationTimesResource(ConversationAccess access, Database database) {
    this.access = access;
    this.database = database;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/{id}/performance", this::read);
  }

  private void read(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    Responses.ok(
        response,
        database.readHeavy(
            caller.actor(), handle -> ConversationTimes.of(handle, conversation.id())));
  }
}
