package dev.lumen.server.conversation;

import dev.lumen.server.account.Authenticator;
import dev.lumen.server.account.Gate;
import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Paths;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and for which conversation. In development mode the name {@code test} stands for a
 * conversation that is created when it is first used.
 */
public final class ConversationAccess {
  private final Gate gate;
  private final Database database;
  private final ConversationStore conversations;
  private final boolean development;
  private final TestConversation test;

  public ConversationAccess(
      Gate gate, Database database, ConversationStore conversations, boolean development) {
    this.gate = gate;
    this.database = database;
    this.conversations = conversations;
    this.development = development;
    this.test = new TestConversation(database, conversations, development);
  }

  /** Whoever sent the request, unless they are unknown or send too many. */
  public Principal caller(ServerRequest request, ServerResponse response) {
    return gate.enter(request, response, RouteClass.OTHER);
  }

  /** As {@link #caller(ServerRequest, ServerResponse)}, counted as a call of another class. */
  public Principal caller(ServerRequest request, ServerResponse response, RouteClass type) {
    return gate.enter(request, response, type);
  }

  /**
   * Somebody who is let in for longer than one answer.
   *
   * @param expiresAt when their token ends, null when it does not
   * @param welcome whether they are still let in, as far as it can be asked now
   */
  public record Caller(Principal principal, @Nullable Instant expiresAt, BooleanSupplier welcome) {}

  /**
   * Whoever sent the request, for answers that last.
   *
   * @param token what came in the address, for clients that cannot send headers; null when none did
   */
  public Caller caller(
      ServerRequest request, ServerResponse response, RouteClass type, @Nullable String token) {
    Authenticator authenticator = gate.authenticator();
    String used = Authenticator.bearer(request).orElse(token);
    Caller caller =
        authenticator
            .signIn(used)
            .map(it -> caller(it, request, used))
            // Says in the usual words what is wrong with the header.
            .orElseGet(() -> new Caller(authenticator.require(request), null, () -> true));
    gate.admit(caller.principal(), response, type);
    return caller;
  }

  private Caller caller(
      Authenticator.SignedIn known, ServerRequest request, @Nullable String token) {
    Principal then = known.allowed(request);
    BooleanSupplier welcome =
        () ->
            gate.authenticator()
                .signIn(token)
                .map(Authenticator.SignedIn::principal)
                .filter(now -> now.id().equals(then.id()))
                .filter(now -> now.isAdministrator() || !then.isAdministrator())
                .isPresent();
    return new Caller(then, known.expiresAt(), welcome);
  }

  /** Whether the caller may change what concerns everybody. */
  public boolean mayOperate(Principal caller) {
    return development || caller.isAdministrator();
  }

  /** The id in the path; the caller is authenticated first. */
  public UUID conversationId(ServerRequest request, Principal caller) {
    return Paths.uuid(request, "id", name -> test.named(name, caller.actor(), caller.id()));
  }

  /**
   * The conversation in the path, as the caller sees it.
   *
   * @throws ApiException PROC_001 when it is unknown or somebody else's
   */
  public Conversation conversation(ServerRequest request, Principal caller) {
    UUID id = conversationId(request, caller);
    return database
        .read(caller.actor(), handle -> conversations.find(handle, id))
        .orElseThrow(() -> ApiException.conversationNotFound(id));
  }
}
