package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.api.OpenApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H-22: the OpenAPI document and the server say the same")
class OpenApiTest {
  private static final String C = "/api/v1/conversations";
  private static RunningServer server;
  private static Api api;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    api = server.asAdministrator();
    document = api.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("every operation of the document is called, and each answer is what it says")
  void answersAsDocumented() {
    OpenApiContract contract = new OpenApiContract();
    Set<String> uncalled = operations();
    for (Called call : callEverything()) {
      uncalled.remove(call.method() + " " + call.template());
      if (call.reply().status() != 202) { // An answer without a body.
        contract.check(call.method(), call.template(), call.reply().status(), call.reply().json());
      }
    }
    assertThat(uncalled)
        .as("documented but not called here")
        .allMatch(
            operation ->
                operation.startsWith("get /docs")
                    || operation.startsWith("get /openapi")
                    || operation.equals("get /metrics"));
  }

  @Test
  @DisplayName(
      "AUTH_003: what a key that may only read is told is in the document, wherever it asks")
  void documentsTheRefusalOfReaders() {
    String key =
        api.post("/api/v1/account/keys", Map.of("name", "reader", "scope", "read")).text("text");
    OpenApiContract contract = new OpenApiContract();
    for (String operation : operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String template = operation.substring(operation.indexOf(' ') + 1);
      if (!method.equals("get") && !template.startsWith("/api/v1/auth/")) {
        String path = template.replaceAll("\\{[^}]*}", "550e8400-e29b-41d4-a716-446655440009");
        Reply reply =
            api.as(key)
                .send(
                    method.toUpperCase(Locale.ROOT),
                    path,
                    "{}",
                    Map.of("content-type", "application/json"));
        assertThat(reply.status()).as(operation).isEqualTo(403);
        contract.check(method, template, 403, reply.json());
      }
    }
  }

  @Test
  @DisplayName("every route of the server is in the document")
  void documentsEveryRoute() {
    Set<String> undocumented = new TreeSet<>(server.server().routes());
    undocumented.removeAll(operations());
    undocumented.remove("get /docs/"); // the same page under the name people type
    assertThat(undocumented).isEmpty();
  }

  @Test
  @DisplayName("the page at /docs comes with everything it needs")
  void servesThePage() {
    Reply page = api.as(null).get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("swagger-ui").doesNotContain("https://");
    assertThat(api.as(null).get("/openapi.yaml").response().body()).startsWith("openapi: 3.1");
  }

  record Called(String method, String template, Reply reply) {}

  private static List<Called> performance(String one) {
    String p = "/api/v1/performance";
    Map<String, Object> click = Map.of("name", "ui.button_click_feedback", "duration_ms", 12.5);
    return List.of(
        new Called("get", p, api.get(p)),
        new Called("get", p, api.get(p + "?window=0")),
        new Called("get", p + "/alerts", api.get(p + "/alerts")),
        new Called("get", p + "/history", api.get(p + "/history?operation=api.conversation.list")),
        new Called("get", p + "/history", api.get(p + "/history?operation=none")),
        new Called(
            "post",
            p + "/interactions",
            api.post(p + "/interactions", Map.of("interactions", List.of(click)))),
        new Called(
            "post",
            p + "/remedies/{name}",
            api.post(p + "/remedies/cached_reads", Map.of("active", true))),
        new Called(
            "post",
            p + "/remedies/{name}",
            api.post(p + "/remedies/cached_reads", Map.of("active", false))),
        new Called("get", C + "/{id}/performance", api.get(one + "/performance")));
  }

  private static List<Called> operation() {
    String r = "/api/v1/reports";
    Reply made = api.post(r, Map.of());
    String day = r + "/" + made.text("date");
    return List.of(
        new Called("get", "/api/v1/store", api.get("/api/v1/store")),
        new Called("get", "/api/v1/store", api.as(null).get("/api/v1/store")),
        new Called("get", "/api/v1/store/log", api.get("/api/v1/store/log")),
        new Called("post", r, made),
        new Called("post", r, api.post(r, Map.of("date", "9998-01-01"))),
        new Called("get", r, api.get(r)),
        new Called("get", r + "/{date}", api.get(day)),
        new Called("get", r + "/{date}", api.get(day + "?format=pdf")),
        new Called("get", r + "/{date}", api.get(r + "/2020-02-29")));
  }

