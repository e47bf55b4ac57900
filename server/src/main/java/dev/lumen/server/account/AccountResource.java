package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /api/v1/account}: oneself, one's password and one's API keys. */
public final class AccountResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/account";

  private static final int LONGEST_KEY_DAYS = 3_650;
  private static final int MAX_KEY_NAME = 100;

  /** Whoever asks. */
  record Me(UUID id, String email, String role, boolean hasPassword, Instant createdAt) {}

  private record Keys(List<ApiKeys.ApiKey> keys) {}

  private final Gate gate;
  private final AccountStore accounts;
  private final Sessions sessions;
  private final ApiKeys keys;

  public AccountResource(Gate gate, AccountStore accounts, Sessions sessions, ApiKeys keys) {
    this.gate = gate;
    this.accounts = accounts;
    this.sessions = sessions;
    this.keys = keys;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::me)
        .post("/password", this::changePassword)
        .get("/keys", this::listKeys)
        .post("/keys", this::createKey)
        .delete("/keys/{id}", this::revokeKey);
  }

  private void me(ServerRequest request, ServerResponse response) {
    Principal caller = gate.enter(request, response, RouteClass.OTHER);
    Account account = account(caller);
    Responses.ok(
        response,
        new Me(
            account.id(),
            account.email(),
            caller.role().label(),
            account.passwordHash() != null,
            account.createdAt()));
  }

  private void changePassword(ServerRequest request, ServerResponse response) {
    Principal caller = gate.enterInPerson(request, response);
    Fields fields = Body.read(request);
    String current = fields.optionalText("current_password", Passwords.MAX_LENGTH);
    String next = Passwords.optionalNew(fields, "new_password");
    if (next == null && !fields.has("new_password")) {
      fields.rejectMissing("new_password");
    }
    fields.check();
    sessions.changePassword(
        Doer.of(request, caller.id()), account(caller), current, next == null ? "" : next);
    Responses.ok(response, Map.of("success", true));
  }

  private void listKeys(ServerRequest request, ServerResponse response) {
    Principal caller = gate.enter(request, response, RouteClass.OTHER);
    Responses.ok(response, new Keys(keys.list(caller.id())));
  }

  private void createKey(ServerRequest request, ServerResponse response) {
    Principal caller = gate.enterInPerson(request, response);
    Fields fields = Body.read(request);
    String name = fields.text("name", MAX_KEY_NAME);
    Scope scope = fields.choice("scope", Scope.BY_LABEL, Scope.READ);
    int days = fields.optionalInt("expires_in_days", 1, LONGEST_KEY_DAYS, 0);
    fields.check();
    if (scope == Scope.ADMIN && !caller.isAdministrator()) {
      throw ApiException.forbidden("Only an administrator can make a key with the scope admin.");
    }
    Duration lifetime = days == 0 ? null : Duration.ofDays(days);
    Responses.ok(
        response,
        keys.create(Doer.of(request, caller.id()), caller.id(), name, scope, lifetime)
            .orElseThrow(
                () ->
                    ApiException.conflict(
                        "There are " + ApiKeys.MOST + " keys already. Revoke one first.")));
  }

  private void revokeKey(ServerRequest request, ServerResponse response) {
    Principal caller = gate.enterInPerson(request, response);
    UUID id = Paths.uuid(request, "id");
    if (!keys.revoke(Doer.of(request, caller.id()), caller.id(), id)) {
      throw ApiException.notFound("There is no such key among yours.");
    }
    Responses.ok(response, Map.of("success", true));
  }

  private Account account(Principal caller) {
    return accounts.byId(caller.id()).orElseThrow(ApiException::invalidCredentials);
  }
}
