package dev.lumen.server.realtime.supabase;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the groups that a change may concern, without asking all of them. Not safe for use by
 * several threads; {@link ChangeFanout} guards it.
 */
final class ChangeGroups {
  /** Where groups are found: by conversation, by user, or always. */
  private sealed interface Place {
    record OfConversation(String table, String id) implements Place {}

    record OfUser(UUID id) implements Place {}

    record Everywhere() implements Place {}
  }

  private static final Place EVERYWHERE = new Place.Everywhere();

  private final Map<ChangeGroup.Key, ChangeGroup> groups = new HashMap<>();
  private final Map<Place, Set<ChangeGroup>> places = new HashMap<>();

  ChangeGroup join(ChangeGroup.Key key, Supplier<ChangeGroup> made, ChannelChanges member) {
    ChangeGroup group = groups.get(key);
    if (group == null) {
      group = made.get();
      groups.put(key, group);
      for (Place place : placesOf(group)) {
        places.computeIfAbsent(place, unknown -> new LinkedHashSet<>()).add(group);
      }
    }
    group.members().add(member);
    return group;
  }

  void leave(ChangeGroup group, ChannelChanges member) {
    group.members().remove(member);
    if (group.members().isEmpty() && groups.remove(group.key(), group)) {
      for (Place place : placesOf(group)) {
        Set<ChangeGroup> there = places.get(place);
        if (there != null) {
          there.remove(group);
          if (there.isEmpty()) {
            places.remove(place);
          }
        }
      }
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  Set<ChangeGroup> candidates(Change change, @Nullable UUID owner) {
    Set<ChangeGroup> found = new LinkedHashSet<>(ofConversation(change));
    found.addAll(places.getOrDefault(EVERYWHERE, Set.of()));
    if (owner != null) {
      found.addAll(places.getOrDefault(new Place.OfUser(owner), Set.of()));
    }
    return found;
  }

  private Set<ChangeGroup> ofConversation(Change change) {
    UUID id = change.conversation();
    return id == null
        ? Set.of()
        : places.getOrDefault(
            new Place.OfConversation(change.row().table(), id.toString()), Set.of());
  }

  private static Set<Place> placesOf(ChangeGroup group) {
    Set<Place> found = new HashSet<>();
    List<Binding> bindings = group.bindings();
    for (Binding binding : bindings) {
      UUID user = group.key().user();
      if (binding.conversation() != null && binding.table() != null) {
        found.add(new Place.OfConversation(binding.table(), binding.conversation()));
      } else {
        found.add(user == null ? EVERYWHERE : new Place.OfUser(user));
      }
    }
    return found;
  }
}
