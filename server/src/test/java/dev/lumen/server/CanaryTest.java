package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words and secrets are planted at every door, in use and in misuse; then everything the server
 * says of itself is searched for them: log lines down to DEBUG with the messages of their
 * exceptions, metrics, performance, the audit trail. The process as a whole is in SecrecyTest.
 */
@DisplayName(
    "Neither what was said nor a secret is in a log line, an exception, a metric, the audit")
class CanaryTest {
  private static final String WORD = "Xylophrastus";
  private static final String PASSWORD = "Xylophrastus-secret-1";
  private static final String MAIL = "xylophrastus@example.org";
  private static final String C = "/api/v1/conversations";

  private static final Logger OWN = Logger.getLogger("dev.lumen");
  private static final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private static final Handler HANDLER =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          StringBuilder text = new StringBuilder(line.getLoggerName()).append(line.getMessage());
          text.append(Arrays.toString(line.getParameters()));
          for (Throwable it = line.getThrown(); it != null; it = it.getCause()) {
            text.append(it);
          }
          lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static final List<String> planted = new ArrayList<>(List.of(WORD, PASSWORD));
  private static RunningServer server;
  private static Api administrator;

  @BeforeAll
  static void plant() throws SQLException {
    OWN.setLevel(Level.ALL);
    OWN.addHandler(HANDLER);
    server = RunningServer.with(Map.of("LUMEN_LIMITS", "off"));
    administrator = server.asAdministrator();
    Api user = server.asUser("somebody@example.org");
    plant(String.valueOf(user.token()));
    signIns();
    String conversation = turns(user);
    misuse(user, conversation);
    sockets(user, conversation);
    brokenDatabase(user, conversation);
  }

  @AfterAll
  static void stop() {
    OWN.removeHandler(HANDLER);
    OWN.setLevel(null);
    server.close();
  }

  private static void plant(String secret) {
    assertThat(secret).isNotBlank();
    planted.add(secret);
  }

  private static void signIns() {
    Api nobody = server.api();
    refused(nobody.post("/api/v1/auth/login", Map.of("email", MAIL, "password", PASSWORD)));
    refused(nobody.post("/api/v1/auth/link", Map.of("token", PASSWORD)));
    refused(nobody.post("/api/v1/auth/refresh", Map.of("refresh_token", PASSWORD)));
    refused(nobody.as(WORD + ".a.b").get(C));
    Reply invited = administrator.post("/api/v1/users", Map.of("email", MAIL));
    assertThat(invited.status()).isEqualTo(200);
    String token = invited.text("link.token");
    plant(token);
    Reply session = nobody.post("/api/v1/auth/link", Map.of("token", token, "password", PASSWORD));
    assertThat(session.status()).isEqualTo(200);
    plant(session.text("access_token"));
    plant(session.text("refresh_token"));
    Map<String, String> again = Map.of("refresh_token", session.text("refresh_token"));
    plant(nobody.post("/api/v1/auth/refresh", again).text("access_token"));
    Api user = nobody.as(session.text("access_token"));
    Reply key = user.post("/api/v1/account/keys", Map.of("name", WORD, "scope", "read"));
    plant(key.text("text"));
    refused(user.as(key.text("text")).post(C, Map.of("name", WORD)));
  }

  private static String turns(Api user) {
    String conversation = user.newConversation(WORD);
    String path = C + "/" + conversation;
    user.say(conversation, "Lumen", "So you are with " + WORD + " Windows?");
    Reply turn = user.say(conversation, "User", "um I am the vector of marketing at " + WORD);
    assertThat(turn.status()).isEqualTo(200);
    user.post(path + "/turns/realtime", Map.of("speaker", "User", "raw_text", WORD + " again"));
    user.post(path + "/context", Map.of("shared_context", WORD, "context_type", "user_info"));
    user.post("/api/v1/vocabulary", Map.of("term", WORD + " Windows"));
    user.patch(path + "/turns/" + turn.text("turn_id"), Map.of("cleaned_text", "I am of " + WORD));
    user.get(C + "?q=" + WORD);
    user.get(path + "/analytics");
    user.post(C + "/import", Map.of("content", "User: hello " + WORD + "\nAI: Hi.\n"));
    return conversation;
  }

