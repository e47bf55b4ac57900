package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One client: its channels, and what it says about them. */
final class Session {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());
  private static final int MAX_CHANNELS = 100;
  private static final int MAX_FAULTS = 20;
  private static final String PHOENIX = "phoenix";

  private final SupabaseFace face;
  private final SupabaseSocket.Address address;
  private final Subscriber subscriber;
  private final Outbox outbox;
  private final Joins joins;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();
  private final Set<ResumePoints.Client> clients = new HashSet<>();
  // Channels that failed while the connection stays: their clients join again in a moment.
  private final Map<Kept, Position> kept = new ConcurrentHashMap<>();
  private final Pace pace = new Pace();
  // Held while a message is handled, and by the clock that looks for expired tokens.
  private final ReentrantLock handling = new ReentrantLock();
  private int faults;

  private record Kept(UUID user, String topic) {}

  Session(SupabaseFace face, SupabaseSocket.Address address, Subscriber subscriber) {
    this.face = face;
    this.address = address;
    this.subscriber = subscriber;
    this.outbox = new Outbox(subscriber, this::end);
    this.joins = new Joins(face, this);
    face.opened(this);
    subscriber.attach(outbox);
    if (subscriber.isEnded()) {
      end();
    }
  }

  Vsn vsn() {
    return address.vsn();
  }

  SupabaseSocket.Address address() {
    return address;
  }

  Outbox outbox() {
    return outbox;
  }

  // --- what the client says ---

  void handle(ClientFrame frame) {
    pace.take();
    handling.lock();
    try {
      switch (frame) {
        case ClientFrame.Push push -> handle(push);
        case ClientFrame.Broadcast broadcast ->
            broadcast(broadcast.topic(), broadcast.ref(), broadcast.said());
        case ClientFrame.Faulty faulty -> fault(faulty.reason());
      }
    } finally {
      handling.unlock();
    }
  }

  private void handle(ClientFrame.Push push) {
    if (push.topic().equals(PHOENIX)) {
      heartbeat(push);
      return;
    }
    switch (push.event()) {
      case "phx_join" -> join(push);
      case "phx_leave" -> leave(push);
      case "access_token" -> accessToken(push);
      case "broadcast" -> broadcast(push);
      case "presence" -> presence(push);
      default -> refuse(push, "Unknown event: the server knows broadcast, presence, access_token");
    }
  }

  private void heartbeat(ClientFrame.Push push) {
    Position at = face.fanout().history().head();
    for (Channel channel : channels.values()) {
      channel.acknowledge();
      channel.mark(at);
    }
    reply(push, true, Session::nothing);
    requireStillWelcome();
  }

  /** Whoever was shut out or signed out since loses their channels at the next heartbeat. */
  private void requireStillWelcome() {
    try {
      Tickets tickets = new Tickets(joins);
      for (Channel channel : List.copyOf(channels.values())) {
        Viewer now = tickets.viewer(channel.token());
        if (isExpired(channel)) { // while signing in, perhaps
          expired(channel);
        } else if (now == null || !now.id().equals(channel.viewer().id())) {
          fail(channel, "Unauthorized: The user of this token is signed out or shut out");
        }
      }
    } catch (DatabaseException away) {
      // Nobody is shut out because it cannot be asked; the next heartbeat asks again.
      LOG.log(System.Logger.Level.DEBUG, "Rights could not be looked at", away);
    }
  }

  private void fault(String reason) {
    outbox.reply(Frames.reply(vsn(), null, null, PHOENIX, false, json -> reason(json, reason)));
    if (++faults >= MAX_FAULTS) {
      subscriber.close(CloseReason.MISUSE);
    }
  }

  // --- joining and leaving ---

  private void join(ClientFrame.Push push) {
    Channel before = channels.get(push.topic());
    if (before != null) {
      drop(before);
    } else if (channels.size() >= MAX_CHANNELS) {
      refuse(push, "ChannelRateLimitReached: Too many channels");
      return;
    }
    try {
      Joins.Joined joined = joins.join(push);
      channels.put(push.topic(), joined.channel());
      joins.enter(push, joined);
    } catch (FilterException e) {
      String reason = String.valueOf(e.getMessage());
      outbox.reply(
          Channel.systemFrame(
              vsn(), push.topic(), push.joinRef(), "postgres_changes", false, reason));
      refuse(push, reason);
    } catch (Joins.RefusedException e) {
      refuse(push, String.valueOf(e.getMessage()));
      // Clients of version 1 join again after this alone, the others after any refusal.
      if (e.mayHeal() && vsn() == Vsn.V1) {
        error(push.topic(), push.joinRef(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void error(String topic, @Nullable String joinRef, String why) {
    outbox.reply(
        Frames.message(vsn(), joinRef, joinRef, topic, "phx_error", json -> reason(json, why)));
  }

  private void leave(ClientFrame.Push push) {
    Channel channel = channels.get(push.topic());
    reply(push, true, Session::nothing);
    if (channel != null) {
      drop(channel);
      clients.forEach(client -> face.resumePoints().forget(client, push.topic()));
      outbox.reply(
          Frames.message(
              vsn(),
              channel.joinRef(),
              channel.joinRef(),
              push.topic(),
              "phx_close",
              Session::nothing));
    }
  }

  private void drop(Channel channel) {
    channels.remove(channel.topic(), channel);
    face.rooms().leave(channel.topic(), channel.request().isPrivate(), channel);
    ChannelChanges changes = channel.changes();
    if (changes != null) {
      outbox.unfollow(changes);
      face.fanout().leave(changes);
    }
  }

  // --- who the client is ---

  private void accessToken(ClientFrame.Push push) {
    Channel channel = channels.get(push.topic());
    String token = JoinRequest.token(push.payload());
    if (channel == null || token == null || token.equals(channel.token())) {
      return;
    }
    Viewer now = viewer(token);
    if (now == null) {
      fail(channel, TokenFault.describe(token, face.clock().instant()));
    } else if (!now.id().equals(channel.viewer().id())) {
      // Another user: joined again under their name, by the client itself.
      fail(channel, "The token is another user's; the channel is joined anew.");
    } else {
      channel.signedIn(new Channel.SignedIn(now, token));
    }
  }

  /**
   * Whose a token is. A client that has a new one says so channel by channel: what another channel
   * has shown since the last heartbeat is not looked at again before the next.
   */
  private @Nullable Viewer viewer(String token) {
    for (Channel other : channels.values()) {
      if (token.equals(other.token()) && !isExpired(other)) {
        return other.viewer();
      }
    }
    return joins.signIn(token);
  }

  /** Ends a channel so that its client joins again by itself: phx_close would end it for good. */
  private void fail(Channel channel, String why) {
    keepPlace(channel);
    drop(channel);
    outbox.reply(
        Channel.systemFrame(vsn(), channel.topic(), channel.joinRef(), "system", false, why));
    error(channel.topic(), channel.joinRef(), why);
  }

  /** Looks for tokens that have ended. Called again and again by the face's clock. */
  void tick() {
    if (!handling.tryLock()) {
      return;
    }
    try {
      for (Channel channel : channels.values()) {
        if (isExpired(channel)) {
          expired(channel);
        }
      }
    } finally {
      handling.unlock();
    }
  }

  private boolean isExpired(Channel channel) {
    Instant end = channel.expiresAt();
    return end != null && !face.clock().instant().isBefore(end);
  }

  private void expired(Channel channel) {
    fail(channel, TokenFault.describe(channel.token(), face.clock().instant()));
  }

  // --- broadcasts and presence ---

  private void broadcast(ClientFrame.Push push) {
    JsonNode payload = push.payload();
    String event = payload.path("event").asText("");
    JsonNode content = payload.path("payload");
    broadcast(
        push.topic(),
        push.ref(),
        new Said(
            event,
            true,
            Json.bytes(
                json -> {
                  if (content.isMissingNode()) {
                    nothing(json);
                  } else {
                    json.writeTree(content);
                  }
                })));
  }

  private void broadcast(String topic, @Nullable String ref, Said said) {
    Channel channel = channels.get(topic);
    if (channel == null) {
      reply(topic, null, ref, false, json -> reason(json, "unmatched topic"));
      return;
    }
    JoinRequest request = channel.request();
    if (said.size() > Said.MAX_BYTES) {
      reply(
          topic,
          channel.joinRef(),
          ref,
          false,
          json -> {
            json.writeStartObject();
            json.writeStringField("error", "payload_size_exceeded");
            json.writeStringField("reason", "A broadcast may have " + Said.MAX_BYTES + " bytes.");
            json.writeEndObject();
          });
      return;
    }
    Room room = face.rooms().find(topic, request.isPrivate());
    if (room != null) {
      room.say(said, request.self() ? null : channel);
    }
    if (request.acknowledge()) {
      reply(topic, channel.joinRef(), ref, true, Session::nothing);
    }
  }

  private void presence(ClientFrame.Push push) {
    Channel channel = channels.get(push.topic());
    Room room =
        channel == null ? null : face.rooms().find(push.topic(), channel.request().isPrivate());
    if (channel == null || room == null) {
      refuse(push, "unmatched topic");
      return;
    }
    JsonNode content = push.payload().path("payload");
    switch (push.payload().path("event").asText("")) {
      case "track" -> {
        if (content.toString().length() > Room.MAX_PRESENCE) {
          refuse(push, "Track message size exceeded");
          return;
        }
        reply(push, true, Session::nothing);
        room.track(channel, channel.presenceKey(), content);
      }
      case "untrack" -> {
        reply(push, true, Session::nothing);
        room.untrack(channel);
      }
      default -> refuse(push, "Unknown presence event: the server knows track and untrack");
    }
  }

  // --- resuming ---

  /** Where each channel of a user would go on, were the connection lost now. */
  Map<String, Position> positions(UUID user) {
    Map<String, Position> found = new HashMap<>();
    for (Channel channel : channels.values()) {
      if (channel.changes() != null && channel.viewer().id().equals(user)) {
        found.put(channel.topic(), channel.resume());
      }
    }
    return found;
  }

  @Nullable Position comeBack(UUID user, String topic) {
    if (address.clientId() == null) {
      return kept.remove(new Kept(user, topic));
    }
    ResumePoints.Client client = new ResumePoints.Client(address.clientId(), user);
    clients.add(client);
    Position known = face.resumePoints().enter(client, topic, this);
    Position here = kept.remove(new Kept(user, topic));
    return here == null ? known : here;
  }

  private void keepPlace(Channel channel) {
    if (channel.changes() != null && kept.size() < MAX_CHANNELS) {
      // Everything before phx_error in the queue will be read before it.
      channel.mark(face.fanout().history().head());
      channel.acknowledge();
      kept.put(new Kept(channel.viewer().id(), channel.topic()), channel.resume());
    }
  }

  private void end() {
    clients.forEach(client -> face.resumePoints().leave(client, this));
    channels.values().forEach(this::drop);
    face.ended(this);
  }

  // --- answers ---

  void reply(ClientFrame.Push push, boolean ok, Json.Content response) {
    reply(push.topic(), push.joinRef(), push.ref(), ok, response);
  }

  private void reply(
      String topic,
      @Nullable String joinRef,
      @Nullable String ref,
      boolean ok,
      Json.Content response) {
    outbox.reply(Frames.reply(vsn(), joinRef, ref, topic, ok, response));
  }

  private void refuse(ClientFrame.Push push, String reason) {
    reply(push, false, json -> reason(json, reason));
  }

  private static void reason(JsonGenerator json, String reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("reason", reason);
    json.writeEndObject();
  }

  private static void nothing(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeEndObject();
  }
}
