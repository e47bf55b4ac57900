package dev.lumen.server.realtime.supabase;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far clients had read when their connection was lost, by the {@code client_id} of their
 * address. A connection that has not been noticed to be dead yet is asked itself.
 */
final class ResumePoints {
  private static final int MAX_CLIENTS = 20_000;

  /** A client that the same user comes back with. */
  record Client(String id, UUID user) {}

  private final Map<Client, Session> connected = new HashMap<>();
  private final Map<Client, Map<String, Position>> left =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Map<String, Position>> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  /** Whether the client was here since the server started, as far as is remembered. */
  synchronized boolean knows(Client client) {
    return connected.containsKey(client) || left.containsKey(client);
  }

  /** Where the client goes on in a topic; null when it was not in it when it was last here. */
  synchronized @Nullable Position enter(Client client, String topic, Session session) {
    Session before = connected.put(client, session);
    if (before != null && !before.equals(session)) {
      left.put(client, before.positions(client.user()));
    }
    Map<String, Position> known = left.get(client);
    return known == null ? null : known.remove(topic);
  }

  /** The client left the topic of its own will: there is nothing to go on with. */
  synchronized void forget(Client client, String topic) {
    Map<String, Position> known = left.get(client);
    if (known != null) {
      known.remove(topic);
    }
  }

  /** A connection is over. */
  synchronized void leave(Client client, Session session) {
    if (connected.remove(client, session)) {
      left.computeIfAbsent(client, unknown -> new HashMap<>())
          .putAll(session.positions(client.user()));
    }
  }
}
