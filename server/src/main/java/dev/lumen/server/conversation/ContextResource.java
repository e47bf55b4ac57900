package dev.lumen.server.conversation;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.database.Database;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/conversations/{id}/context}. */
public final class ContextResource implements HttpService {
  /** The longest shared context, in characters. */
  public static final int MAX_SHARED_CONTEXT = 50_000;

  private static final String DEFAULT_TYPE = "session_notes";

  private static final Map<String, String> TYPES =
      Map.of(
          "user_info", "user_info",
          "business_info", "business_info",
          "session_notes", "session_notes");

  private final ConversationAccess access;
  private final Database database;
  private final ConversationStore conversations;
  private final ContextStore contexts;
  private final Hooks hooks;

  /**
   * What the context touches elsewhere.
   *
   * @param windowSize the sliding window of a conversation
   * @param changed told when the shared context of a conversation has changed
   */
  public record Hooks(ToIntFunction<Conversation> windowSize, Consumer<UUID> changed) {}

  public ContextResource(
      ConversationAccess access,
      Database database,
      ConversationStore conversations,
      ContextStore contexts,
      Hooks hooks) {
    this.access = access;
    this.database = database;
    this.conversations = conversations;
    this.contexts = contexts;
    this.hooks = hooks;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/{id}/context", this::share).get("/{id}/context", this::read);
  }

  private void share(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    Fields body = Body.read(request);
    @Nullable String given = body.optionalText("shared_context", MAX_SHARED_CONTEXT);
    if (given == null) {
      body.rejectMissing("shared_context");
    }
    String type =
        Objects.requireNonNullElse(body.optionalChoice("context_type", TYPES), DEFAULT_TYPE);
    body.check();
    // Blank text is how people take back what they have shared.
    String shared = given == null || given.isBlank() ? "" : given;
    ConversationContext context =
        database.write(caller.actor(), handle -> share(handle, id, shared, type));
    hooks.changed().accept(id);
    Responses.ok(response, context);
  }

  private ConversationContext share(Handle handle, UUID id, String shared, String type) {
    if (!conversations.lock(handle, id)) {
      throw ApiException.conversationNotFound(id);
    }
    contexts.share(handle, id, shared, type);
    Conversation conversation = conversations.find(handle, id).orElseThrow();
    EventStore.append(handle, id, List.of(EventDraft.conversationUpdated()));
    return contexts.read(handle, conversation, hooks.windowSize().applyAsInt(conversation));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    Responses.ok(
        response,
        database.read(
            caller.actor(),
            handle ->
                contexts.read(handle, conversation, hooks.windowSize().applyAsInt(conversation))));
  }
}
