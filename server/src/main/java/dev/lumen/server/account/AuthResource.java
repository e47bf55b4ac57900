package dev.lumen.server.account;

import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;

/**
 * {@code POST /api/v1/auth/login}, {@code /link}, {@code /refresh} and {@code /logout}: H-01 to
 * H-03.
 */
public final class AuthResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/auth";

  private record SignedOut(boolean success, String message) {}

  private final Sessions sessions;
  private final Gate gate;
  private final GuessLimit guesses;

  /** The resource with its own count of wrong passwords. */
  public AuthResource(Sessions sessions, Gate gate, LimitSettings limits, LimitCounts counts) {
    this.sessions = sessions;
    this.gate = gate;
    this.guesses = new GuessLimit(limits, counts);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/login", this::login)
        .post("/link", this::link)
        .post("/refresh", this::refresh)
        .post("/logout", this::logout);
  }

  private void login(ServerRequest request, ServerResponse response) {
    gate.enterUnknown(request, response, RouteClass.AUTH);
    Fields fields = Body.read(request);
    // Where it was copied from often leaves a space.
    String email = fields.text("email", 255).strip();
    String password = fields.text("password", Passwords.MAX_LENGTH);
    fields.check();
    Responses.ok(
        response,
        guesses.guard(
            email,
            Limits.address(request),
            () -> sessions.signIn(Doer.of(request, null), email, password)));
  }

  private void link(ServerRequest request, ServerResponse response) {
    gate.enterUnknown(request, response, RouteClass.AUTH);
    Fields fields = Body.read(request);
    String token = fields.text("token", SecretToken.MAX_CHARS);
    String password = Passwords.optionalNew(fields, "password");
    fields.check();
    Responses.ok(response, sessions.signInByLink(Doer.of(request, null), token, password));
  }

  private void refresh(ServerRequest request, ServerResponse response) {
    gate.enterUnknown(request, response, RouteClass.AUTH);
    Fields fields = Body.read(request);
    String refreshToken = fields.text("refresh_token", SecretToken.MAX_CHARS);
    fields.check();
    Responses.ok(response, sessions.refresh(Doer.of(request, null), refreshToken));
  }

  private void logout(ServerRequest request, ServerResponse response) {
    gate.enterUnknown(request, response, RouteClass.AUTH);
    Fields fields = Body.readOptional(request);
    String refreshToken = fields.optionalText("refresh_token", SecretToken.MAX_CHARS);
    fields.check();
    if (refreshToken != null) {
      sessions.signOut(Doer.of(request, null), refreshToken);
    } else {
      UUID caller = gate.authenticator().require(request).id();
      gate.authenticator()
          .token(request)
          .ifPresent(token -> sessions.signOut(Doer.of(request, caller), token));
    }
    Responses.ok(response, new SignedOut(true, "Signed out."));
  }
}
