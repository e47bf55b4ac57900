package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.ConversationEvent;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.RealtimeHub;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conversations that are being spoken on this node, and who is connected to them. */
final class Talks {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final LiveSessions sessions;
  private final RealtimeHub hub;
  private final Map<UUID, LiveTalk> talks = new ConcurrentHashMap<>();
  private final Connections connections;
  private volatile Runnable whenOneBegins = () -> {};

  Talks(LiveSessions sessions, RealtimeHub hub, InstantSource clock) {
    this.sessions = sessions;
    this.hub = hub;
    this.connections = new Connections(clock);
    hub.watch(this::seen);
  }

  /** Has somebody told that there is a talk to look after. */
  void whenOneBegins(Runnable told) {
    whenOneBegins = told;
  }

  Connections connections() {
    return connections;
  }

  RealtimeHub hub() {
    return hub;
  }

  /** The talk of a conversation that the actor may see. */
  LiveTalk of(Actor actor, UUID id) {
    LiveTalk known = talks.get(id);
    if (known != null) {
      return known;
    }
    LiveState state = sessions.session(actor, id).state();
    String heard =
        sessions.talk(actor, id).said().stream()
            .filter(said -> !said.byAssistant())
            .map(Responder.Said::text)
            .collect(Collectors.joining(" "));
    LiveTalk talk = talks.computeIfAbsent(id, key -> new LiveTalk(key, state, heard));
    whenOneBegins.run();
    return talk;
  }

  /** A final that was stored under a client's own name before; null for none. */
  LiveTalk.@Nullable Final stored(Actor actor, LiveTalk talk, String name) {
    LiveTalk.Final found = sessions.named(actor, talk.id(), name).orElse(null);
    if (found != null) {
      talk.remember(name, found);
    }
    return found;
  }

  /** Does something while nothing else happens to the talk. */
  <T extends @Nullable Object> T with(LiveTalk talk, Function<LiveTalk, T> work) {
    talk.lock().lock();
    try {
      talk.catchUp();
      return work.apply(talk);
    } finally {
      talk.lock().unlock();
    }
  }

  /** Moves a talk, in the store and here; its lock is held. */
  LiveSessions.Moved move(Actor actor, LiveTalk talk, LiveState to, LiveSessions.Cause cause) {
    LiveSessions.Moved moved = sessions.move(actor, talk.id(), to, cause);
    talk.settled(moved.to(), moved.seq());
    return moved;
  }

  /** Tells something that is not kept. */
  void publish(LiveTalk talk, EventType type, String payload) {
    hub.publishEphemeral(talk.id(), type.wireName(), payload);
  }

  Collection<LiveTalk> all() {
    return List.copyOf(talks.values());
  }

  /** Forgets talks that nobody follows and nothing happens in. */
  void forgetQuiet() {
    talks
        .values()
        .removeIf(
            talk ->
                talk.isQuietFor(FORGOTTEN_AFTER.toNanos())
                    && talk.speech() == null
                    && !hub.hasFollowers(talk.id()));
  }

  /** On the feed's thread: another node, or this one, has moved a conversation. */
  private void seen(ConversationEvent event) {
    if (!event.type().equals(EventType.STATE_UPDATE.wireName())) {
      return;
    }
    JsonNode payload = Json.tree(event.payload());
    LiveState.of(payload.path("current_state").asText()).ifPresent(to -> seen(event, to));
  }

  private void seen(ConversationEvent event, LiveState to) {
    LiveTalk talk = talks.get(event.conversationId());
    if (talk != null) {
      talk.told(to, event.seq()); // never waits for its lock: the feed serves everybody
    }
    if (to == LiveState.ENDED) {
      connections.ended(event.conversationId());
    }
  }
}