  private static List<Called> callEverything() {
    List<Called> calls = new ArrayList<>();
    Reply created = api.post(C, Map.of("name", "Documented", "metadata", Map.of("a", 1)));
    String id = created.text("id");
    String one = C + "/" + id;
    Map<String, Object> turn =
        Map.of(
            "speaker", "User",
            "raw_text", "um I'm the vector of marketing at quick fit windows",
            "shared_context", "A call");
    calls.add(new Called("post", C, created));
    calls.add(new Called("post", C, api.post(C, Map.of())));
    calls.add(new Called("post", C + "/{id}/turns", api.post(one + "/turns", turn)));
    calls.add(new Called("post", C + "/{id}/turns", api.say(id, "Lumen", "Great.")));
    calls.add(
        new Called("post", C + "/{id}/turns/realtime", api.post(one + "/turns/realtime", turn)));
    calls.add(
        new Called(
            "post", C + "/{id}/turns/{turn_id}/retry", api.post(one + "/turns/" + id + "/retry")));
    calls.add(new Called("get", C, api.get(C)));
    calls.add(new Called("get", C, api.get(C + "?q=quick%20fit&sort=name&order=desc")));
    calls.add(new Called("patch", C + "/{id}", api.patch(one, Map.of("name", "Renamed"))));
    calls.add(new Called("patch", C + "/{id}", api.patch(one, Map.of("status", "paused"))));
    calls.add(new Called("get", C + "/{id}", api.get(one)));
    calls.add(new Called("get", C + "/{id}", api.as(null).get(one)));
    calls.add(new Called("get", C + "/{id}/turns", api.get(one + "/turns")));
    calls.add(
        new Called(
            "post",
            C + "/{id}/context",
            api.post(
                one + "/context", Map.of("shared_context", "With Scott of Quick Fit Windows"))));
    calls.add(new Called("get", C + "/{id}/context", api.get(one + "/context")));
    calls.add(new Called("get", C + "/{id}/analytics", api.get(one + "/analytics")));
    calls.add(new Called("get", "/api/v1/analytics", api.get("/api/v1/analytics?days=7")));
    calls.add(new Called("get", "/api/v1/analytics", api.get("/api/v1/analytics?days=0")));
    calls.add(new Called("get", C + "/{id}/status", api.get(one + "/status")));
    calls.add(new Called("post", C + "/{id}/pause", api.post(one + "/pause")));
    calls.add(new Called("post", C + "/{id}/turns", api.post(one + "/turns", turn)));
    calls.add(new Called("get", C + "/{id}/status", api.get(one + "/status")));
    calls.add(new Called("post", C + "/{id}/resume", api.post(one + "/resume")));
    calls.add(new Called("get", C + "/{id}/queue/status", api.get(one + "/queue/status")));
    calls.add(new Called("get", C + "/queue/status", api.get(C + "/queue/status")));
    calls.add(new Called("get", C + "/{id}/events", api.get(one + "/events?after=0")));
    calls.addAll(performance(one));
    calls.addAll(operation());
    calls.add(
        new Called(
            "get", "/rest/v1/conversations", api.get("/rest/v1/conversations?select=count")));
    Map<String, Object> message = Map.of("topic", "t", "event", "e", "payload", Map.of("a", 1));
    String broadcast = "/realtime/v1/api/broadcast";
    calls.add(
        new Called("post", broadcast, api.post(broadcast, Map.of("messages", List.of(message)))));
    calls.add(
        new Called(
            "post",
            broadcast + "/{topic}/events/{event}",
            api.post(broadcast + "/t/events/e", Map.of("a", 1))));
    calls.add(new Called("post", C + "/queue/stop", api.post(C + "/queue/stop")));
    calls.add(new Called("post", C + "/queue/start", api.post(C + "/queue/start")));
    String transcript = "AI\n\n##VT_WARM## Hello, it's Lumen.\n\nUser\n\nHi. <noise>\n";
    calls.add(
        new Called(
            "post",
            C + "/parse-transcript",
            api.post(C + "/parse-transcript", Map.of("raw_transcript", transcript))));
    Map<String, String> plain = Map.of("content-type", "text/plain");
    calls.add(
        new Called(
            "post", C + "/import", api.send("POST", C + "/import?name=x", transcript, plain)));
    calls.add(new Called("post", C + "/import", api.send("POST", C + "/import", "", plain)));
    calls.add(
        new Called(
            "post",
            C + "/{id}/import",
            api.post(one + "/import", Map.of("content", transcript, "format", "txt"))));
    calls.addAll(review(one));
    calls.addAll(vocabulary("/api/v1/vocabulary", "/api/v1/vocabulary"));
    calls.addAll(vocabulary(C + "/{id}/vocabulary", one + "/vocabulary"));
    calls.addAll(spoken(id));
    calls.addAll(PromptRoutes.call(api, id, api.get(one + "/turns").text("turns.0.turn_id")));
    calls.add(new Called("delete", C + "/{id}", api.delete(one)));
    calls.add(new Called("delete", C + "/{id}", api.delete(one)));
    calls.add(new Called("get", "/health", api.as(null).get("/health")));
    calls.add(new Called("get", "/health/live", api.as(null).get("/health/live")));
    calls.add(new Called("get", "/health/ready", api.as(null).get("/health/ready")));
    calls.addAll(signIn());
    calls.addAll(administer());
    return calls;
  }

