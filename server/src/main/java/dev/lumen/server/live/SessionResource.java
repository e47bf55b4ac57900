package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.api.Slice;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.conversation.RequestKey;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/conversations}: spoken conversations, their messages and replies. */
public final class SessionResource implements HttpService {
  /** Where it is. */
  public static final String PATH = "/api/v2/conversations";

  private static final int MOST_LISTED = 200;
  private static final Map<String, String> STATUSES =
      Stream.of("active", "paused", "completed", "ended", "archived")
          .collect(Collectors.toMap(Function.identity(), Function.identity()));
  private static final Map<String, Boolean> ROLES = Map.of("user", false, "assistant", true);

  private final ConversationAccess access;
  private final Database database;
  private final LiveRoom room;
  private final InstantSource clock;

  public SessionResource(
      ConversationAccess access, Database database, LiveRoom room, InstantSource clock) {
    this.access = access;
    this.database = database;
    this.room = room;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/personalities", this::personalities)
        .post("/", this::create)
        .get("/", this::list)
        .get("/{id}", this::read)
        .post("/{id}/messages", this::say)
        .get("/{id}/messages", this::messages)
        .put("/{id}/end", this::end);
  }

  private void personalities(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Responses.ok(response, Map.of("personalities", Personality.shown()));
  }

  /** H-27. */
  record Created(
      UUID id,
      @Nullable String userId,
      String status,
      String personality,
      String welcomeMessage,
      Instant createdAt,
      Map<String, Object> conversationMetadata) {}

  private void create(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    byte[] sent = Body.bytes(request, Body.DEFAULT_LIMIT_BYTES);
    RequestKey key = RequestKey.of(request, caller, sent);
    Fields body = Body.parseOptional(sent);
    SessionStore.New made = read(body, Preferences.personality(database, caller));
    body.check();
    String name = made.topic() == null ? "Conversation" : made.topic();
    LiveSessions.Created answer =
        room.sessions().create(caller.actor(), caller.id(), shortened(name), made, key);
    Conversation created = answer.conversation();
    if (answer.repeated()) {
      RequestKey.markRepeated(response);
    }
    Map<String, Object> metadata = new java.util.LinkedHashMap<>();
    metadata.put("session_type", made.sessionType());
    metadata.put("topic", made.topic());
    Responses.ok(
        response,
        new Created(
            created.id(),
            made.participant(),
            created.status(),
            made.personality().wireName(),
            made.personality().welcome(),
            created.createdAt(),
            metadata));
  }

  static SessionStore.New read(Fields body, Personality usual) {
    Personality personality = body.optionalChoice("personality", Personality.byName());
    String type = body.optionalText("session_type", 50);
    return new SessionStore.New(
        personality == null ? usual : personality,
        type == null || type.isBlank() ? "general" : type,
        body.optionalText("topic", 500),
        body.optionalText("user_id", 255));
  }

  private static String shortened(String name) {
    int length = Math.min(name.codePointCount(0, name.length()), 255);
    return name.isBlank() ? "Conversation" : name.substring(0, name.offsetByCodePoints(0, length));
  }

  /** H-32. */
  record Listing(List<SessionListing.Row> conversations, int totalCount, int limit, int offset) {}

  private void list(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Slice slice = Slice.from(request, 20, MOST_LISTED);
    Fields query = Fields.query(request);
    SessionListing.Filter filter =
        new SessionListing.Filter(
            query.optionalText("user_id", 255), query.optionalChoice("status", STATUSES));
    query.check();
    Responses.ok(
        response,
        database.readHeavy(
            caller.actor(),
            handle ->
                new Listing(
                    SessionListing.list(handle, filter, slice),
                    SessionListing.count(handle, filter),
                    slice.limit(),
                    slice.offset())));
  }

  /** H-29. */
  record Read(
      UUID conversationId,
      String status,
      String currentState,
      String personality,
      int messageCount,
      Instant lastActivity,
      int activeConnections) {}

  private void read(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    room.sessions().session(caller.actor(), id);
    SessionListing.Row row =
        database.read(caller.actor(), handle -> SessionListing.find(handle, id)).orElseThrow();
    Responses.ok(
        response,
        new Read(
            id,
            row.status(),
            row.currentState(),
            row.personality(),
            row.messageCount(),
            row.lastActivity(),
            room.talks().connections().count(id)));
  }

  /** H-28. */
  record Said(
      boolean success,
      UUID messageId,
      String content,
      @Nullable String aiResponse,
      @Nullable UUID aiMessageId,
      @Nullable String aiModelUsed,
      boolean aiFallback,
      @Nullable Feedback feedback,
      @Nullable VocabularyAnalysis vocabularyAnalysis,
      String conversationState) {}

  private void say(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversation(request, caller).id();
    Fields body = Body.read(request);
    String content = body.text("content", LiveMessage.MAX_TEXT);
    boolean byAssistant = body.choice("role", ROLES, false);
    @Nullable String audio = body.optionalText("audio_url", 2_000);
    body.check();
    LiveTalk talk = room.talks().of(caller.actor(), id);
    if (byAssistant) {
      Speaking.Given given =
          room.talks()
              .with(talk, it -> room.speaking().external(caller.actor(), it, content, audio, null));
      Responses.ok(
          response,
          new Said(
              true,
              given.turn().turnId(),
              given.turn().cleanedText(),
              null,
              null,
              null,
              false,
              null,
              null,
              talk.state().wireName()));
      return;
    }
    Exchange exchange = Exchange.of(room, caller.actor(), id, Listening.Words.of(content));
    Optional<Speaking.Given> reply = exchange.reply();
    Responses.ok(
        response,
        new Said(
            true,
            exchange.heard().turnId(),
            exchange.heard().cleanedText(),
            reply.map(it -> it.reply().text()).orElse(null),
            reply.map(it -> it.turn().turnId()).orElse(null),
            reply.map(it -> it.reply().engine()).orElse(null),
            reply.map(it -> it.reply().fallback()).orElse(false),
            Feedback.on(content, exchange.heard().cleanedText()),
            VocabularyAnalysis.of(exchange.heard().cleanedText()),
            talk.state().wireName()));
  }

  /** H-30. */
  record Messages(
      UUID conversationId,
      List<SessionListing.Message> messages,
      int totalMessages,
      int limit,
      int offset) {}

  private void messages(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    Slice slice = Slice.from(request, 50, MOST_LISTED);
    List<SessionListing.Message> found =
        database.read(
            caller.actor(), handle -> SessionListing.messages(handle, conversation.id(), slice));
    Responses.ok(
        response,
        new Messages(
            conversation.id(),
            found,
            slice.total(conversation.turnsCount(), found.size()),
            slice.limit(),
            slice.offset()));
  }

  /** H-31. */
  record Ended(boolean success, UUID conversationId, String status, Instant timestamp) {}

  private void end(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    room.end(caller.actor(), id);
    Responses.ok(response, new Ended(true, id, "ended", clock.instant()));
  }
}
