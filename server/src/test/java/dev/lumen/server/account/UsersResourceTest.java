package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.HttpFixture.Answer;
import dev.lumen.server.database.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "S-06: administrators invite, list, disable and delete users; everything leaves a trace")
class UsersResourceTest {
  private final AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.OFF);
  private String boss = "";

  @BeforeEach
  void signIn() {
    server.administrator("boss@example.org");
    boss = server.token("boss@example.org");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer users(String method, String path, String body) {
    return server.send(boss, method, UsersResource.PATH + path, body);
  }

  private static String text(Answer answer, String path) {
    return answer.json().at(path).asText();
  }

  private List<String> trail() {
    return server
        .send(boss, "GET", AuditResource.PATH, "")
        .json()
        .path("events")
        .valueStream()
        .map(event -> event.path("action").asText())
        .toList();
  }

  @Test
  @DisplayName("an invitation is a link that sets the password, and works once")
  void invitation() {
    Answer invited = users("POST", "", "{\"email\": \"Ada@example.org\"}");
    assertThat(invited.status()).isEqualTo(200);
    assertThat(text(invited, "/user/role")).isEqualTo("user");
    assertThat(invited.json().at("/user/has_password").asBoolean()).isFalse();
    String token = text(invited, "/link/token");
    assertThat(text(invited, "/link/url"))
        .isEqualTo("https://lumen.example/sign-in#token=" + token);
    Map<String, String> use = Map.of("token", token, "password", "a long password");
    Answer session = server.post("link", use);
    assertThat(session.status()).isEqualTo(200);
    assertThat(server.me(text(session, "/access_token")).status()).isEqualTo(200);
    assertThat(server.post("link", use).code()).isEqualTo("AUTH_001");
    assertThat(server.signIn("ada@example.org", "a long password").status()).isEqualTo(200);
    assertThat(trail()).contains("user_created", "link_created", "signed_in_by_link", "signed_in");
  }

  @Test
  void of_many_that_use_a_link_at_once_one_is_let_in() throws Exception {
    String token = text(users("POST", "", "{\"email\": \"race@example.org\"}"), "/link/token");
    Callable<Integer> attempt = () -> server.post("link", Map.of("token", token)).status();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int in = 0;
      for (Future<Integer> done :
          threads.invokeAll(List.of(attempt, attempt, attempt, attempt, attempt))) {
        in += done.get() == 200 ? 1 : 0;
      }
      assertThat(in).isEqualTo(1);
    }
  }

  @Test
  void a_password_that_is_too_short_leaves_the_link_good() {
    String token = text(users("POST", "", "{\"email\": \"short@example.org\"}"), "/link/token");
    Answer refused = server.post("link", Map.of("token", token, "password", "short"));
    assertThat(refused.code()).isEqualTo("VAL_003");
    assertThat(server.post("link", Map.of("token", token)).status()).isEqualTo(200);
  }

  @Test
  void a_list_is_searched_and_paged() {
    for (int i = 0; i < 3; i++) {
      server.user("list" + i + "@example.org");
    }
    Answer page = users("GET", "?search=LIST&per_page=2&page=2", "");
    assertThat(page.json().path("total").asInt()).isEqualTo(3);
    assertThat(page.json().path("users").size()).isEqualTo(1);
    assertThat(text(page, "/users/0/email")).isEqualTo("list2@example.org");
  }

  @Test
  @DisplayName("AUTH_001: a disabled user is out at once, in every way; enabled, in again")
  void disabling() {
    UUID id = server.user("out@example.org");
    JsonNode session = server.signIn("out@example.org", AccountFixture.PASSWORD).json();
    String access = session.path("access_token").asText();
    String key =
        text(
            server.send(
                access,
                "POST",
                AccountResource.PATH + "/keys",
                "{\"name\": \"k\", \"scope\": \"read\"}"),
            "/text");
    assertThat(server.me(key).status()).isEqualTo(200);
    assertThat(users("PATCH", "/" + id, "{\"active\": false}").json().path("active").asBoolean())
        .isFalse();
    assertThat(server.me(access).status()).isEqualTo(401);
    assertThat(server.me(key).status()).isEqualTo(401);
    assertThat(server.refresh(session.path("refresh_token").asText()).status()).isEqualTo(401);
    assertThat(server.signIn("out@example.org", AccountFixture.PASSWORD).status()).isEqualTo(401);
    users("PATCH", "/" + id, "{\"active\": true}");
    assertThat(server.me(key).status()).isEqualTo(200);
    assertThat(server.signIn("out@example.org", AccountFixture.PASSWORD).status()).isEqualTo(200);
    assertThat(trail()).contains("user_disabled", "user_enabled");
  }

  @Test
  @DisplayName("a deleted user is gone with everything that was theirs")
  void deleting() {
    UUID id = server.user("gone@example.org");
    UUID conversation = server.database.conversation(id);
    String access = server.token("gone@example.org");
    assertThat(users("DELETE", "/" + id, "").status()).isEqualTo(200);
    assertThat(users("DELETE", "/" + id, "").status()).isEqualTo(404);
    assertThat(server.me(access).status()).isEqualTo(401);
    int left =
        server
            .database
            .database()
            .read(
                new Actor.Service(),
                handle ->
                    handle
                        .createQuery(
                            """
                            select (select count(*) from conversations where id = :c)
                              + (select count(*) from conversation_counters where conversation_id = :c)
                              + (select count(*) from refresh_tokens where user_id = :u)
                              + (select count(*) from user_credentials where user_id = :u)
                            """)
                        .bind("c", conversation)
                        .bind("u", id)
                        .mapTo(Integer.class)
                        .one());
    assertThat(left).isZero();
    JsonNode last =
        server
            .send(boss, "GET", AuditResource.PATH + "?action=user_deleted", "")
            .json()
            .at("/events/0");
    assertThat(last.path("subject_id").asText()).isEqualTo(id.toString());
    assertThat(last.path("subject_email").isNull()).isTrue();
    assertThat(last.path("actor_email").asText()).isEqualTo("boss@example.org");
  }

  @Test
  @DisplayName("somebody who can administer always remains")
  void the_last_administrator_stays() {
    String id = text(server.send(boss, "GET", AccountResource.PATH, ""), "/id");
    for (Answer answer :
        List.of(
            users("DELETE", "/" + id, ""),
            users("PATCH", "/" + id, "{\"active\": false}"),
            users("PATCH", "/" + id, "{\"role\": \"user\"}"))) {
      assertThat(answer.status()).isEqualTo(409);
    }
    server.administrator("second@example.org");
    assertThat(users("PATCH", "/" + id, "{\"role\": \"user\"}").status()).isEqualTo(200);
    assertThat(users("GET", "", "").code()).isEqualTo("AUTH_003");
  }

  @Test
  @DisplayName("an administrator who was invited and never came does not stand in for one who did")
  void the_invited_do_not_count() {
    String id = text(server.send(boss, "GET", AccountResource.PATH, ""), "/id");
    Answer invited = users("POST", "", "{\"email\": \"new@example.org\", \"role\": \"admin\"}");
    for (Answer answer :
        List.of(
            users("DELETE", "/" + id, ""),
            users("PATCH", "/" + id, "{\"active\": false}"),
            users("PATCH", "/" + id, "{\"role\": \"user\"}"))) {
      assertThat(answer.status()).isEqualTo(409);
    }
    // Whom nobody counts on may go.
    Answer third = users("POST", "", "{\"email\": \"third@example.org\", \"role\": \"admin\"}");
    assertThat(users("DELETE", "/" + text(third, "/user/id"), "").status()).isEqualTo(200);
    server.post("link", Map.of("token", text(invited, "/link/token")));
    assertThat(users("PATCH", "/" + id, "{\"role\": \"user\"}").status()).isEqualTo(200);
  }

  @Test
  void an_address_is_one_address_however_its_accents_are_encoded() {
    String composed = "ren\u00e9@example.org";
    String apart = "rene\u0301@example.org";
    Answer invited = users("POST", "", "{\"email\": \"" + apart + "\"}");
    assertThat(text(invited, "/user/email")).isEqualTo(composed);
    assertThat(users("POST", "", "{\"email\": \"" + composed + "\"}").status()).isEqualTo(409);
    server.post(
        "link", Map.of("token", text(invited, "/link/token"), "password", "a long password"));
    assertThat(server.signIn(apart, "a long password").status()).isEqualTo(200);
  }

  @Test
  void null_is_no_role_and_no_state() {
    UUID id = server.user("null@example.org");
    Answer refused = users("PATCH", "/" + id, "{\"role\": null, \"active\": null}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(text(refused, "/error/details/fields/role")).contains("leave it out");
  }

  @Test
  void a_reset_takes_the_password_back_and_gives_a_link_for_another() {
    UUID id = server.user("forgot@example.org");
    String access = server.token("forgot@example.org");
    String token = text(users("POST", "/" + id + "/reset-password", ""), "/token");
    assertThat(server.signIn("forgot@example.org", AccountFixture.PASSWORD).status())
        .isEqualTo(401);
    assertThat(server.me(access).status()).isEqualTo(401);
    server.post("link", Map.of("token", token, "password", "remembered now"));
    assertThat(server.signIn("forgot@example.org", "remembered now").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("AUTH_003: others may not even look")
  void others_are_refused() {
    UUID id = server.user("user@example.org");
    String user = server.token("user@example.org");
    for (String path :
        List.of(UsersResource.PATH, UsersResource.PATH + "/" + id, AuditResource.PATH)) {
      assertThat(server.send(user, "GET", path, "").code()).isEqualTo("AUTH_003");
      assertThat(server.http.get(path).code()).isEqualTo("AUTH_001");
    }
    assertThat(server.send(user, "POST", UsersResource.PATH, "{}").code()).isEqualTo("AUTH_003");
  }

  @Test
  @DisplayName("VAL_003: bad and taken addresses")
  void bad_addresses() {
    assertThat(users("POST", "", "{\"email\": \"nobody\"}").code()).isEqualTo("VAL_003");
    assertThat(users("POST", "", "{\"email\": \"BOSS@example.org\"}").status()).isEqualTo(409);
    assertThat(users("POST", "", "{}").code()).isEqualTo("VAL_002");
  }

  @Test
  @DisplayName("S-06: the trail names who, whom, when, from where and the request, and no secret")
  void the_trail() {
    server.user("watched@example.org");
    server.signIn("watched@example.org", "a wrong password");
    JsonNode event =
        server
            .send(boss, "GET", AuditResource.PATH + "?action=signed_in", "")
            .json()
            .at("/events/0");
    assertThat(event.path("outcome").asText()).isEqualTo("refused");
    assertThat(event.path("subject_email").asText()).isEqualTo("watched@example.org");
    assertThat(event.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(event.path("request_id").asText()).hasSizeGreaterThan(30);
    assertThat(server.send(boss, "GET", AuditResource.PATH, "").raw().body())
        .doesNotContain("wrong password", AccountFixture.PASSWORD);
    assertThat(server.audit.forgetBefore(Duration.ofDays(365))).isZero();
    server
        .database
        .database()
        .write(
            new Actor.Service(),
            handle -> handle.execute("update audit_events set at = at - interval '400 days'"));
    assertThat(server.audit.forgetBefore(Duration.ofDays(365))).isPositive();
  }
}
