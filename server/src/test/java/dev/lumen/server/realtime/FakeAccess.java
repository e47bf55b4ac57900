package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows a few tokens; every signed-in viewer sees every conversation but the hidden ones. */
final class FakeAccess implements SocketAccess {
  static final UUID SOMEONE = new UUID(1, 1);
  static final UUID SOMEONE_ELSE = new UUID(2, 2);

  private final EventStore store;
  private final Map<String, Viewer> tokens =
      new ConcurrentHashMap<>(
          Map.of(
              "valid", new Viewer(SOMEONE, false, null),
              "other", new Viewer(SOMEONE_ELSE, false, null)));
  final Set<UUID> hidden = ConcurrentHashMap.newKeySet();
  volatile boolean withoutTokens;

  FakeAccess(EventStore store) {
    this.store = store;
  }

  void issue(String token, Instant expiresAt) {
    tokens.put(token, new Viewer(SOMEONE, false, expiresAt));
  }

  @Override
  public Optional<Viewer> signIn(@Nullable String token) {
    if (token == null) {
      return withoutTokens ? Optional.of(new Viewer(SOMEONE, false, null)) : Optional.empty();
    }
    return Optional.ofNullable(tokens.get(token));
  }

  @Override
  public boolean maySee(Viewer viewer, UUID conversationId) {
    return !hidden.contains(conversationId) && store.position(conversationId).isPresent();
  }

  @Override
  public boolean acceptsOrigin(@Nullable String origin, @Nullable String host) {
    return origin == null || !origin.contains("evil");
  }
}
