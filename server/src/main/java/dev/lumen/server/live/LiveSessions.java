package dev.lumen.server.live;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationStore;
import dev.lumen.server.conversation.RequestKey;
import dev.lumen.server.conversation.RequestKeys;
import dev.lumen.server.conversation.SessionInfo;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Trip;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The stored side of spoken conversations: their states. A move is one commit together with the
 * event that tells of it, under the conversation's lock, so of several at once each sees the one
 * before.
 */
public final class LiveSessions {
  private static final int REMEMBERED_TURNS = 20;

  private final Database database;
  private final ConversationStore conversations;
  private final SessionStore sessions;
  private final RequestKeys keys;
  private final InstantSource clock;

  public LiveSessions(Database database, ConversationStore conversations, InstantSource clock) {
    this.database = database;
    this.conversations = conversations;
    this.sessions = new SessionStore(conversations);
    this.keys = new RequestKeys(clock);
    this.clock = clock;
  }

  /** What became of a wish to move: {@code seq} is the event's number, 0 when nothing changed. */
  public record Moved(LiveState from, LiveState to, long seq) {}

  /** Why a state changes, and what its mover has to say about it. */
  record Cause(String reason, Map<String, ?> metadata) {
    static Cause of(String reason) {
      return new Cause(reason, Map.of());
    }
  }

  /**
   * The spoken side of a conversation.
   *
   * @throws ApiException PROC_001 when it is unknown or not the actor's
   */
  public LiveSession session(Actor actor, UUID id) {
    Optional<LiveSession> known =
        database.read(
            actor,
            handle -> {
              if (conversations.find(handle, id).isEmpty()) {
                throw ApiException.conversationNotFound(id);
              }
              return sessions.find(handle, id);
            });
    return known.orElseGet(() -> database.write(actor, handle -> sessions.lock(handle, id)));
  }

  /** Creates a conversation that is to be spoken. */
  Conversation create(Actor actor, UUID owner, String name, SessionStore.New made) {
    return create(actor, owner, name, made, null).conversation();
  }

  /**
   * A new conversation, or the one that an earlier request with the same key has made.
   *
   * @param repeated whether it is an earlier one's
   */
  record Created(Conversation conversation, boolean repeated) {}

  /** As the other one, once for each key. */
  Created create(
      Actor actor, UUID owner, String name, SessionStore.New wanted, @Nullable RequestKey key) {
    return database.write(
        actor,
        handle -> {
          RequestKeys.Made made =
              keys.once(
                  handle,
                  key,
                  () -> {
                    UUID id = UUID.randomUUID();
                    conversations.create(
                        handle,
                        id,
                        owner,
                        name,
                        null,
                        SessionInfo.created(Json.tree("{}"), "live"));
                    sessions.begin(handle, id, wanted);
                    return id;
                  });
          return new Created(
              conversations
                  .find(handle, made.conversationId())
                  .orElseThrow(() -> ApiException.conversationNotFound(made.conversationId())),
              made.repeated());
        });
  }

  /**
   * Moves a conversation to a state, or changes nothing.
   *
   * @throws ApiException 409 when the move is illegal; its details name the states that may follow
   */
  Moved move(Actor actor, UUID id, LiveState to, Cause cause) {
    return database.write(
        actor,
        handle -> {
          LiveState from = sessions.lock(handle, id).state();
          if (!from.mayBecome(to)) {
            throw illegal(from, to);
          }
          return new Moved(from, to, from == to ? 0 : move(handle, id, from, to, cause));
        });
  }

  /** Stores the state and tells it, in one commit; answers the number of the event. */
  private long move(Handle handle, UUID id, LiveState from, LiveState to, Cause cause) {
    Trip last = Trip.on(handle);
    sessions.setState(last, id, to, clock.instant());
    List<EventDraft> drafts = new ArrayList<>();
    if (to == LiveState.ENDED) {
      conversations.setStatus(handle, id, "ended");
      drafts.add(EventDraft.conversationUpdated());
    }
    drafts.add(LiveEvents.moved(from, to, cause.reason(), cause.metadata()));
    return EventStore.appendAndCommit(last, id, drafts);
  }

  /** Stores a whole reply until it was heard, and tells it. */
  long keepReply(Actor actor, UUID id, LiveSession.Spoken reply, EventDraft told) {
    return database.write(
        actor,
        handle -> {
          sessions.lock(handle, id);
          Trip last = Trip.on(handle);
          sessions.setReply(last, id, reply);
          return EventStore.appendAndCommit(last, id, List.of(told));
        });
  }

  /** Tells something that is kept. */
  void tell(Actor actor, UUID id, EventDraft told) {
    database.write(
        actor,
        handle -> {
          sessions.lock(handle, id);
          return EventStore.appendAndCommit(Trip.on(handle), id, List.of(told));
        });
  }

  /** A reply has become a turn. */
  void forgetReply(Actor actor, UUID id) {
    database.write(
        actor,
        handle -> {
          Trip last = Trip.on(handle);
          sessions.setReply(last, id, null);
          last.goAndCommit();
          return id;
        });
  }

  /** The final that a client sent under a name of its own, among the latest turns. */
  Optional<LiveTalk.Final> named(Actor actor, UUID id, String name) {
    return database.read(actor, handle -> sessions.named(handle, id, name));
  }

  /** What a reply has to answer. */
  Responder.Talk talk(Actor actor, UUID id) {
    return database.read(
        actor,
        handle -> {
          LiveSession session = sessions.find(handle, id).orElseThrow();
          return new Responder.Talk(
              session.personality(), session.topic(), sessions.said(handle, id, REMEMBERED_TURNS));
        });
  }

  /** Sessions that a process before this one has left in the middle of a reply. */
  List<LiveSession> cutOff() {
    return database.read(
        new Actor.Service(),
        handle ->
            sessions.cutOff(handle).stream()
                .flatMap(id -> sessions.find(handle, id).stream())
                .toList());
  }

  /** Whether a turn with that reply stands. */
  boolean isTurn(UUID id, UUID messageId) {
    return database.read(
        new Actor.Service(),
        handle ->
            handle
                .createQuery(
                    """
                    SELECT 1 FROM turns WHERE conversation_id = :id
                       AND metadata -> 'source' ->> 'message_id' = :message
                    """)
                .bind("id", id)
                .bind("message", messageId.toString())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
  }

  private static ApiException illegal(LiveState from, LiveState to) {
    List<String> allowed = from.next().stream().map(LiveState::wireName).sorted().toList();
    String may =
        allowed.isEmpty() ? "it stays that way" : "it may become " + String.join(", ", allowed);
    return ApiException.conflict(
            "The conversation is %s and cannot become %s; %s."
                .formatted(from.wireName(), to.wireName(), may))
        .withDetails(
            Map.of(
                "current_state", from.wireName(),
                "requested_state", to.wireName(),
                "allowed_states", allowed));
  }
}
