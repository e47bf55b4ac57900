package dev.lumen.server.backup;

import java.util.Set;
import java.util.UUID;

/**
 * What of a database or of a backup is wanted; an empty set stands for all.
 *
 * @param tables by name
 * @param conversations with their turns, events and all else that is theirs
 */
public record Selection(Set<String> tables, Set<UUID> conversations) {
  /** Everything. */
  public static final Selection ALL = new Selection(Set.of(), Set.of());

  public Selection {
    tables = Set.copyOf(tables);
    conversations = Set.copyOf(conversations);
  }

  /** Whether nothing is left out. */
  public boolean isAll() {
    return tables.isEmpty() && conversations.isEmpty();
  }

  boolean wants(String table) {
    return tables.isEmpty() || tables.contains(table);
  }
}
