package dev.lumen.server.analytics;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.HotReads;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;

/** The figures of one conversation, and those of all that the caller may see. */
public final class AnalyticsResource {
  /** Where the figures of all conversations are registered. */
  public static final String PATH = "/api/v1/analytics";

  private static final int DAYS = 30;
  private static final int MOST_DAYS = 366;

  private final ConversationAccess access;
  private final Database database;
  private final InstantSource clock;
  private final HotReads hotReads;
  private final ConversationFacts facts = new ConversationFacts();

  public AnalyticsResource(
      ConversationAccess access, Database database, InstantSource clock, HotReads hotReads) {
    this.access = access;
    this.database = database;
    this.clock = clock;
    this.hotReads = hotReads;
  }

  /** {@code GET /{id}/analytics}. */
  public HttpService ofConversation() {
    return rules -> rules.get("/{id}/analytics", this::one);
  }

  /** {@code GET /api/v1/analytics}. */
  public HttpService ofAccount() {
    return rules -> rules.get("/", this::all);
  }

  private void one(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    Responses.ok(
        response,
        hotReads.get(
            List.of("analytics", caller.id(), conversation.id()),
            () ->
                database.readHeavy(
                    caller.actor(),
                    handle -> ConversationAnalytics.of(handle, conversation, facts))));
  }

  private void all(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Fields query = Fields.query(request);
    int days = query.optionalInt("days", 1, MOST_DAYS, DAYS);
    query.check();
    Responses.ok(
        response,
        hotReads.get(
            List.of("analytics", caller.id(), days),
            () ->
                database.readHeavy(
                    caller.actor(), handle -> AccountAnalytics.of(handle, clock.instant(), days))));
  }
}
