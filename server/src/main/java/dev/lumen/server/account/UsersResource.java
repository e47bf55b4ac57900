package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Page;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** {@code /api/v1/users}: the administration of users, for administrators. */
public final class UsersResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/users";

  /** A user as an administrator sees them. */
  record User(
      UUID id, String email, String role, boolean active, boolean hasPassword, Instant createdAt) {
    static User of(Account account) {
      return new User(
          account.id(),
          account.email(),
          account.role().label(),
          account.active(),
          account.passwordHash() != null,
          account.createdAt());
    }
  }

  /** A link as it is shown once. */
  record Link(String url, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Link";
    }
  }

  private record Invited(User user, Link link) {}

  private record Listing(List<User> users, int total, int page, int perPage) {}

  private final Gate gate;
  private final Users users;
  private final Function<ServerRequest, String> server;

  /**
   * @param server where the person who made a request reaches this server
   */
  public UsersResource(Gate gate, Users users, Function<ServerRequest, String> server) {
    this.gate = gate;
    this.users = users;
    this.server = server;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::list)
        .post("/", this::invite)
        .get("/{id}", this::read)
        .patch("/{id}", this::change)
        .delete("/{id}", this::delete)
        .post("/{id}/link", this::link)
        .post("/{id}/reset-password", this::resetPassword);
  }

  private void list(ServerRequest request, ServerResponse response) {
    gate.enterAsAdministrator(request, response);
    Page page = Page.from(request);
    Fields query = Fields.query(request);
    String part = query.optionalText("search", Emails.MAX_CHARS);
    query.check();
    List<User> found = users.list(page, part).stream().map(User::of).toList();
    Responses.ok(response, new Listing(found, users.count(part), page.page(), page.perPage()));
  }

  private void invite(ServerRequest request, ServerResponse response) {
    Doer doer = administrator(request, response);
    Fields fields = Body.read(request);
    String email = Emails.read(fields, "email");
    Role role = fields.optionalChoice("role", Role.BY_LABEL);
    UUID id = fields.optionalUuid("id");
    fields.check();
    Account account =
        users
            .add(doer, id == null ? UUID.randomUUID() : id, email, role == null ? Role.USER : role)
            .orElseThrow(
                () -> ApiException.conflict("There is a user with this address or id already."));
    Responses.ok(
        response,
        new Invited(
            User.of(account), shown(request, users.invite(doer, account, SignInLinks.INVITATION))));
  }

  private void read(ServerRequest request, ServerResponse response) {
    gate.enterAsAdministrator(request, response);
    Responses.ok(response, User.of(account(request)));
  }

  private void change(ServerRequest request, ServerResponse response) {
    Doer doer = administrator(request, response);
    Account account = account(request);
    Fields fields = Body.read(request);
    fields.rejectNull("active", "role");
    boolean active = fields.optionalBoolean("active", account.active());
    Role role = fields.optionalChoice("role", Role.BY_LABEL);
    fields.check();
    if (role != null && role != account.role()) {
      users.setRole(doer, account, role);
    }
    if (active != account.active()) {
      users.setActive(doer, account, active);
    }
    Responses.ok(response, User.of(account(request)));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Doer doer = administrator(request, response);
    users.delete(doer, account(request));
    Responses.ok(response, Map.of("success", true));
  }

  private void link(ServerRequest request, ServerResponse response) {
    Doer doer = administrator(request, response);
    Responses.ok(
        response, shown(request, users.invite(doer, account(request), SignInLinks.INVITATION)));
  }

  private void resetPassword(ServerRequest request, ServerResponse response) {
    Doer doer = administrator(request, response);
    Responses.ok(response, shown(request, users.resetPassword(doer, account(request))));
  }

  private Link shown(ServerRequest request, SignInLinks.Link link) {
    return new Link(link.at(server.apply(request)), link.token(), link.expiresAt());
  }

  private Doer administrator(ServerRequest request, ServerResponse response) {
    return Doer.of(request, gate.enterAsAdministrator(request, response).id());
  }

  private Account account(ServerRequest request) {
    return users
        .find(Paths.uuid(request, "id"))
        .orElseThrow(() -> ApiException.notFound("There is no such user."));
  }
}
