package dev.lumen.server.conversation;

import dev.lumen.server.account.Authenticator;
import dev.lumen.server.account.Gate;
import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls with a Supabase client. Such a client always sends a key, and the key in place of a
 * token where nobody is signed in: a key that is no user's token counts as no token.
 */
public final class SupabaseCallers {
  private static final HeaderName API_KEY = HeaderNames.create("apikey");
  private static final String BEARER = "bearer ";

  private final Gate gate;

  public SupabaseCallers(Gate gate) {
    this.gate = gate;
  }

  /** Whoever sent the request, unless they are unknown, may not send it or send too many. */
  Principal caller(ServerRequest request, ServerResponse response) {
    String key = key(request);
    String token =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip())
            .orElse(key);
    Authenticator authenticator = gate.authenticator();
    Optional<Authenticator.SignedIn> known = authenticator.signIn(token);
    if (known.isEmpty() && token != null && token.equals(key)) {
      known = authenticator.signIn(null);
    }
    Principal caller = known.orElseThrow(ApiException::invalidCredentials).allowed(request);
    gate.admit(caller, response, RouteClass.OTHER);
    return caller;
  }

  private static @Nullable String key(ServerRequest request) {
    return request
        .headers()
        .first(API_KEY)
        .or(() -> request.query().first("apikey").asOptional())
        .orElse(null);
  }
}
