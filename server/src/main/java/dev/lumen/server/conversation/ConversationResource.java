package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Page;
import dev.lumen.server.api.Responses;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.json.MergePatch;
import dev.lumen.server.measure.HotReads;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/conversations}: create, list and search, read, change and delete. */
public final class ConversationResource implements HttpService {
  private static final int MAX_NAME = 255;
  private static final int MAX_DESCRIPTION = 10_000;

  private static final Map<String, String> STATUSES =
      Stream.of("active", "paused", "completed", "ended", "archived")
          .collect(Collectors.toMap(Function.identity(), Function.identity()));

  /** What a client may set; pausing and resuming have their own requests. */
  private static final Map<String, String> SETTABLE =
      Map.of("active", "active", "completed", "completed", "archived", "archived");

  private final ConversationAccess access;
  private final Database database;
  private final ConversationStore conversations;
  private final RequestKeys keys;
  private final HotReads hotReads;

  public ConversationResource(
      ConversationAccess access,
      Database database,
      ConversationStore conversations,
      RequestKeys keys,
      HotReads hotReads) {
    this.access = access;
    this.database = database;
    this.conversations = conversations;
    this.keys = keys;
    this.hotReads = hotReads;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/", this::create)
        .get("/", this::list)
        .get("/{id}", this::read)
        .patch("/{id}", this::change)
        .delete("/{id}", this::delete);
  }

  private void create(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    byte[] sent = Body.bytes(request, Body.DEFAULT_LIMIT_BYTES);
    @Nullable RequestKey key = RequestKey.of(request, caller, sent);
    Fields body = Body.parse(sent);
    String name = body.text("name", MAX_NAME);
    @Nullable String description = body.optionalText("description", MAX_DESCRIPTION);
    Optional<JsonNode> metadata = metadata(body);
    body.check();
    JsonNode kept = metadata.orElseGet(() -> Json.mapper().createObjectNode());
    Answer answer =
        database.write(
            caller.actor(),
            handle -> {
              RequestKeys.Made made =
                  keys.once(
                      handle,
                      key,
                      () -> {
                        UUID id = UUID.randomUUID();
                        conversations.create(handle, id, caller.id(), name, description, kept);
                        return id;
                      });
              return new Answer(
                  conversations
                      .find(handle, made.conversationId())
                      .orElseThrow(() -> ApiException.conversationNotFound(made.conversationId())),
                  made.repeated());
            });
    if (answer.repeated()) {
      RequestKey.markRepeated(response);
    }
    Responses.ok(response, answer.conversation());
  }

  private record Answer(Conversation conversation, boolean repeated) {}

  private void list(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Page page = Page.from(request);
    Fields query = Fields.query(request);
    ConversationFilter filter = ConversationFilter.from(query, STATUSES);
    query.check();
    Responses.ok(
        response,
        hotReads.get(
            List.of("list", caller.id(), page, filter),
            () ->
                database.readHeavy(
                    caller.actor(), handle -> listing(handle, caller.actor(), page, filter))));
  }

  private Listing listing(Handle handle, Actor actor, Page page, ConversationFilter filter) {
    SearchQuery search = filter.search(handle);
    ConversationStore.Found found = conversations.list(handle, actor, page, filter, search);
    return new Listing(
        found.conversations(),
        found.total(),
        page.page(),
        page.perPage(),
        SearchHits.of(handle, found.conversations(), search));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Responses.ok(response, access.conversation(request, access.caller(request, response)));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    if (!database.write(caller.actor(), handle -> conversations.delete(handle, id))) {
      throw ApiException.conversationNotFound(id);
    }
    Responses.ok(response, Map.of("success", true));
  }

  private void change(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    Fields body = Body.read(request);
    body.rejectNull("name", "status");
    Change change =
        new Change(
            body.has("name") ? body.text("name", MAX_NAME) : null,
            body.optionalText("description", MAX_DESCRIPTION),
            body.isNull("description"),
            body.optionalChoice("status", SETTABLE),
            body.isNull("metadata") ? NullNode.getInstance() : metadata(body).orElse(null));
    body.check();
    Responses.ok(response, database.write(caller.actor(), handle -> change(handle, id, change)));
  }

  private Conversation change(Handle handle, UUID id, Change change) {
    if (!conversations.lock(handle, id)) {
      throw ApiException.conversationNotFound(id);
    }
    conversations.rename(handle, id, change.name(), change.description());
    if (change.undescribed()) {
      conversations.undescribe(handle, id);
    }
    @Nullable JsonNode patch = change.metadata();
    if (patch != null) {
      JsonNode before = conversations.find(handle, id).orElseThrow().metadata();
      conversations.keep(
          handle,
          id,
          patch.isNull()
              ? Json.mapper().createObjectNode()
              : storable(MergePatch.apply(before, patch)));
    }
    @Nullable String status = change.status();
    if (status != null) {
      requireNotPaused(conversations.find(handle, id).orElseThrow());
      if (status.equals("active") && conversations.isSpokenToEnd(handle, id)) {
        throw ApiException.conflict("The conversation was spoken to its end and stays ended.");
      }
      conversations.setStatus(handle, id, status);
    }
    Conversation changed = conversations.find(handle, id).orElseThrow();
    EventStore.append(handle, id, List.of(EventDraft.conversationUpdated()));
    return changed;
  }

  /** Its turns are held back; only resuming lets them go on. */
  private static void requireNotPaused(Conversation conversation) {
    if (conversation.status().equals("paused")) {
      throw ApiException.conflict(
          "The status cannot be changed while the conversation is paused; resume it first.");
    }
  }

  /** What is to be kept; what it says of the processing is checked. */
  private static Optional<JsonNode> metadata(Fields body) {
    Optional<JsonNode> metadata = body.object("metadata");
    metadata.flatMap(_ -> body.child("metadata")).ifPresent(ProcessingSettings::check);
    return metadata;
  }

  private static JsonNode storable(JsonNode metadata) {
    if (Json.bytes(metadata).length > Fields.MAX_OBJECT_BYTES) {
      throw ApiException.invalidField(
          "metadata",
          "must be at most %d bytes of JSON together with what is there"
              .formatted(Fields.MAX_OBJECT_BYTES));
    }
    return metadata;
  }

  /**
   * What is null stays.
   *
   * @param undescribed whether the description goes
   * @param metadata a merge patch; JSON's null takes all of it away
   */
  private record Change(
      @Nullable String name,
      @Nullable String description,
      boolean undescribed,
      @Nullable String status,
      @Nullable JsonNode metadata) {}

  /** A page of conversations, and where in them the words of a search stand. */
  record Listing(
      List<Conversation> conversations,
      int total,
      int page,
      int perPage,
      List<SearchHits.Hit> matches) {}
}
