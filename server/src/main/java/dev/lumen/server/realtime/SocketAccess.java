package dev.lumen.server.realtime;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides who may open a socket and see what. May ask the database; called on virtual threads. */
public interface SocketAccess {

  /**
   * Signs a client in.
   *
   * @param token as it came, null when none came; a server that serves clients without tokens
   *     answers null with its fixed user
   * @return empty when the token is not valid
   */
  Optional<Viewer> signIn(@Nullable String token);

  /** Whether the conversation exists and the viewer may see it. */
  boolean maySee(Viewer viewer, UUID conversationId);

  /** The conversation a client names; by default its id, and nothing for any other text. */
  default Optional<UUID> resolve(Viewer viewer, String name) {
    try {
      UUID id = UUID.fromString(name);
      return id.toString().equalsIgnoreCase(name) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** The viewer's own conversations, those that changed last first. */
  default List<UUID> conversations(Viewer viewer, int limit) {
    return List.of();
  }

  /**
   * Whether a page of that origin (null: no page) may open sockets on the server that it reached as
   * that host. Tokens protect against other pages; a server that asks for none has to look at the
   * origin instead.
   */
  default boolean acceptsOrigin(@Nullable String origin, @Nullable String host) {
    return true;
  }
}
