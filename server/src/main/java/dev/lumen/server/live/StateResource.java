package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.turn.TurnView;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/conversations/{id}}: the state of a spoken conversation, its words and replies. */
public final class StateResource implements HttpService {
  /** Where it is. */
  public static final String PATH = "/api/conversations";

  private final ConversationAccess access;
  private final LiveRoom room;
  private final InstantSource clock;

  public StateResource(ConversationAccess access, LiveRoom room, InstantSource clock) {
    this.access = access;
    this.room = room;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/{id}/state", this::state)
        .post("/{id}/state", this::move)
        .post("/{id}/transcript", this::transcript)
        .post("/{id}/ai-response", this::reply)
        .get("/{id}/connections", this::connections);
  }

  /** H-23. */
  record State(
      UUID conversationId,
      String currentState,
      boolean speechRecognitionActive,
      boolean speechSynthesisActive,
      Transcript transcript,
      int activeConnections,
      Instant timestamp) {}

  /** What was heard so far, and what is being said. */
  record Transcript(String finalTranscript, String interimTranscript) {}

  private void state(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.STATUS);
    UUID id = access.conversation(request, caller).id();
    LiveState state = room.sessions().session(caller.actor(), id).state();
    LiveTalk talk = room.talks().of(caller.actor(), id);
    Responses.ok(
        response,
        room.talks()
            .with(
                talk,
                it ->
                    new State(
                        id,
                        state.wireName(),
                        state.isListening(),
                        state.isSpeaking(),
                        new Transcript(it.heard(), it.interim()),
                        room.talks().connections().count(id),
                        clock.instant())));
  }

  /** H-24. */
  record MovedTo(
      boolean success,
      UUID conversationId,
      String previousState,
      String newState,
      Instant timestamp) {}

  private void move(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Fields body = Body.read(request);
    @Nullable LiveState to =
        body.optionalParsed(
            "state", 100, LiveState::of, "must be one of " + String.join(", ", LiveState.names()));
    if (!body.has("state")) {
      body.rejectMissing("state");
    }
    Map<String, ?> metadata =
        body.object("metadata").<Map<String, ?>>map(LiveMessage::map).orElse(Map.of());
    checkAsBefore(body);
    LiveSessions.Moved moved =
        room.move(caller.actor(), id, to == null ? LiveState.IDLE : to, metadata);
    Responses.ok(
        response,
        new MovedTo(true, id, moved.from().wireName(), moved.to().wireName(), clock.instant()));
  }

  /** H-25. A turn that waits has no cleaned text yet; its status says so. */
  record Heard(
      boolean success,
      UUID conversationId,
      @Nullable UUID turnId,
      @Nullable String cleanedText,
      @Nullable String status,
      int revision,
      Instant timestamp) {}

  private void transcript(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversation(request, caller).id();
    Fields body = Body.read(request);
    @Nullable String finalText = body.optionalText("final_transcript", LiveMessage.MAX_TEXT);
    @Nullable String interim = body.optionalText("interim_transcript", LiveMessage.MAX_TEXT);
    Listening.Words words = LiveMessage.words(body, interim);
    boolean answered = body.optionalBoolean("respond", false);
    boolean isFinal = finalText != null && !finalText.isBlank();
    if (interim == null && !isFinal) {
      body.rejectMissing("final_transcript");
    }
    body.check();
    int revision = 0;
    if (interim != null && !interim.isBlank()) {
      revision = room.listening().interim(caller.actor(), id, words);
    }
    if (!isFinal) {
      Responses.ok(response, new Heard(true, id, null, null, null, revision, clock.instant()));
      return;
    }
    Listening.Words last =
        new Listening.Words(
            String.valueOf(finalText), words.confidence(), words.turn(), 0, words.speaker());
    Listening.Heard heard = room.listening().finish(caller.actor(), id, last, answered);
    if (answered && !heard.repeated()) {
      LiveTalk talk = room.talks().of(caller.actor(), id);
      room.talks()
          .with(
              talk,
              it -> {
                room.speaking().begin(caller.actor(), it);
                return it;
              });
    }
    Responses.ok(response, heard(id, heard.turn()));
  }

  private Heard heard(UUID id, TurnView turn) {
    @Nullable String cleaned = turn.isProcessed() ? turn.cleanedText() : null;
    return new Heard(true, id, turn.turnId(), cleaned, turn.status(), 0, clock.instant());
  }

  /** H-26. */
  record Replied(
      boolean success, UUID conversationId, UUID messageId, UUID turnId, Instant timestamp) {}

  private void reply(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversation(request, caller).id();
    Fields body = Body.read(request);
    String content = body.text("content", LiveMessage.MAX_TEXT);
    @Nullable String audio = body.optionalText("audio_url", 2_000);
    @Nullable JsonNode feedback = body.has("feedback") ? body.any("feedback") : null;
    checkAsBefore(body);
    LiveTalk talk = room.talks().of(caller.actor(), id);
    Speaking.Given given =
        room.talks()
            .with(
                talk, it -> room.speaking().external(caller.actor(), it, content, audio, feedback));
    Responses.ok(
        response, new Replied(true, id, given.messageId(), given.turn().turnId(), clock.instant()));
  }

  /** Clients of these two requests know 400 for faulty fields, where newer ones answer 422. */
  private static void checkAsBefore(Fields body) {
    try {
      body.check();
    } catch (ApiException faulty) {
      throw faulty.withStatus(400);
    }
  }

  private void connections(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.STATUS);
    UUID id = access.conversation(request, caller).id();
    Responses.ok(
        response,
        Map.of(
            "conversation_id", id,
            "active_connections", room.talks().connections().count(id),
            "timestamp", clock.instant()));
  }
}
