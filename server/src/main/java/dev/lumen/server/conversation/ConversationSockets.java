package dev.lumen.server.conversation;

import dev.lumen.server.account.Authenticator;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Origins;
import dev.lumen.server.api.Paths;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.realtime.SocketAccess;
import dev.lumen.server.realtime.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a socket, and which conversations they may follow on it: the rule of the REST API.
 */
public final class ConversationSockets implements SocketAccess {
  private final Authenticator authenticator;
  private final Database database;
  private final ConversationStore conversations;
  private final Origins origins;
  private final TestConversation test;

  public ConversationSockets(
      Authenticator authenticator,
      Database database,
      ConversationStore conversations,
      Origins origins,
      boolean development) {
    this.authenticator = authenticator;
    this.database = database;
    this.conversations = conversations;
    this.origins = origins;
    this.test = new TestConversation(database, conversations, development);
  }

  @Override
  public Optional<Viewer> signIn(@Nullable String token) {
    return authenticator.signIn(token).map(signedIn -> viewer(signedIn.principal(), signedIn));
  }

  @Override
  public Optional<UUID> resolve(Viewer viewer, String name) {
    return Paths.parse(name).or(() -> test.named(name, actor(viewer), viewer.id()));
  }

  @Override
  public boolean maySee(Viewer viewer, UUID conversationId) {
    return database
        .read(actor(viewer), handle -> conversations.find(handle, conversationId))
        .isPresent();
  }

  @Override
  public List<UUID> conversations(Viewer viewer, int limit) {
    Actor actor = new Actor.User(viewer.id());
    return database.read(actor, handle -> conversations.newest(handle, actor, limit));
  }

  @Override
  public boolean acceptsOrigin(@Nullable String origin, @Nullable String host) {
    return origins.trusts(origin, host);
  }

  private static Actor actor(Viewer viewer) {
    return viewer.seesAll() ? new Actor.Administrator(viewer.id()) : new Actor.User(viewer.id());
  }

  private static Viewer viewer(Principal principal, Authenticator.SignedIn signedIn) {
    return new Viewer(
        principal.id(), principal.isAdministrator(), signedIn.expiresAt(), signedIn.mayWrite());
  }
}
