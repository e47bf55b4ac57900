package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.HttpFixture.Answer;
import dev.lumen.server.database.Actor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("S-02: API keys act for their owner, within their scope, until they are revoked")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysTest {
  private static final String KEYS = AccountResource.PATH + "/keys";
  private final AccountFixture server = new AccountFixture(AuthMode.REQUIRED, LimitSettings.OFF);
  private String ada = "";

  @BeforeAll
  void signIn() {
    server.user("ada@example.org");
    ada = server.token("ada@example.org");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private JsonNode key(String token, String scope) {
    Answer made =
        server.send(token, "POST", KEYS, "{\"name\": \"of a test\", \"scope\": \"" + scope + "\"}");
    assertThat(made.status()).isEqualTo(200);
    return made.json();
  }

  private static String text(JsonNode key) {
    return key.path("text").asText();
  }

  @Test
  void it_is_shown_once_and_known_again_by_its_beginning() {
    JsonNode made = key(ada, "write");
    assertThat(text(made)).startsWith("lumen_").hasSize(49);
    Answer list = server.send(ada, "GET", KEYS, "");
    assertThat(list.raw().body()).doesNotContain(text(made));
    assertThat(text(made)).startsWith(made.at("/key/hint").asText());
    assertThat(list.json().findValuesAsText("id")).contains(made.at("/key/id").asText());
    List<byte[]> stored =
        server
            .database
            .database()
            .read(
                new Actor.Service(),
                handle ->
                    handle.createQuery("select key_hash from api_keys").mapTo(byte[].class).list());
    assertThat(stored).allSatisfy(hash -> assertThat(hash).hasSize(32));
  }

  @Test
  @DisplayName("AUTH_003: a key that may read changes nothing")
  void scope_read() {
    String key = text(key(ada, "read"));
    assertThat(server.me(key).json().path("email").asText()).isEqualTo("ada@example.org");
    Answer turn = server.send(key, "POST", "/turns", "{}");
    assertThat(turn.status()).isEqualTo(403);
    assertThat(turn.code()).isEqualTo("AUTH_003");
    assertThat(server.send(text(key(ada, "write")), "POST", "/turns", "{}").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("AUTH_003: rights over others only with a key that was made for them")
  void scope_admin() {
    server.administrator("boss@example.org");
    String boss = server.token("boss@example.org");
    assertThat(server.send(text(key(boss, "admin")), "GET", UsersResource.PATH, "").status())
        .isEqualTo(200);
    assertThat(server.send(text(key(boss, "write")), "GET", UsersResource.PATH, "").code())
        .isEqualTo("AUTH_003");
    assertThat(server.send(ada, "POST", KEYS, "{\"name\": \"x\", \"scope\": \"admin\"}").code())
        .isEqualTo("AUTH_003");
  }

  @Test
  @DisplayName("AUTH_003: a key makes no keys and changes no password")
  void in_person() {
    String key = text(key(ada, "write"));
    assertThat(server.send(key, "POST", KEYS, "{\"name\": \"x\", \"scope\": \"read\"}").code())
        .isEqualTo("AUTH_003");
    assertThat(server.send(key, "POST", AccountResource.PATH + "/password", "{}").code())
        .isEqualTo("AUTH_003");
  }

  @Test
  @DisplayName("AUTH_001: a key that was revoked or has ended, or never was")
  void revoked_and_ended() {
    JsonNode made = key(ada, "read");
    assertThat(server.me(text(made)).status()).isEqualTo(200);
    String path = KEYS + "/" + made.at("/key/id").asText();
    server.user("other@example.org");
    String other = server.token("other@example.org");
    assertThat(server.send(other, "DELETE", path, "").status()).isEqualTo(404);
    assertThat(server.send(ada, "DELETE", path, "").status()).isEqualTo(200);
    assertThat(server.me(text(made)).code()).isEqualTo("AUTH_001");
    assertThat(server.me("lumen_nonsense").code()).isEqualTo("AUTH_001");

    String short_lived =
        server
            .send(
                ada,
                "POST",
                KEYS,
                "{\"name\": \"day\", \"scope\": \"read\", \"expires_in_days\": 1}")
            .json()
            .path("text")
            .asText();
    assertThat(server.me(short_lived).status()).isEqualTo(200);
    server.clock.advance(Duration.ofDays(1));
    assertThat(server.me(short_lived).code()).isEqualTo("AUTH_001");
    ada = server.token("ada@example.org");
  }

  @Test
  @DisplayName("S-03: a password is changed with the one before, and ends the sessions there are")
  void changing_the_password() {
    server.user("change@example.org");
    String token = server.token("change@example.org");
    String path = AccountResource.PATH + "/password";
    assertThat(server.send(token, "POST", path, "{}").code()).isEqualTo("VAL_002");
    assertThat(
            server
                .send(
                    token,
                    "POST",
                    path,
                    "{\"current_password\": \"wrong\", \"new_password\": \"next password\"}")
                .code())
        .isEqualTo("AUTH_001");
    assertThat(
            server
                .send(
                    token,
                    "POST",
                    path,
                    "{\"current_password\": \""
                        + AccountFixture.PASSWORD
                        + "\", \"new_password\": \"next password\"}")
                .status())
        .isEqualTo(200);
    assertThat(server.me(token).status()).isEqualTo(401);
    assertThat(server.signIn("change@example.org", "next password").status()).isEqualTo(200);
  }
}
