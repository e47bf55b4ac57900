package dev.lumen.server.account;

import dev.lumen.server.api.ClientAddress;
import dev.lumen.server.api.RequestIds;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what the audit trail tells of.
 *
 * @param userId null where nobody was signed in
 * @param address where the request came from, null when it was no request
 * @param requestId by which the server's log names the request, null when it was none
 */
public record Doer(@Nullable UUID userId, @Nullable String address, @Nullable String requestId) {
  /** Somebody at the machine itself, at a start or with a command. */
  public static final Doer OPERATOR = new Doer(null, null, null);

  static Doer of(ServerRequest request, @Nullable UUID userId) {
    return new Doer(userId, ClientAddress.of(request), RequestIds.of(request));
  }
}
