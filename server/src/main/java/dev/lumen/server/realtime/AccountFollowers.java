package dev.lumen.server.realtime;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who wants to know of new conversations of an account. */
final class AccountFollowers {
  private final Map<UUID, Set<Consumer<UUID>>> followers = new ConcurrentHashMap<>();

  void add(UUID user, Consumer<UUID> follower) {
    followers.compute(
        user,
        (_, those) -> {
          Set<Consumer<UUID>> all = those == null ? ConcurrentHashMap.newKeySet() : those;
          all.add(follower);
          return all;
        });
  }

  void remove(UUID user, Consumer<UUID> follower) {
    followers.computeIfPresent(
        user,
        (_, those) -> {
          those.remove(follower);
          return those.isEmpty() ? null : those;
        });
  }

  /** Called on the feed's thread; followers have to ask the store, so each gets its own. */
  void tell(EventRows.Owned created) {
    for (Consumer<UUID> follower : followers.getOrDefault(created.owner(), Set.of())) {
      Thread.ofVirtual()
          .name("new-conversation")
          .start(() -> follower.accept(created.conversation()));
    }
  }
}
