package dev.lumen.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Conversations over HTTP")
class ConversationApiTest {
  private static final String PATH = "/api/v1/conversations";
  private static RunningServer server;
  private static Api admin;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    admin = server.asAdministrator();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("H-04, X-14: a new conversation is active, has no turns and answers 200")
  void creates() {
    Reply reply =
        admin.post(
            PATH,
            Map.of("name", "Call", "description", "First", "metadata", Map.of("k", List.of(1))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("id")).hasSize(36);
    assertThat(reply.text("status")).isEqualTo("active");
    assertThat(reply.at("turns_count").asInt()).isZero();
    assertThat(reply.text("description")).isEqualTo("First");
    assertThat(reply.at("metadata.k.0").asInt()).isEqualTo(1);
    assertThat(reply.text("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  }

  @Test
  @DisplayName("H-04: a missing name is 422, a name too long as well")
  void refusesToCreate() {
    assertThat(admin.post(PATH, Map.of()).status()).isEqualTo(422);
    Reply tooLong = admin.post(PATH, Map.of("name", "x".repeat(256)));
    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.text("error.code")).isEqualTo("VAL_003");
  }

  @Test
  @DisplayName("H-04, H-08: what nobody can see is no name and no turn")
  void invisible() {
    String id = admin.newConversation("Seen");
    for (String blank : List.of(" ", "\u00a0", "\u200b\u2060", "\u3000\t\ufeff")) {
      assertThat(admin.post(PATH, Map.of("name", blank)).status()).isEqualTo(422);
      assertThat(admin.say(id, "User", blank).status()).isEqualTo(422);
    }
    assertThat(admin.say(id, "User", "\u200f\u05e9\u05dc\u05d5\u05dd").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("H-05, X-03: pages, latest change first, all of them counted")
  void lists() {
    try (RunningServer own = RunningServer.secured()) {
      Api api = own.asAdministrator();
      assertThat(api.get(PATH).at("conversations")).isEmpty();
      assertThat(api.get(PATH).at("total").asInt()).isZero();
      List<String> created = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        created.add(api.newConversation("Call " + i));
      }
      api.say(created.get(3), "Lumen", "Hello.");
      Reply first = api.get(PATH);
      assertThat(first.at("conversations")).hasSize(20);
      assertThat(first.at("total").asInt()).isEqualTo(25);
      assertThat(first.at("page").asInt()).isEqualTo(1);
      assertThat(first.at("per_page").asInt()).isEqualTo(20);
      assertThat(first.text("conversations.0.id")).isEqualTo(created.get(3));
      assertThat(first.text("conversations.1.id")).isEqualTo(created.get(24));
      Reply second = api.get(PATH + "?page=2&per_page=20");
      assertThat(second.at("conversations")).hasSize(5);
      assertThat(api.get(PATH + "?per_page=1000").status()).isEqualTo(422);
      assertThat(api.get(PATH + "?status=paused").at("total").asInt()).isZero();
    }
  }

  @Test
  @DisplayName("H-06: a change keeps what it leaves out, and clears what it sends as null")
  void nulls() {
    String id =
        admin
            .post(PATH, Map.of("name", "n", "description", "d", "metadata", Map.of("crm", 1)))
            .text("id");
    String path = PATH + "/" + id;
    Map<String, String> json = Map.of("content-type", "application/json");
    assertThat(admin.send("PATCH", path, "{}", json).text("description")).isEqualTo("d");
    Reply cleared = admin.send("PATCH", path, "{\"description\": null}", json);
    assertThat(cleared.at("description").isNull()).isTrue();
    assertThat(cleared.at("metadata.crm").asInt()).isEqualTo(1);
    assertThat(admin.send("PATCH", path, "{\"metadata\": null}", json).at("metadata")).isEmpty();
    Reply refused = admin.send("PATCH", path, "{\"name\": null, \"status\": null}", json);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("error.details.fields.name"))
        .isEqualTo("must not be null; leave it out to keep what is there");
    assertThat(refused.at("error.details.errors")).hasSize(2);
  }

  @Test
  @DisplayName("H-06, H-07, X-05: read, delete, and a second delete is 404")
  void readsAndDeletes() {
    String id = admin.newConversation("Call");
    admin.say(id, "User", "hello there");
    assertThat(admin.get(PATH + "/" + id).at("turns_count").asInt()).isEqualTo(1);
    Reply deleted = admin.delete(PATH + "/" + id);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.at("success").asBoolean()).isTrue();
    assertThat(admin.delete(PATH + "/" + id).status()).isEqualTo(404);
    assertThat(admin.get(PATH + "/" + id).status()).isEqualTo(404);
    assertThat(admin.get(PATH + "/" + id + "/turns").status()).isEqualTo(404);
    assertThat(admin.get(PATH + "/" + UUID.randomUUID()).text("error.code")).isEqualTo("PROC_001");
  }

  @Test
  @DisplayName("X-17: nobody without a token is let in, not even with an id that is none")
  void asksForAToken() {
    Api nobody = server.api();
    for (Reply reply :
        List.of(
            nobody.get(PATH),
            nobody.post(PATH, Map.of("name", "x")),
            nobody.get(PATH + "/not-a-uuid"),
            nobody.delete(PATH + "/not-a-uuid"),
            nobody.get(PATH + "/queue/status"),
            nobody.as("fake-token").get(PATH))) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(reply.text("error.code")).isEqualTo("AUTH_001");
    }
    assertThat(admin.get(PATH + "/not-a-uuid").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("X-19: another user's conversation is not there")
  void keepsUsersApart() {
    Api stranger = server.asUser("stranger@example.com");
    String mine = admin.newConversation("Mine");
    String theirs = stranger.newConversation("Theirs");
    assertThat(stranger.get(PATH + "/" + mine).status()).isEqualTo(404);
    assertThat(stranger.say(mine, "User", "hello").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mine + "/turns").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mine + "/status").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mine + "/context").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mine + "/analytics").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mine + "/queue/status").status()).isEqualTo(404);
    assertThat(stranger.post(PATH + "/" + mine + "/pause").status()).isEqualTo(404);
    assertThat(stranger.delete(PATH + "/" + mine).status()).isEqualTo(404);
    assertThat(stranger.get(PATH).at("total").asInt()).isEqualTo(1);
    assertThat(admin.get(PATH + "/" + theirs).status()).isEqualTo(200);
    assertThat(stranger.post(PATH + "/queue/stop").text("error.code")).isEqualTo("AUTH_003");
  }

  @Test
  @DisplayName("X-01: ended is shown as completed, deleted is hidden")
  void showsStoredStates() throws Exception {
    String id = admin.newConversation("Call");
    store(id, "ended");
    assertThat(admin.get(PATH + "/" + id).text("status")).isEqualTo("completed");
    assertThat(admin.get(PATH + "/" + id + "/status").text("status")).isEqualTo("idle");
    store(id, "deleted");
    assertThat(admin.get(PATH + "/" + id).status()).isEqualTo(404);
    assertThat(admin.say(id, "User", "hello").status()).isEqualTo(404);
  }

  private static void store(String id, String status) throws Exception {
    try (var connection = server.database().openAsSuperuser();
        var update =
            connection.prepareStatement("update conversations set status = ? where id = ?::uuid")) {
      update.setString(1, status);
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  @Test
  @DisplayName("H-13, H-14, X-27: what is shared beforehand is kept, shown and used")
  void sharesContext() {
    String id = admin.newConversation("Call");
    String path = PATH + "/" + id + "/context";
    assertThat(admin.get(path).text("shared_context")).isEmpty();
    Reply shared =
        admin.post(
            path,
            Map.of(
                "shared_context", "Call with Scott, Head of Marketing at Quick Fit Windows",
                "context_type", "business_info"));
    assertThat(shared.status()).isEqualTo(200);
    Reply reply = admin.say(id, "User", "yes i work for quick fit windows and we are growing");
    assertThat(reply.text("cleaned_text")).contains("Quick Fit Windows");
    Reply context = admin.get(path);
    assertThat(context.text("context_type")).isEqualTo("business_info");
    assertThat(context.at("sliding_window_size").asInt()).isEqualTo(10);
    assertThat(context.at("current_context")).hasSize(1);
    assertThat(context.at("total_history_length").asInt()).isEqualTo(1);
    assertThat(context.at("context_transitions").isArray()).isTrue();
    assertThat(admin.post(path, Map.of("shared_context", "x", "context_type", "other")).status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("H-13: empty text takes back what was shared, and what it taught")
  void takesContextBack() {
    String id = admin.newConversation("Call");
    String path = PATH + "/" + id + "/context";
    String said = "we spoke with zorbelle quint about it";
    String before = admin.say(id, "User", said).text("cleaned_text");
    Map<String, String> known = Map.of("shared_context", "Meet Zorbelle Quint.");
    assertThat(admin.post(path, known).status()).isEqualTo(200);
    assertThat(admin.say(id, "User", said).text("cleaned_text")).contains("Zorbelle Quint");
    String other = admin.newConversation("Other");
    String others = PATH + "/" + other + "/context";
    admin.post(others, known);
    Reply removed = admin.post(others, Map.of("shared_context", "", "context_type", "user_info"));
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.text("shared_context")).isEmpty();
    assertThat(admin.get(others).text("context_type")).isEqualTo("user_info");
    assertThat(admin.say(other, "User", said).text("cleaned_text")).isEqualTo(before);
    assertThat(admin.post(others, Map.of("context_type", "user_info")).text("error.code"))
        .isEqualTo("VAL_002");
  }

  @Test
  @DisplayName("H-10, H-14, C-07: what a conversation is about is what its last turn says")
  void followsTheContexts() {
    String id = admin.newConversation("Call");
    for (String text :
        List.of(
            "I am the head of marketing at Quick Fit Windows",
            "we spend a lot on Google ads and SEO",
            "we have seventy five employees in the company",
            "we want fifty leads per month from Facebook ads",
            "yes",
            "can you show me a demo next week")) {
      var told = admin.say(id, "User", text).at("metadata.active_contexts");
      assertThat(admin.get(PATH + "/" + id + "/context").at("active_contexts")).isEqualTo(told);
      assertThat(admin.get(PATH + "/" + id + "/status").at("active_contexts")).isEqualTo(told);
    }
  }

  @Test
  @DisplayName("H-15: the figures of a conversation are those of its turns")
  void analyses() {
    String id = admin.newConversation("Call");
    String path = PATH + "/" + id + "/analytics";
    assertThat(admin.get(path).at("quality_metrics.transcription_accuracy").asDouble())
        .isEqualTo(1);
    admin.say(id, "Lumen", "What is your role?");
    admin.say(id, "User", "I'm the vector of marketing");
    admin.say(id, "User", "Yes");
    Reply analytics = admin.get(path);
    assertThat(analytics.at("confidence_breakdown.HIGH.count").asInt()).isEqualTo(2);
    assertThat(analytics.at("confidence_breakdown.HIGH.percentage").asDouble()).isEqualTo(100);
    assertThat(analytics.at("quality_metrics.transcription_accuracy").asDouble())
        .isGreaterThan(0.3)
        .isLessThan(1);
    assertThat(analytics.at("quality_metrics.appropriate_cleaning_decisions").asDouble())
        .isEqualTo(1);
    assertThat(analytics.at("performance_metrics.average_processing_time_ms").asDouble())
        .isPositive();
  }
}
