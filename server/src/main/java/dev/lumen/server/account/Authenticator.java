package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who is asking. */
public final class Authenticator {
  /** What is said to whoever writes with a key that may only read. */
  public static final String READ_ONLY = "This API key may only read.";

  private static final String BEARER = "bearer ";

  private final AuthMode mode;
  private final Tokens tokens;
  private final KnownUsers users;
  private final ApiKeys keys;
  private final Newcomers newcomers;

  public Authenticator(AuthMode mode, Tokens tokens, KnownUsers users, ApiKeys keys) {
    this(mode, tokens, users, keys, token -> Optional.empty());
  }

  /** As above; {@code newcomers} says who becomes a user by their token alone. */
  public Authenticator(
      AuthMode mode, Tokens tokens, KnownUsers users, ApiKeys keys, Newcomers newcomers) {
    this.mode = mode;
    this.newcomers = newcomers;
    this.tokens = tokens;
    this.users = users;
    this.keys = keys;
  }

  /**
   * Who signed in.
   *
   * @param expiresAt when the token ends, or null where none is needed
   * @param scope what the API key allows, or null for somebody who signed in themselves
   */
  public record SignedIn(Principal principal, @Nullable Instant expiresAt, @Nullable Scope scope) {

    /** Who it is, where they may send this request; AUTH_003 (403) when their key may not. */
    public Principal allowed(ServerRequest request) {
      if (scope != null && !scope.allows(request.prologue().method().text())) {
        throw ApiException.forbidden(READ_ONLY);
      }
      return principal;
    }

    /** Whether they may change what they see. */
    public boolean mayWrite() {
      return scope != Scope.READ;
    }
  }

  /**
   * Who sends this request; AUTH_001 or AUTH_002 (401) when that is nobody this server lets in,
   * AUTH_003 (403) when they use a key that does not allow it.
   */
  public Principal require(ServerRequest request) {
    return identify(bearer(request).orElse(null)).allowed(request);
  }

  /** As {@link #require}, and AUTH_003 for a program with an API key. */
  Principal requireInPerson(ServerRequest request) {
    SignedIn signedIn = identify(bearer(request).orElse(null));
    if (signedIn.scope() != null) {
      throw ApiException.forbidden("This needs somebody who signed in; an API key is not enough.");
    }
    return signedIn.principal();
  }

  /** Who has this token, for faces that carry it elsewhere than in a header. Null is no token. */
  public Optional<SignedIn> signIn(@Nullable String token) {
    try {
      return Optional.of(identify(token));
    } catch (ApiException e) {
      if (e.httpStatus() == 401) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SignedIn identify(@Nullable String token) {
    if (isDeveloper(token)) {
      return new SignedIn(DevelopmentUsers.DEVELOPER, null, null);
    }
    if (token == null) {
      throw ApiException.invalidCredentials();
    }
    return token.startsWith(ApiKeys.PREFIX) ? byKey(token) : byToken(token);
  }

  private SignedIn byToken(String token) {
    return switch (tokens.verify(token)) {
      case Tokens.Verdict.Valid valid ->
          new SignedIn(
              users
                  .find(valid.userId(), valid.session())
                  .or(() -> newcomers.welcome(valid))
                  .orElseThrow(ApiException::invalidCredentials),
              valid.expiresAt(),
              null);
      case Tokens.Verdict.Expired _ -> throw ApiException.tokenExpired();
      case Tokens.Verdict.Invalid _ -> throw ApiException.invalidCredentials();
    };
  }

  private SignedIn byKey(String text) {
    ApiKeys.Known key = keys.find(text).orElseThrow(ApiException::invalidCredentials);
    Principal owner = users.find(key.userId(), null).orElseThrow(ApiException::invalidCredentials);
    // Rights over others only with a key that was made for them.
    Principal principal =
        key.scope() == Scope.ADMIN ? owner : new Principal(owner.id(), owner.email(), Role.USER);
    return new SignedIn(principal, key.expiresAt(), key.scope());
  }

  /** Who stands for everybody without a token: the developer in development, nobody otherwise. */
  public Optional<Principal> anonymous() {
    return mode == AuthMode.DEV ? Optional.of(DevelopmentUsers.DEVELOPER) : Optional.empty();
  }

  /** The keys of programs. */
  public ApiKeys keys() {
    return keys;
  }

  /** The access token of this request when it is good. */
  Optional<Tokens.Verdict.Valid> token(ServerRequest request) {
    return valid(bearer(request).orElse(null));
  }

  /** What stands after {@code Bearer} in the request's {@code Authorization}. */
  public static Optional<String> bearer(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private boolean isDeveloper(@Nullable String token) {
    return mode == AuthMode.DEV
        && (token == null || token.isEmpty() || token.equals(DevelopmentUsers.FAKE_TOKEN));
  }

  private Optional<Tokens.Verdict.Valid> valid(@Nullable String token) {
    return token != null && tokens.verify(token) instanceof Tokens.Verdict.Valid valid
        ? Optional.of(valid)
        : Optional.empty();
  }
}
