package dev.lumen.server.turn;

import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.Speakers;
import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.api.Slice;
import dev.lumen.server.conversation.ContextResource;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.conversation.RequestKey;
import dev.lumen.server.database.Database;
import dev.lumen.server.queue.Priority;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/conversations/{id}/turns}: take a turn in, now or through the queue; read them.
 */
public final class TurnResource implements HttpService {
  /** The longest raw text of a turn, in characters: about an hour of speech. */
  public static final int MAX_RAW_TEXT = 100_000;

  /** The most turns in one answer; {@code limit} and {@code offset} reach the others. */
  public static final int MAX_LISTED = 10_000;

  private static final int MAX_SPEAKER = 100;

  private static final Map<String, CleaningLevel> LEVELS =
      Map.of(
          "none", CleaningLevel.NONE,
          "light", CleaningLevel.LIGHT,
          "full", CleaningLevel.FULL);

  private static final Map<String, Priority> PRIORITIES =
      Map.of(
          "1", Priority.NORMAL,
          "normal", Priority.NORMAL,
          "2", Priority.HIGH,
          "high", Priority.HIGH,
          "3", Priority.URGENT,
          "urgent", Priority.URGENT);

  private final ConversationAccess access;
  private final Database database;
  private final TurnStore turns;
  private final TurnIntake intake;
  private final RepeatedTurns repeated;
  private final TurnTracing tracing;

  public TurnResource(ConversationAccess access, TurnRoom room, TurnIntake intake) {
    this.access = access;
    this.database = room.database();
    this.turns = room.turns();
    this.intake = intake;
    this.repeated = new RepeatedTurns(room.database(), room.turns());
    this.tracing = new TurnTracing(room.measurements().trace(), room.clock());
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/{id}/turns", this::process)
        .post("/{id}/turns/realtime", this::enqueue)
        .post("/{id}/turns/{turn_id}/retry", this::retry)
        .get("/{id}/turns", this::list);
  }

  private void process(ServerRequest request, ServerResponse response) {
    long start = System.nanoTime();
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversationId(request, caller);
    Sent sent = read(request, caller);
    TurnView taken =
        repeated.once(
            new RepeatedTurns.Sent(caller.actor(), id, sent.turn(), sent.key()),
            turnId -> intake.process(caller.actor(), id, sent.turn(), turnId),
            before -> told(response, before));
    Responses.ok(response, taken);
    tracing.answered(taken.turnId(), System.nanoTime() - start);
  }

  private void enqueue(ServerRequest request, ServerResponse response) {
    long begun = System.nanoTime();
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversationId(request, caller);
    Sent sent = read(request, caller);
    long start = System.nanoTime();
    TurnIntake.Enqueued enqueued =
        repeated.once(
            new RepeatedTurns.Sent(caller.actor(), id, sent.turn(), sent.key()),
            turnId -> intake.enqueue(caller.actor(), id, sent.turn(), turnId),
            before -> before(caller, told(response, before), sent.turn()));
    double millis = Math.round((System.nanoTime() - start) / 1000.0) / 1000.0;
    Responses.ok(response, Queued.of(enqueued, enqueued.priority(), millis));
    tracing.answered(enqueued.turn().turnId(), System.nanoTime() - begun);
  }

  private static TurnView told(ServerResponse response, TurnView before) {
    RequestKey.markRepeated(response);
    return before;
  }

  private TurnIntake.Enqueued before(Principal caller, TurnView stored, NewTurn turn) {
    int place = database.read(caller.actor(), handle -> turns.placeInLine(handle, stored));
    return new TurnIntake.Enqueued(
        Arrival.jobOf(stored.turnId()), stored, turn.priority(), stored.isQueued(), place);
  }

  private void retry(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.TURNS);
    UUID id = access.conversationId(request, caller);
    UUID turnId = Paths.uuid(request, "turn_id");
    long start = System.nanoTime();
    TurnIntake.Enqueued again = intake.retry(caller.actor(), id, turnId);
    double millis = Math.round((System.nanoTime() - start) / 1000.0) / 1000.0;
    Responses.ok(response, Queued.of(again, again.priority(), millis));
  }

  /** What a client reads after queueing a turn. */
  record Queued(
      boolean success,
      UUID jobId,
      UUID turnId,
      UUID conversationId,
      int seq,
      String status,
      Instant queuedAt,
      double queueTimeMs,
      int priority,
      String priorityLabel,
      int position,
      String message) {

    static Queued of(TurnIntake.Enqueued enqueued, Priority priority, double millis) {
      TurnView turn = enqueued.turn();
      return new Queued(
          true,
          enqueued.jobId(),
          turn.turnId(),
          turn.conversationId(),
          turn.seq(),
          turn.status(),
          turn.createdAt(),
          millis,
          priority.number(),
          priority.label(),
          enqueued.position(),
          outcome(enqueued));
    }
  }

  private static String outcome(TurnIntake.Enqueued enqueued) {
    if (enqueued.queued()) {
      return "The turn is stored and will be cleaned in its order.";
    }
    return Speakers.isAssistant(enqueued.turn().speaker())
        ? "The AI voice needs no cleaning: the turn is stored as it is."
        : "The turn is cleaned and stored.";
  }

  private void list(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    Slice slice = Slice.from(request, MAX_LISTED, MAX_LISTED);
    Fields query = Fields.query(request);
    boolean transcripts = query.optionalBoolean("transcripts", true);
    query.check();
    List<TurnView> found =
        database.readHeavy(
            caller.actor(),
            handle -> turns.list(handle, conversation.id(), slice.limit(), slice.offset()));
    Responses.ok(response, Listing.of(found, conversation.turnsCount(), slice, transcripts));
  }

  /** The turns of a conversation with the names of both earlier APIs. */
  record Listing(
      List<TurnView> turns,
      int total,
      int totalCount,
      int returnedCount,
      int offset,
      int limit,
      List<TurnView> rawTranscript,
      List<TurnView> cleanedTranscript) {

    static Listing of(List<TurnView> turns, int counted, Slice slice, boolean transcripts) {
      int total = slice.total(counted, turns.size());
      return new Listing(
          turns,
          total,
          total,
          turns.size(),
          slice.offset(),
          slice.limit(),
          transcripts ? turns : List.of(),
          transcripts ? turns.stream().filter(TurnView::isProcessed).toList() : List.of());
    }
  }

  /** A turn as it was sent, with the key of the request where it has one. */
  private record Sent(NewTurn turn, @Nullable RequestKey key) {}

  private static Sent read(ServerRequest request, Principal caller) {
    byte[] sent = Body.bytes(request, Body.DEFAULT_LIMIT_BYTES);
    @Nullable RequestKey key = RequestKey.of(request, caller, sent);
    return new Sent(read(Body.parse(sent)), key);
  }

  private static NewTurn read(Fields body) {
    String speaker = body.text("speaker", MAX_SPEAKER);
    String rawText = body.text("raw_text", MAX_RAW_TEXT);
    @Nullable String shared =
        body.optionalText("shared_context", ContextResource.MAX_SHARED_CONTEXT);
    @Nullable CleaningLevel level = body.optionalChoice("force_cleaning_level", LEVELS);
    @Nullable CleaningLevel wished =
        body.child("metadata").map(m -> m.optionalChoice("cleaning_level", LEVELS)).orElse(null);
    @Nullable Priority priority = body.optionalChoice("priority", PRIORITIES);
    body.check();
    return new NewTurn(
        speaker,
        rawText,
        shared,
        level == null ? wished : level,
        Objects.requireNonNullElse(priority, Priority.NORMAL),
        "{}");
  }
}
