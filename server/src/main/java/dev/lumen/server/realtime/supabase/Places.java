package dev.lumen.server.realtime.supabase;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the channels of one connection go on when their client comes back: on the same connection
 * after a channel failed, or on another one under the client's own id.
 */
final class Places {
  private final ResumePoints points;
  private final Session session;
  private final @Nullable String clientId;
  private final Set<ResumePoints.Client> clients = new HashSet<>();
  private final Set<ResumePoints.Client> strangers = new HashSet<>();
  private final Set<Kept> joined = new HashSet<>();
  // Channels that failed while the connection stays: their clients join again in a moment.
  private final Map<Kept, Position> kept = new ConcurrentHashMap<>();

  private record Kept(UUID user, String topic) {}

  /**
   * @param clientId what the client calls itself, where it says so
   */
  Places(ResumePoints points, Session session, @Nullable String clientId) {
    this.points = points;
    this.session = session;
    this.clientId = clientId;
  }

  /**
   * Where a channel goes on that is joined.
   *
   * @param position null where nothing is known of it
   * @param stranger the client wants to be known again, and was never here as far as is known
   */
  record Place(@Nullable Position position, boolean stranger) {}

  /** Finds it. */
  Place comeBack(UUID user, String topic) {
    Kept name = new Kept(user, topic);
    Position here = kept.remove(name);
    if (clientId == null) {
      return new Place(here, false);
    }
    ResumePoints.Client client = new ResumePoints.Client(clientId, user);
    if (clients.add(client) && !points.knows(client)) {
      strangers.add(client);
    }
    Position known = points.enter(client, topic, session);
    boolean first = joined.add(name);
    return new Place(here == null ? known : here, first && strangers.contains(client));
  }

  /**
   * Keeps the place of a channel that fails.
   *
   * @param head the newest change: everything before the channel's end in the queue is read first
   */
  void keep(Channel channel, Position head) {
    if (channel.changes() != null && kept.size() < Session.MAX_CHANNELS) {
      channel.mark(head);
      channel.acknowledge();
      kept.put(new Kept(channel.viewer().id(), channel.topic()), channel.resume());
    }
  }

  /** A channel was left for good. */
  void forget(String topic) {
    clients.forEach(client -> points.forget(client, topic));
  }

  /** The connection is over. */
  void leave() {
    clients.forEach(client -> points.leave(client, session));
  }
}
