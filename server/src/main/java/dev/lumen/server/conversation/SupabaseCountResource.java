package dev.lumen.server.conversation;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Responses;
import dev.lumen.server.database.Database;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * {@code GET /rest/v1/conversations?select=count}: the one question that existing pages ask of
 * PostgREST, to find out whether the database is there.
 */
public final class SupabaseCountResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/rest/v1";

  private record Count(int count) {}

  private final SupabaseCallers callers;
  private final Database database;
  private final ConversationStore conversations;

  public SupabaseCountResource(
      SupabaseCallers callers, Database database, ConversationStore conversations) {
    this.callers = callers;
    this.database = database;
    this.conversations = conversations;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/conversations", this::count);
  }

  private void count(ServerRequest request, ServerResponse response) {
    Principal caller = callers.caller(request, response);
    String select = request.query().first("select").orElse("");
    if (!select.equals("count") && !select.equals("count()")) {
      throw ApiException.badRequest(
          "Only select=count is answered here. The conversations themselves: GET /api/v1/conversations.");
    }
    int count =
        database.readHeavy(caller.actor(), handle -> conversations.count(handle, caller.actor()));
    response.header(HeaderNames.create("Content-Range"), "0-0/*");
    Responses.ok(response, List.of(new Count(count)));
  }
}
