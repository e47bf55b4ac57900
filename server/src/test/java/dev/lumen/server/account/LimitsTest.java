package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.api.HttpFixture.Answer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-05, X-04, SYS_003: how much one may ask")
class LimitsTest {

  private static Answer turn(AccountFixture server, String token) {
    return server.http.send(
        server
            .http
            .request("/turns")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static int acceptedOf(int tries, Supplier<Answer> request) {
    int accepted = 0;
    for (int i = 0; i < tries; i++) {
      accepted += request.get().status() == 200 ? 1 : 0;
    }
    return accepted;
  }

  @Test
  @DisplayName("S-05, P-05, P-06: strict takes exactly 10 turns and 60 status requests a minute")
  void strict() {
    try (AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.STRICT)) {
      String token = server.tokens.issue(server.user("strict@example.org"), UUID.randomUUID());
      assertThat(acceptedOf(15, () -> turn(server, token))).isEqualTo(10);
      assertThat(acceptedOf(70, () -> server.me(token))).isEqualTo(60);
      server.clock.advance(Duration.ofSeconds(59));
      assertThat(acceptedOf(5, () -> turn(server, token))).isZero();
      server.clock.advance(Duration.ofSeconds(1));
      assertThat(acceptedOf(15, () -> turn(server, token))).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("SYS_003: the refusal says when to come back, three ways")
  void refusal() {
    try (AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.STRICT)) {
      String token = server.tokens.issue(server.user("told@example.org"), UUID.randomUUID());
      Answer first = turn(server, token);
      assertThat(first.header("RateLimit-Limit")).isEqualTo("10");
      assertThat(first.header("RateLimit-Remaining")).isEqualTo("9");
      acceptedOf(9, () -> turn(server, token));
      server.clock.advance(Duration.ofSeconds(20));
      Answer refused = turn(server, token);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("SYS_003");
      assertThat(refused.header("Retry-After")).isEqualTo("40");
      assertThat(refused.json().path("recovery").path("retry_after_ms").asLong()).isEqualTo(40_000);
      assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(refused.header("RateLimit-Reset")).isEqualTo("40");
    }
  }

  @Test
  @DisplayName("X-04: limits are each user's own, though all come from one address")
  void per_user() {
    try (AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.STRICT)) {
      String one = server.tokens.issue(server.user("one@example.org"), UUID.randomUUID());
      String two = server.tokens.issue(server.user("two@example.org"), UUID.randomUUID());
      assertThat(acceptedOf(11, () -> turn(server, one))).isEqualTo(10);
      assertThat(acceptedOf(11, () -> turn(server, two))).isEqualTo(10);
    }
  }

  @Test
  @DisplayName(
      "X-04, P-82: the defaults let a transcript of 33 turns in 10 s and the load test through")
  void defaults() {
    try (AccountFixture server = new AccountFixture(AuthMode.DEV, LimitSettings.DEFAULT)) {
      assertThat(acceptedOf(100, () -> turn(server, "fake-token"))).isEqualTo(100);
      server.clock.advance(Duration.ofMinutes(1));
      assertThat(acceptedOf(620, () -> turn(server, "fake-token"))).isEqualTo(600);
      server.clock.advance(Duration.ofMillis(100));
      assertThat(acceptedOf(2, () -> turn(server, "fake-token"))).isEqualTo(1);
    }
  }

  @Test
  void off_is_off() {
    try (AccountFixture server = new AccountFixture(AuthMode.DEV, LimitSettings.OFF)) {
      assertThat(acceptedOf(700, () -> turn(server, "fake-token"))).isEqualTo(700);
      assertThat(turn(server, "fake-token").header("RateLimit-Limit")).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "wrong passwords are slowed down for one user and address; the right one is refused too meanwhile")
  void guessing() {
    try (AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.DEFAULT)) {
      server.user("victim@example.org");
      server.user("other@example.org");
      for (int i = 0; i < 10; i++) {
        assertThat(server.signIn("victim@example.org", "guess " + i).status()).isEqualTo(401);
      }
      Answer refused = server.signIn("VICTIM@example.org", AccountFixture.PASSWORD);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("SYS_003");
      assertThat(refused.header("Retry-After")).isEqualTo("30");
      assertThat(server.signIn("other@example.org", AccountFixture.PASSWORD).status())
          .isEqualTo(200);
      server.clock.advance(Duration.ofSeconds(30));
      assertThat(server.signIn("victim@example.org", AccountFixture.PASSWORD).status())
          .isEqualTo(200);
    }
  }

  @Test
  void signing_in_rightly_costs_nothing_however_often() {
    try (AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.DEFAULT)) {
      server.user("often@example.org");
      assertThat(acceptedOf(25, () -> server.signIn("often@example.org", AccountFixture.PASSWORD)))
          .isEqualTo(25);
    }
  }

  @Test
  void settings_have_names_and_single_values() {
    assertThat(LimitSettings.parse("Strict")).contains(LimitSettings.STRICT);
    assertThat(LimitSettings.parse("STRICT")).contains(LimitSettings.STRICT);
    assertThat(LimitSettings.parse("lax")).isEqualTo(Optional.empty());
    assertThat(LimitSettings.OFF.with(RouteClass.TURNS, Rate.exact(3)).rates())
        .containsOnlyKeys(RouteClass.TURNS);
    assertThatThrownBy(() -> Rate.smooth(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_remembered_is_bounded() {
    Recent<Integer, String> recent = new Recent<>(100);
    for (int i = 0; i < 10_000; i++) {
      recent.get(i, key -> "value " + key);
      recent.get(0, key -> "zero again");
    }
    assertThat(recent.size()).isEqualTo(100);
    assertThat(recent.find(0)).isEqualTo("value 0");
    assertThat(recent.find(9_000)).isNull();
  }
}
