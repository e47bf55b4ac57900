package dev.lumen.server.account;

import dev.lumen.server.api.DatabaseFailures;
import dev.lumen.server.api.ExceptionMappers;
import dev.lumen.server.api.HttpFixture;
import dev.lumen.server.api.HttpFixture.Answer;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Origins;
import dev.lumen.server.api.Responses;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.redis.RedisLink;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A server with accounts on a database of its own, and a clock that is moved by hand. */
final class AccountFixture implements AutoCloseable {
  static final String SECRET = "a secret of this test, longer than 32 bytes";
  static final String PASSWORD = "correct horse battery";

  final TestDatabase database = TestDatabase.create();
  final SettableClock clock = new SettableClock();
  final AccountStore accounts = new AccountStore(database.database());
  final Passwords passwords = new Passwords();
  final Tokens tokens = new Tokens(SigningKey.of(SECRET), clock);
  final Sessions sessions = new Sessions(database.database(), passwords, tokens, clock);
  final SignInLinks links = new SignInLinks(database.database(), clock);
  final AuditTrail audit = new AuditTrail(database.database(), clock);
  final Authenticator authenticator;
  final HttpFixture http;

  AccountFixture(AuthMode mode, LimitSettings settings) {
    this(mode, settings, Optional.empty());
  }

  /** One of several nodes that count together. */
  AccountFixture(AuthMode mode, LimitSettings settings, Optional<RedisLink> redis) {
    ApiKeys keys = new ApiKeys(database.database(), audit, clock);
    authenticator = new Authenticator(mode, tokens, sessions.users(), keys);
    DevelopmentUsers.prepare(mode, accounts, passwords, sessions);
    LimitCounts counts = LimitCounts.over(redis, clock);
    Gate gate = new Gate(authenticator, new Limits(settings, counts));
    http =
        new HttpFixture(
            Origins.of(List.of()),
            DatabaseFailures.addTo(new ExceptionMappers()),
            path -> Set.of(),
            routing ->
                routing
                    .register(AuthResource.PATH, new AuthResource(sessions, gate, settings, counts))
                    .register(
                        AccountResource.PATH, new AccountResource(gate, accounts, sessions, keys))
                    .register(
                        UsersResource.PATH,
                        new UsersResource(
                            gate,
                            new Users(database.database(), sessions, links, audit),
                            request -> "https://lumen.example"))
                    .register(AuditResource.PATH, new AuditResource(gate, audit))
                    .get(
                        "/me",
                        (request, response) ->
                            Responses.ok(
                                response, gate.enter(request, response, RouteClass.STATUS)))
                    .post(
                        "/turns",
                        (request, response) ->
                            Responses.ok(
                                response, gate.enter(request, response, RouteClass.TURNS))));
  }

  /** Adds somebody who signs in with {@link #PASSWORD}. */
  UUID user(String email) {
    UUID id = accounts.findOrCreate(UUID.randomUUID(), email, Role.USER).id();
    accounts.setPasswordHash(id, passwords.hash(PASSWORD));
    return id;
  }

  /** Adds an administrator. */
  UUID administrator(String email) {
    UUID id = user(email);
    accounts.setRole(id, Role.ADMIN);
    return id;
  }

  /** The access token of a new session. */
  String token(String email) {
    return signIn(email, PASSWORD).json().path("access_token").asText();
  }

  /** Any request with a token; {@code body} may be empty. */
  Answer send(String token, String method, String path, String body) {
    return http.send(
        http.json(path, body)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token));
  }

  Answer signIn(String email, String password) {
    return post("login", Map.of("email", email, "password", password));
  }

  Answer refresh(String token) {
    return post("refresh", Map.of("refresh_token", token));
  }

  Answer post(String what, Map<String, String> body) {
    return http.post(AuthResource.PATH + "/" + what, Json.text(body));
  }

  Answer me(String accessToken) {
    return http.send(http.request("/me").header("Authorization", "Bearer " + accessToken));
  }

  @Override
  public void close() {
    http.close();
    database.close();
  }
}
