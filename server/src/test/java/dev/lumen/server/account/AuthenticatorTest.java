package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-01, S-02, S-04, X-17: who is asking")
class AuthenticatorTest {

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Required {
    private final AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.OFF);

    @AfterAll
    void stop() {
      server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fake-token", "a.b.c", "null", "Bearer"})
    void what_is_no_token_lets_nobody_in(String token) {
      Answer answer = server.me(token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("AUTH_001");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(server.authenticator.signIn(token)).isEmpty();
    }

    @Test
    void no_header_lets_nobody_in() {
      assertThat(server.http.get("/me").code()).isEqualTo("AUTH_001");
      assertThat(server.authenticator.signIn(null)).isEmpty();
      assertThat(server.authenticator.anonymous()).isEmpty();
    }

    @Test
    void the_word_bearer_may_be_written_in_any_case() {
      String token = server.tokens.issue(server.user("case@example.org"), UUID.randomUUID());
      assertThat(
              server
                  .http
                  .send(server.http.request("/me").header("Authorization", "bEARER  " + token))
                  .status())
          .isEqualTo(200);
      assertThat(
              server
                  .http
                  .send(server.http.request("/me").header("Authorization", "Basic " + token))
                  .status())
          .isEqualTo(401);
    }

    @Test
    @DisplayName("AUTH_002: an expired token is told so")
    void expired() {
      String token = server.tokens.issue(server.user("late@example.org"), UUID.randomUUID());
      assertThat(server.me(token).status()).isEqualTo(200);
      assertThat(server.authenticator.signIn(token).map(Authenticator.SignedIn::expiresAt))
          .contains(server.clock.instant().plus(Tokens.LIFETIME));
      server.clock.advance(Tokens.LIFETIME);
      assertThat(server.authenticator.signIn(token)).isEmpty();
      Answer answer = server.me(token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("AUTH_002");
    }

    @Test
    @DisplayName("S-02: a good token of somebody unknown or disabled lets nobody in")
    void unknown_user() {
      assertThat(server.me(server.tokens.issue(UUID.randomUUID(), UUID.randomUUID())).code())
          .isEqualTo("AUTH_001");
      UUID id = server.user("out@example.org");
      server.accounts.setActive(id, false);
      assertThat(server.me(server.tokens.issue(id, UUID.randomUUID())).code())
          .isEqualTo("AUTH_001");
    }

    @Test
    void a_change_made_elsewhere_counts_after_a_few_seconds() {
      UUID id = server.user("slow@example.org");
      String token = server.tokens.issue(id, UUID.randomUUID());
      assertThat(server.me(token).status()).isEqualTo(200);
      server.accounts.setActive(id, false);
      assertThat(server.me(token).status()).isEqualTo(200);
      server.clock.advance(KnownUsers.FRESH.plusMillis(1));
      assertThat(server.me(token).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("T-03 only in development: the well-known login is taken away again")
    void no_door_is_left_open_after_development() {
      DevelopmentUsers.prepare(AuthMode.DEV, server.accounts, server.passwords, server.sessions);
      Answer open = server.signIn("test@example.com", "testpassword");
      assertThat(open.status()).isEqualTo(200);
      String refreshToken = open.json().path("refresh_token").asText();
      DevelopmentUsers.prepare(
          AuthMode.REQUIRED, server.accounts, server.passwords, server.sessions);
      assertThat(server.signIn("test@example.com", "testpassword").status()).isEqualTo(401);
      assertThat(server.refresh(refreshToken).status()).isEqualTo(401);
      assertThat(server.me(open.json().path("access_token").asText()).status()).isEqualTo(401);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Development {
    private final AccountFixture server = new AccountFixture(AuthMode.DEV, LimitSettings.DEFAULT);

    @AfterAll
    void stop() {
      server.close();
    }

    @Test
    @DisplayName("X-17: no token and fake-token are the fixed developer, who is no administrator")
    void developer() {
      String expected = "550e8400-e29b-41d4-a716-446655440000";
      assertThat(server.http.get("/me").json().path("id").asText()).isEqualTo(expected);
      assertThat(server.me("fake-token").json().path("id").asText()).isEqualTo(expected);
      assertThat(server.me("fake-token").json().path("role").asText()).isEqualTo("USER");
      assertThat(
              server.authenticator.signIn(null).map(known -> known.principal().isAdministrator()))
          .isEqualTo(Optional.of(false));
      assertThat(server.authenticator.anonymous()).isPresent();
      assertThat(server.accounts.byId(UUID.fromString(expected))).isPresent();
    }

    @Test
    @DisplayName("X-17: a real token is still somebody's own, and a bad one nobody's")
    void real_tokens() {
      UUID id = server.user("real@example.org");
      assertThat(server.me(server.tokens.issue(id, UUID.randomUUID())).json().path("id").asText())
          .isEqualTo(id.toString());
      assertThat(server.me("a.b.c").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("T-03: test@example.com signs in with testpassword")
    void well_known_login() {
      assertThat(server.signIn("test@example.com", "testpassword").status()).isEqualTo(200);
    }

    @Test
    void signing_out_without_a_token_is_no_error() {
      assertThat(server.post("logout", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void preparing_again_changes_nothing() {
      server.accounts.setPasswordHash(
          server.accounts.byEmail("test@example.com").orElseThrow().id(),
          server.passwords.hash("another one"));
      DevelopmentUsers.prepare(AuthMode.DEV, server.accounts, server.passwords, server.sessions);
      assertThat(server.signIn("test@example.com", "another one").status()).isEqualTo(200);
      server.accounts.setPasswordHash(
          server.accounts.byEmail("test@example.com").orElseThrow().id(),
          server.passwords.hash("testpassword"));
    }
  }
}
