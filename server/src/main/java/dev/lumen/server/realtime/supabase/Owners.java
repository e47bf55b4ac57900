package dev.lumen.server.realtime.supabase;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.feed.ChangeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose conversations are whose: what row-level security would find out by a query for each
 * subscriber and change is one look into a map. The log itself keeps it true.
 */
final class Owners {
  private static final int MAX = 100_000;

  private final Database database;
  private final Map<UUID, UUID> owners =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
          return size() > MAX;
        }
      };

  Owners(Database database) {
    this.database = database;
  }

  /** Learns from a changed conversation; of a deleted one too, whose turns go after it. */
  void learn(Change change) {
    if (change.row().table().equals("conversations")
        && change.row().kind() != ChangeKind.TRUNCATE) {
      UUID conversation = change.conversation();
      String owner = change.visible("user_id");
      if (conversation != null && owner != null) {
        synchronized (this) {
          owners.put(conversation, UUID.fromString(owner));
        }
      }
    }
  }

  /** Forgets everything: changes may have been missed. */
  synchronized void forget() {
    owners.clear();
  }

  /**
   * Who may see a row; null when nobody but those who see everything may.
   *
   * @throws DatabaseException when that cannot be found out now
   */
  @Nullable UUID of(Change change) {
    UUID conversation = change.conversation();
    return conversation == null ? null : of(conversation);
  }

  private @Nullable UUID of(UUID conversation) {
    synchronized (this) {
      UUID known = owners.get(conversation);
      if (known != null) {
        return known;
      }
    }
    Optional<UUID> found =
        database.read(
            new Actor.Service(),
            handle ->
                handle
                    .createQuery("select user_id from conversations where id = :id")
                    .bind("id", conversation)
                    .mapTo(UUID.class)
                    .findOne());
    synchronized (this) {
      // What the log has said meanwhile is newer than what the query saw.
      found.ifPresent(owner -> owners.putIfAbsent(conversation, owner));
      return owners.get(conversation);
    }
  }
}