  private static List<Called> spoken(String id) {
    String live = "/api/conversations/{id}";
    String one = "/api/conversations/" + id;
    String v2 = "/api/v2/conversations";
    String mine = "/api/v2/preferences";
    Reply begun = api.post(v2, Map.of("topic", "Tea", "personality", "sassy_english"));
    String session = v2 + "/" + begun.text("id");
    Map<String, String> message = Map.of("content", "We like tea", "role", "user");
    return List.of(
        new Called("get", live + "/state", api.get(one + "/state")),
        new Called("post", live + "/state", api.post(one + "/state", Map.of("state", "LISTENING"))),
        new Called("post", live + "/state", api.post(one + "/state", Map.of("state", "flying"))),
        new Called(
            "post",
            live + "/transcript",
            api.post(one + "/transcript", Map.of("final_transcript", "um we spend a lot"))),
        new Called(
            "post", live + "/ai-response", api.post(one + "/ai-response", Map.of("content", "Ah"))),
        new Called("post", live + "/ai-response", api.post(one + "/ai-response", Map.of())),
        new Called("get", live + "/connections", api.get(one + "/connections")),
        new Called("get", v2 + "/personalities", api.get(v2 + "/personalities")),
        new Called("post", v2, begun),
        new Called("get", v2, api.get(v2 + "?status=active&limit=5")),
        new Called("get", v2 + "/{id}", api.get(session)),
        new Called("post", v2 + "/{id}/messages", api.post(session + "/messages", message)),
        new Called("get", v2 + "/{id}/messages", api.get(session + "/messages?limit=1")),
        new Called("put", v2 + "/{id}/end", api.put(session + "/end", Map.of())),
        new Called("post", v2 + "/{id}/messages", api.post(session + "/messages", message)),
        new Called("get", mine, api.get(mine)),
        new Called("put", mine, api.put(mine, Map.of("preferred_voice", "Ada"))));
  }

