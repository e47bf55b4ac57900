package dev.lumen.server.realtime.supabase;

import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One client: its channels, and what it says about them. */
final class Session {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());
  static final int MAX_CHANNELS = 100;
  private static final int MAX_FAULTS = 20;
  private static final String PHOENIX = "phoenix";

  private final SupabaseFace face;
  private final SupabaseSocket.Address address;
  private final Subscriber subscriber;
  private final Outbox outbox;
  private final Joins joins;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();
  private final Replies replies;
  private final Talk talk;
  private final Places places;
  private final Pace pace = new Pace();
  // Held while a message is handled, and by the clock that looks for expired tokens.
  private final ReentrantLock handling = new ReentrantLock();
  private int faults;

  Session(SupabaseFace face, SupabaseSocket.Address address, Subscriber subscriber) {
    this.face = face;
    this.address = address;
    this.subscriber = subscriber;
    this.outbox = new Outbox(subscriber, this::end);
    this.joins = new Joins(face, this);
    this.replies = new Replies(address.vsn(), outbox);
    this.talk = new Talk(channels, face.rooms(), replies);
    this.places = new Places(face.resumePoints(), this, address.clientId());
    face.opened(this);
    subscriber.attach(outbox);
    subscriber.whenRightsAreDue(this::lookAtRights);
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

  Replies replies() {
    return replies;
  }

  Places places() {
    return places;
  }

  // --- what the client says ---

  void handle(ClientFrame frame) {
    pace.take();
    handling.lock();
    try {
      switch (frame) {
        case ClientFrame.Push push -> handle(push);
        case ClientFrame.Broadcast broadcast ->
            talk.broadcast(broadcast.topic(), broadcast.ref(), broadcast.said());
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
      case "broadcast" -> talk.broadcast(push);
      case "presence" -> talk.presence(push);
      default ->
          replies.refuse(push, "Unknown event: the server knows broadcast, presence, access_token");
    }
  }

  private void heartbeat(ClientFrame.Push push) {
    Position at = face.fanout().history().head();
    for (Channel channel : channels.values()) {
      channel.acknowledge();
      channel.mark(at);
    }
    replies.done(push);
    requireStillWelcome();
  }

  /** Whoever was shut out or signed out since loses their channels at the next heartbeat. */
  private void requireStillWelcome() {
    try {
      Tickets tickets = new Tickets(joins);
      for (Channel channel : List.copyOf(channels.values())) {
        boolean welcome = isWelcome(channel, tickets);
        if (isExpired(channel)) { // while signing in, perhaps
          expired(channel);
        } else if (!welcome) {
          fail(channel, "Unauthorized: The user of this token is signed out or shut out");
        }
      }
    } catch (DatabaseException away) {
      // Nobody is shut out because it cannot be asked; the next heartbeat asks again.
      LOG.log(System.Logger.Level.DEBUG, "Rights could not be looked at", away);
    }
  }

  private static boolean isWelcome(Channel channel, Tickets tickets) {
    Viewer now = tickets.viewer(channel.token());
    return now != null && now.id().equals(channel.viewer().id());
  }

  /** The same for a client without heartbeats, by the hub's clock, which waits for no client. */
  private void lookAtRights() {
    Tickets tickets = new Tickets(joins);
    if (!channels.values().stream().allMatch(channel -> isWelcome(channel, tickets))) {
      Thread.ofVirtual().name("supabase-rights").start(this::shutOut);
    }
  }

  private void shutOut() {
    handling.lock();
    try {
      requireStillWelcome();
    } finally {
      handling.unlock();
    }
  }

  private void fault(String reason) {
    replies.fault(reason);
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
      replies.refuse(push, "ChannelRateLimitReached: Too many channels");
      return;
    }
    try {
      Joins.Joined joined = joins.join(push);
      channels.put(push.topic(), joined.channel());
      joins.enter(push, joined);
    } catch (FilterException e) {
      String reason = String.valueOf(e.getMessage());
      replies.system(push.topic(), push.joinRef(), "postgres_changes", reason);
      replies.refuse(push, reason);
    } catch (Joins.RefusedException e) {
      replies.refuse(push, String.valueOf(e.getMessage()));
      // Clients of version 1 join again after this alone, the others after any refusal.
      if (e.mayHeal() && vsn() == Vsn.V1) {
        replies.error(push.topic(), push.joinRef(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void leave(ClientFrame.Push push) {
    Channel channel = channels.get(push.topic());
    replies.done(push);
    if (channel != null && channel.isNamed(push.joinRef())) {
      drop(channel);
      places.forget(push.topic());
      replies.closed(channel);
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
    if (channel == null
        || token == null
        || joins.saysNothing(token)
        || token.equals(channel.token())) {
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
    places.keep(channel, face.fanout().history().head());
    drop(channel);
    replies.system(channel.topic(), channel.joinRef(), "system", why);
    replies.error(channel.topic(), channel.joinRef(), why);
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

  private void end() {
    places.leave();
    channels.values().forEach(this::drop);
    face.ended(this);
  }
}