  private static void misuse(Api user, String conversation) {
    String path = C + "/" + conversation;
    Map<String, String> json = Map.of("content-type", "application/json");
    refused(user.send("POST", path + "/turns", "{\"raw_text\":\"" + WORD, json));
    refused(user.post(path + "/turns", Map.of("speaker", "User", "raw_text", List.of(WORD))));
    refused(user.post(path + "/turns", Map.of("speaker", "User", "raw_text", WORD + "\0")));
    refused(user.post(path + "/turns", Map.of("speaker", WORD.repeat(50), "raw_text", WORD)));
    refused(user.post(path + "/context", Map.of("shared_context", WORD, "context_type", WORD)));
    refused(
        user.post(C + "/import", Map.of("content", "1\n00:0x --> 1\n" + WORD, "format", "srt")));
    refused(user.post(C + "/import", Map.of("content", "{\"" + WORD + "\":", "format", "json")));
    refused(user.get(C + "?page=" + WORD));
    refused(user.get(C + "/" + WORD));
    refused(user.get("/" + WORD));
  }

  private static void sockets(Api user, String conversation) {
    String base = server.server().address().toString().replaceFirst("http", "ws");
    String token = "token=" + user.token();
    for (String path : List.of("/ws/conversations/", "/api/ws/conversations/")) {
      SocketClient socket =
          SocketClient.connect(URI.create(base + path + conversation + "?" + token));
      socket.send("{\"type\":\"" + WORD + "\"}");
      socket.await("error");
      socket.send("{\"type\":\"text_input\",\"payload\":{\"content\":[\"" + WORD + "\"]}}");
      socket.await("error");
      socket.abort();
    }
    SocketClient rows =
        SocketClient.connect(
            URI.create(base + "/realtime/v1/websocket?apikey=" + PASSWORD + "&vsn=2.0.0"));
    rows.send(
        "[\"1\",\"1\",\"realtime:%s\",\"phx_join\",{\"access_token\":\"%s\",\"config\":{\"postgres_changes\":[{\"event\":\"*\",\"schema\":\"public\",\"table\":\"turns\",\"filter\":\"%s=what.%s\"}]}}]"
            .formatted(WORD, user.token(), WORD, WORD));
    assertThat(rows.next().at("/4/status").asText()).isEqualTo("error");
    rows.send("[\"1\",\"2\",\"realtime:x\",\"phx_join\",{\"access_token\":\"" + WORD + ".x.y\"}]");
    assertThat(rows.next().at("/4/status").asText()).isEqualTo("error");
    rows.abort();
  }

  /** What PostgreSQL says of a failure quotes the row. */
  private static void brokenDatabase(Api user, String conversation) throws SQLException {
    asOperator(
        """
        create function broken() returns trigger language plpgsql as $$
        begin raise exception 'row %', new using errcode = 'XX000'; end $$;
        create trigger broken before insert on turns execute function broken();
        """
            .replace("before insert on turns", "before insert on turns for each row"));
    assertThat(user.say(conversation, "User", WORD).status()).isEqualTo(500);
    asOperator("drop trigger broken on turns");
    asOperator(
        "alter table turns add constraint refuses check (raw_text <> '" + WORD + "') not valid");
    assertThat(user.say(conversation, "User", WORD).status()).isEqualTo(500);
    asOperator("alter table turns drop constraint refuses");
    assertThat(user.say(conversation, "User", WORD).status()).isEqualTo(200);
  }

  private static void asOperator(String sql) throws SQLException {
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void refused(Reply reply) {
    assertThat(reply.status()).isBetween(400, 499);
  }

  private static void assertClean(String what, String text) {
    assertThat(text).isNotBlank();
    for (String canary : planted) {
      assertThat(text.contains(canary)).as("%s has %s", what, canary).isFalse();
    }
  }

  @Test
  void noLineOfTheLogAndNoException() {
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(String.join("\n", lines)).contains("SYS_004", "VAL_003");
    lines.forEach(line -> assertClean("a log line (" + line + ")", line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/health",
        "/api/v1/performance",
        "/api/v1/audit?per_page=100",
        "/api/v1/conversations/queue/status"
      })
  void nothingTheServerTellsOfItself(String path) {
    Reply reply = administrator.get(path);
    assertThat(reply.status()).as(path).isEqualTo(200);
    assertClean(path, reply.response().body());
  }

  @Test
  void noRowOfTheAuditTrail() throws SQLException {
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select json_agg(a) from audit_events a")) {
      rows.next();
      String all = rows.getString(1);
      assertThat(Json.tree(all)).hasSizeGreaterThan(5);
      assertClean("the audit trail", all);
    }
  }
}