  private static List<Called> administer() {
    String users = "/api/v1/users";
    String account = "/api/v1/account";
    Reply invited = api.post(users, Map.of("email", "invited@example.org"));
    String one = users + "/" + invited.text("user.id");
    Reply link = api.post(one + "/link");
    Reply key = api.post(account + "/keys", Map.of("name", "k", "scope", "read"));
    Map<String, String> json = Map.of("content-type", "application/json");
    Map<String, String> noChange =
        Map.of("current_password", "not the password", "new_password", "next password");
    return List.of(
        new Called("post", users, invited),
        new Called("post", users, api.post(users, Map.of("email", "invited@example.org"))),
        new Called("get", users, api.get(users)),
        new Called("get", users + "/{id}", api.get(one)),
        new Called("post", users + "/{id}/link", link),
        new Called(
            "post",
            "/api/v1/auth/link",
            api.post("/api/v1/auth/link", Map.of("token", link.text("token")))),
        new Called("post", users + "/{id}/reset-password", api.post(one + "/reset-password")),
        new Called("patch", users + "/{id}", api.send("PATCH", one, "{\"active\":false}", json)),
        new Called("delete", users + "/{id}", api.delete(one)),
        new Called("get", account, api.get(account)),
        new Called("post", account + "/password", api.post(account + "/password", noChange)),
        new Called("post", account + "/keys", key),
        new Called("get", account + "/keys", api.get(account + "/keys")),
        new Called(
            "delete", account + "/keys/{id}", api.delete(account + "/keys/" + key.text("key.id"))),
        new Called("get", "/api/v1/audit", api.get("/api/v1/audit")));
  }

  private static List<Called> review(String one) {
    Reply turns = api.get(one + "/turns");
    String turn = "/turns/" + turns.text("turns.0.turn_id");
    String correction = turns.text("turns.0.metadata.corrections.0.id");
    String decision = "/corrections/" + correction + "/decision";
    String template = C + "/{id}/turns/{turn_id}";
    return List.of(
        new Called("get", template, api.get(one + turn)),
        new Called(
            "post",
            template + "/corrections/{correction_id}/decision",
            api.post(one + turn + decision, Map.of("decision", "reject"))),
        new Called(
            "post",
            template + "/corrections/{correction_id}/decision",
            api.post(one + turn + decision, Map.of("decision", "undo", "revision", 999))),
        new Called(
            "put",
            template + "/cleaned-text",
            api.put(one + turn + "/cleaned-text", Map.of("cleaned_text", "All new"))),
        new Called(
            "post",
            C + "/{id}/corrections/decisions",
            api.post(
                one + "/corrections/decisions",
                Map.of("decision", "reject", "rule", "x", "original", "y", "preview", true))));
  }

  private static List<Called> vocabulary(String template, String path) {
    Reply term = api.post(path, Map.of("term", "Kestrova", "sounds_like", List.of("cast rover")));
    String one = path + "/" + term.text("id");
    Map<String, String> csv = Map.of("content-type", "text/csv");
    return List.of(
        new Called("post", template, term),
        new Called("post", template, api.post(path, Map.of())),
        new Called("get", template, api.get(path)),
        new Called(
            "post", template + "/import", api.send("POST", path + "/import", "A,b\n,c\n", csv)),
        new Called("put", template + "/{term_id}", api.put(one, Map.of("term", "Kestrova AG"))),
        new Called("delete", template + "/{term_id}", api.delete(one)),
        new Called("delete", template + "/{term_id}", api.delete(one)));
  }

  private static List<Called> signIn() {
    String auth = "/api/v1/auth";
    Reply login =
        api.post(
            auth + "/login",
            Map.of("email", RunningServer.ADMIN_EMAIL, "password", RunningServer.ADMIN_PASSWORD));
    Reply wrong = api.post(auth + "/login", Map.of("email", "a@example.com", "password", "no"));
    Reply refreshed =
        api.post(auth + "/refresh", Map.of("refresh_token", login.text("refresh_token")));
    Reply logout =
        api.post(auth + "/logout", Map.of("refresh_token", refreshed.text("refresh_token")));
    return List.of(
        new Called("post", auth + "/login", login),
        new Called("post", auth + "/login", wrong),
        new Called("post", auth + "/refresh", refreshed),
        new Called("post", auth + "/logout", logout));
  }

  private static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        item -> {
                          if (Set.of("get", "post", "put", "delete", "patch")
                              .contains(item.getKey())) {
                            operations.add(item.getKey() + " " + path.getKey());
                          }
                        }));
    return operations;
  }
}
