package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;

/** The door of every resource: first who it is, then whether it is too much. */
public final class Gate {
  private final Authenticator authenticator;
  private final Limits limits;

  public Gate(Authenticator authenticator, Limits limits) {
    this.authenticator = authenticator;
    this.limits = limits;
  }

  /**
   * Lets somebody in who is known and within their limits; throws AUTH_001, AUTH_002 or SYS_003
   * otherwise.
   */
  public Principal enter(ServerRequest request, ServerResponse response, RouteClass type) {
    Principal principal = authenticator.require(request);
    limits.take(type, principal, response);
    return principal;
  }

  /** As {@link #enter}, for those alone who signed in themselves; AUTH_003 for an API key. */
  Principal enterInPerson(ServerRequest request, ServerResponse response) {
    Principal principal = authenticator.requireInPerson(request);
    limits.take(RouteClass.OTHER, principal, response);
    return principal;
  }

  /** As {@link #enter}, for administrators alone; AUTH_003 for others. */
  Principal enterAsAdministrator(ServerRequest request, ServerResponse response) {
    Principal principal = enter(request, response, RouteClass.OTHER);
    if (!principal.isAdministrator()) {
      throw ApiException.forbidden("Only an administrator may do this.");
    }
    return principal;
  }

  /** Lets anybody in who is within the limits of their address; throws SYS_003 otherwise. */
  public void enterUnknown(ServerRequest request, ServerResponse response, RouteClass type) {
    limits.take(type, request, response);
  }

  /** Counts a request of somebody who was found out to be this principal in another way. */
  public void admit(Principal principal, ServerResponse response, RouteClass type) {
    limits.take(type, principal, response);
  }

  /** Counts what a user asks for over an open socket, which has no header to tell of limits. */
  public void admit(UUID user, RouteClass type) {
    limits.take(type, user);
  }

  /** Who is asked for a principal. */
  public Authenticator authenticator() {
    return authenticator;
  }
}
