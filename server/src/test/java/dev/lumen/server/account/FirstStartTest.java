package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.account.SignInLinks.Link;
import dev.lumen.server.api.HttpFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the first start makes an administrator, later ones change only what was asked")
class FirstStartTest {
  private final AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.OFF);
  private final FirstStart start =
      new FirstStart(server.accounts, server.passwords, server.sessions, server.links);

  @AfterEach
  void stop() {
    server.close();
  }

  private boolean signsIn(String email, String password) {
    return server.signIn(email, password).status() == 200;
  }

  private Answer use(Link link, String password) {
    return server.post("link", Map.of("token", link.token(), "password", password));
  }

  @Test
  @DisplayName("H-01: without settings a link is made that signs in once and sets the password")
  void without_settings_a_link_is_made() {
    Link link = start.ensureAdministrator(null, null).orElseThrow();
    assertThat(link.email()).isEqualTo("admin@localhost");
    assertThat(link.at("http://here")).isEqualTo("http://here/sign-in#token=" + link.token());
    assertThat(link.toString()).doesNotContain(link.token());
    Answer session = use(link, "a password of mine");
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.json().path("user").path("email").asText()).isEqualTo("admin@localhost");
    assertThat(use(link, "another password").status()).isEqualTo(401);
    assertThat(signsIn(link.email(), "a password of mine")).isTrue();
    assertThat(server.accounts.byEmail(link.email()).map(Account::role)).contains(Role.ADMIN);
    assertThat(start.ensureAdministrator(null, null)).isEmpty();
  }

  @Test
  void until_there_is_a_password_each_start_makes_a_new_link_and_the_old_one_ends() {
    Link first = start.ensureAdministrator(null, null).orElseThrow();
    Link second = start.ensureAdministrator(null, null).orElseThrow();
    assertThat(use(first, "a password of mine").code()).isEqualTo("AUTH_001");
    assertThat(use(second, "a password of mine").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("AUTH_002: a link that was not used in time is of no use")
  void a_link_has_its_time() {
    Link link = start.ensureAdministrator(null, null).orElseThrow();
    server.clock.advance(SignInLinks.SHORT);
    assertThat(use(link, "a password of mine").code()).isEqualTo("AUTH_002");
  }

  @Test
  void the_given_address_and_password_are_the_administrators() {
    assertThat(start.ensureAdministrator("boss@example.org", "given password")).isEmpty();
    assertThat(signsIn("boss@example.org", "given password")).isTrue();
    assertThat(start.ensureAdministrator(null, null)).isEmpty();
    assertThat(server.accounts.byEmail("admin@localhost")).isEmpty();
  }

  @Test
  void the_same_password_keeps_sessions_and_another_ends_them() {
    start.ensureAdministrator("boss@example.org", "given password");
    String session =
        server.signIn("boss@example.org", "given password").json().path("refresh_token").asText();
    start.ensureAdministrator("boss@example.org", "given password");
    session = server.refresh(session).json().path("refresh_token").asText();
    assertThat(session).isNotEmpty();
    start.ensureAdministrator("boss@example.org", "another password");
    assertThat(server.refresh(session).status()).isEqualTo(401);
    assertThat(signsIn("boss@example.org", "given password")).isFalse();
    assertThat(signsIn("boss@example.org", "another password")).isTrue();
  }

  @Test
  void a_password_alone_is_for_the_administrator_there_is() {
    start.ensureAdministrator("boss@example.org", null);
    assertThat(start.ensureAdministrator(null, "replaced it")).isEmpty();
    assertThat(signsIn("boss@example.org", "replaced it")).isTrue();
  }

  @Test
  void a_user_who_is_named_becomes_administrator_and_keeps_the_password() {
    server.user("user@example.org");
    start.ensureAdministrator(null, null);
    assertThat(start.ensureAdministrator("User@example.org", null)).isEmpty();
    assertThat(server.accounts.byEmail("user@example.org").map(Account::role)).contains(Role.ADMIN);
    assertThat(signsIn("user@example.org", AccountFixture.PASSWORD)).isTrue();
  }

  @Test
  void an_administrator_who_was_shut_out_is_not_let_in_by_a_restart() {
    Link link = start.ensureAdministrator(null, null).orElseThrow();
    server.accounts.setActive(link.userId(), false);
    assertThat(start.ensureAdministrator(null, null)).isEmpty();
    assertThat(use(link, "a password of mine").status()).isEqualTo(401);
  }

  @Test
  void bad_settings_are_refused_with_their_name() {
    assertThatThrownBy(() -> start.ensureAdministrator("boss", null))
        .hasMessageContaining("LUMEN_ADMIN_EMAIL");
    assertThatThrownBy(() -> start.ensureAdministrator(null, "short"))
        .hasMessageContaining("LUMEN_ADMIN_PASSWORD")
        .hasMessageNotContaining("short");
  }
}
