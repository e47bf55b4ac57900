package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/test}: tries a spoken conversation out, in development mode only. Everything it
 * reports really happened on the way that all conversations take.
 */
public final class TrialResource implements HttpService {
  /** Where it is. */
  public static final String PATH = "/api/test";

  private static final double LONGEST_DELAY_SECONDS = 10;
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "message", "POST /api/test/conversations/{id}/message",
          "speech", "POST /api/test/conversations/{id}/speech",
          "state_transitions", "GET /api/test/conversations/{id}/state-transitions",
          "stress_test", "GET /api/test/conversations/{id}/stress-test",
          "delete", "DELETE /api/test/conversations/{id}",
          "system_status", "GET /api/test/system-status");

  private final ConversationAccess access;
  private final Database database;
  private final LiveRoom room;
  private final SystemProbe probe;
  private final InstantSource clock;

  public TrialResource(
      ConversationAccess access,
      Database database,
      LiveRoom room,
      SystemProbe probe,
      InstantSource clock) {
    this.access = access;
    this.database = database;
    this.room = room;
    this.probe = probe;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/conversations", this::create)
        .post("/conversations/{id}/message", this::message)
        .post("/conversations/{id}/speech", this::speech)
        .get("/conversations/{id}/state-transitions", this::transitions)
        .get("/conversations/{id}/stress-test", this::stress)
        .delete("/conversations/{id}", this::delete)
        .get("/system-status", this::status);
  }

  /** H-33. */
  record Created(
      boolean success,
      Ready conversation,
      Map<String, String> testEndpoints,
      List<String> instructions) {}

  /** A conversation that waits for its first words. */
  record Ready(
      UUID conversationId,
      String welcomeMessage,
      String personality,
      String status,
      String websocketUrl) {}

  private void create(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Fields body = Body.readOptional(request);
    SessionStore.New made = SessionResource.read(body, Personality.FRIENDLY_NEUTRAL);
    body.check();
    Conversation created = room.sessions().create(caller.actor(), caller.id(), "Trial", made);
    String socket =
        "ws://" + request.authority() + LiveRoutes.PATH.replace("{id}", created.id().toString());
    Responses.ok(
        response,
        new Created(
            true,
            new Ready(
                created.id(),
                made.personality().welcome(),
                made.personality().wireName(),
                "ready",
                socket),
            ENDPOINTS,
            List.of(
                "Open the socket and keep it open.",
                "Send a message or speech to the test endpoints and watch the events.",
                "Delete the conversation when you are done.")));
  }

  /** H-34. */
  record Exchanged(
      boolean success,
      boolean messageProcessed,
      String userMessage,
      String cleanedMessage,
      @Nullable String aiResponse,
      @Nullable String aiModelUsed,
      boolean aiFallback,
      Feedback feedback,
      String currentState,
      String transcript,
      double processingTimeMs,
      int websocketUpdates) {}

  private void message(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Fields body = Body.read(request);
    String content = body.text("content", LiveMessage.MAX_TEXT);
    boolean delayed = body.optionalBoolean("simulate_processing_delay", false);
    double seconds = body.optionalNumber("delay_seconds", 0, LONGEST_DELAY_SECONDS, 1);
    body.check();
    long before = probe.lastEvent(id);
    long start = System.nanoTime();
    if (delayed) {
      pause(Duration.ofMillis(Math.round(seconds * 1000)));
    }
    Exchange exchange = Exchange.of(room, caller.actor(), id, Listening.Words.of(content));
    double millis = (System.nanoTime() - start) / 1e6;
    Optional<Speaking.Given> reply = exchange.reply();
    LiveTalk talk = room.talks().of(caller.actor(), id);
    Responses.ok(
        response,
        new Exchanged(
            true,
            exchange.heard().isProcessed(),
            content,
            exchange.heard().cleanedText(),
            reply.map(it -> it.reply().text()).orElse(null),
            reply.map(it -> it.reply().engine()).orElse(null),
            reply.map(it -> it.reply().fallback()).orElse(false),
            Feedback.on(content, exchange.heard().cleanedText()),
            talk.state().wireName(),
            room.talks().with(talk, LiveTalk::heard),
            rounded(millis),
            (int) (probe.lastEvent(id) - before)));
  }

  private void speech(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Responses.ok(response, new SpeechTrial(room, caller).run(id, Body.read(request)));
  }

  private void transitions(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Responses.ok(response, new TransitionTrial(room, database, caller).run(id));
  }

  private void stress(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Fields query = Fields.query(request);
    int messages = query.optionalInt("message_count", 1, 200, 10);
    int connections = query.optionalInt("concurrent_connections", 0, 100, 3);
    query.check();
    Responses.ok(
        response,
        new StressTrial(room, caller, request.localPeer()).run(id, messages, connections));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    database.write(
        caller.actor(), handle -> handle.execute("DELETE FROM conversations WHERE id = ?", id));
    Responses.ok(response, Map.of("success", true, "conversation_id", id));
  }

  /** H-38. */
  record SystemStatus(
      boolean success,
      Instant timestamp,
      String systemStatus,
      Map<String, Object> components,
      Map<String, String> testEndpoints) {}

  private void status(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Map<String, Object> components = new LinkedHashMap<>(probe.components());
    components.put(
        "websocket_server",
        Map.of("status", "healthy", "active_connections", room.talks().connections().total()));
    components.put(
        "conversation_state_manager",
        Map.of("status", "healthy", "conversations_in_memory", room.talks().all().size()));
    boolean well =
        components.values().stream()
            .noneMatch(it -> it instanceof Map<?, ?> map && "error".equals(map.get("status")));
    Responses.ok(
        response,
        new SystemStatus(
            true, clock.instant(), well ? "healthy" : "degraded", components, ENDPOINTS));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
