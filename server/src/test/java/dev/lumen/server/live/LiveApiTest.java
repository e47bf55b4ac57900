package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("H-25 to H-38: spoken conversations over REST")
class LiveApiTest {
  private static final String V2 = "/api/v2/conversations";
  private static final String TRIAL = "/api/test/conversations";
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String begun(String topic) {
    return api.post(V2, Map.of("topic", topic, "user_id", "u-7")).text("id");
  }

  @Test
  @DisplayName("H-25: interim words are not stored, final ones become a turn and are cleaned")
  void transcripts() {
    String id = begun("Transcripts");
    String path = "/api/conversations/" + id;
    Reply interim = api.post(path + "/transcript", Map.of("interim_transcript", "we have sev"));
    assertThat(interim.at("turn_id").isNull()).isTrue();
    assertThat(api.get(path + "/state").text("transcript.interim_transcript"))
        .isEqualTo("we have sev");
    Reply last =
        api.post(
            path + "/transcript", Map.of("final_transcript", "um we have seventy five employees"));
    assertThat(last.text("cleaned_text")).isEqualTo("We have 75 employees");
    assertThat(api.get("/api/v1/conversations/" + id + "/turns").at("total").asInt()).isEqualTo(1);
    assertThat(api.get(path + "/state").text("transcript.interim_transcript")).isEmpty();
  }

  @Test
  @DisplayName("H-26: a reply from elsewhere is a turn of the AI voice; without content 400")
  void replies() {
    String id = begun("Replies");
    String path = "/api/conversations/" + id + "/ai-response";
    assertThat(api.post(path, Map.of()).status()).isEqualTo(400);
    assertThat(api.post(path, Map.of("content", "Um,  hello")).status()).isEqualTo(200);
    Reply turns = api.get("/api/v1/conversations/" + id + "/turns");
    assertThat(turns.text("turns.0.cleaned_text")).isEqualTo("Um,  hello");
    assertThat(turns.text("turns.0.metadata.context_detected")).isEqualTo("lumen_response");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\"\\u0000\"", "\"\\ud800\"", "1e150", "-1e400", "1e-150"})
  @DisplayName("H-26, D-04: what could not be stored or read again is refused, whatever it is in")
  void unstorable(String value) {
    String id = begun("Unstorable");
    Reply feedback =
        api.send(
            "POST",
            "/api/conversations/" + id + "/ai-response",
            "{\"content\": \"Hello\", \"feedback\": {\"a\": [" + value + "]}}",
            Map.of());
    assertThat(feedback.status()).isEqualTo(400);
    Reply settings =
        api.send("PUT", "/api/v2/preferences", "{\"settings\": {\"a\": " + value + "}}", Map.of());
    assertThat(settings.status()).isEqualTo(422);
    Reply metadata =
        api.send(
            "POST",
            "/api/v1/conversations",
            "{\"name\": \"Call\", \"metadata\": {\"a\": " + value + "}}",
            Map.of());
    assertThat(metadata.status()).isEqualTo(422);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1e99", "-1e98", "1e-97", "0.5", "12345678901234567890.5"})
  @DisplayName("D-04: numbers that can be stored come back")
  void storable(String value) {
    assertThat(
            api.send(
                    "PUT",
                    "/api/v2/preferences",
                    "{\"settings\": {\"a\": " + value + "}}",
                    Map.of())
                .status())
        .isEqualTo(200);
    assertThat(api.get("/api/v2/preferences").at("settings.a").decimalValue())
        .isEqualByComparingTo(new BigDecimal(value));
    api.put("/api/v2/preferences", Map.of());
  }

  @Test
  @DisplayName(
      "X-12: what was spoken to its end stays ended, whatever is done with the conversation")
  void ended_is_final() {
    String id = begun("Final");
    String path = "/api/v1/conversations/" + id;
    api.put(V2 + "/" + id + "/end", Map.of());
    assertThat(api.patch(path, Map.of("status", "active")).status()).isEqualTo(409);
    assertThat(api.post(path + "/pause", Map.of()).status()).isEqualTo(409);
    assertThat(api.post(path + "/resume", Map.of()).status()).isEqualTo(200);
    assertThat(api.get(V2 + "/" + id).text("status")).isEqualTo("ended");
    assertThat(api.patch(path, Map.of("status", "archived")).text("status")).isEqualTo("archived");
    assertThat(api.patch(path, Map.of("status", "completed")).text("status"))
        .isEqualTo("completed");
    assertThat(api.get(V2 + "/" + id).text("status")).isEqualTo("ended");
  }

  @Test
  @DisplayName("X-12: every door tells who comes after the end the same, and takes nothing in")
  void ended_at_every_door() {
    String id = begun("Over");
    String path = "/api/v1/conversations/" + id;
    api.say(id, "User", "before the end");
    api.put(V2 + "/" + id + "/end", Map.of());
    for (String status : new String[] {"", "archived"}) {
      if (!status.isEmpty()) {
        api.patch(path, Map.of("status", status));
      }
      Map<String, String> turn = Map.of("speaker", "User", "raw_text", "too late");
      for (Reply late :
          List.of(
              api.post(path + "/turns", turn),
              api.say(id, "Lumen", "Too late."),
              api.post(path + "/turns/realtime", turn),
              api.post(path + "/import", Map.of("content", "User: too late")),
              api.post(
                  "/api/conversations/" + id + "/transcript",
                  Map.of("final_transcript", "too late")))) {
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("error.message")).contains("The conversation is over");
      }
    }
    assertThat(api.turnNumbers(id)).containsExactly(1);
  }

  @Test
  @DisplayName("X-01: one that was spoken to its end is listed as completed, as it is shown")
  void ended_is_listed_as_completed() {
    String ended = begun("Listed");
    api.put(V2 + "/" + ended + "/end", Map.of());
    String completed = api.newConversation("Done");
    api.patch("/api/v1/conversations/" + completed, Map.of("status", "completed"));
    assertThat(listed("completed")).contains(ended, completed);
    assertThat(listed("ended")).contains(ended).doesNotContain(completed);
    assertThat(listed("active")).doesNotContain(ended, completed);
  }

  private static List<String> listed(String status) {
    return api.get("/api/v1/conversations?per_page=100&status=" + status)
        .at("conversations")
        .findValuesAsText("id");
  }

  @Test
  @DisplayName("H-25: a turn that waits has no cleaned text, and its status says that it waits")
  void transcript_of_a_paused_conversation() {
    String id = begun("Paused");
    String door = "/api/conversations/" + id + "/transcript";
    Reply heard = api.post(door, Map.of("final_transcript", "um hello there"));
    assertThat(heard.text("status")).isEqualTo("processed");
    assertThat(heard.text("cleaned_text")).isEqualTo("Hello there");
    api.post("/api/v1/conversations/" + id + "/pause");
    Reply waits = api.post(door, Map.of("final_transcript", "um hi again"));
    assertThat(waits.text("status")).isEqualTo("queued");
    assertThat(waits.at("cleaned_text").isNull()).isTrue();
    assertThat(waits.text("turn_id")).hasSize(36);
    api.post("/api/v1/conversations/" + id + "/resume");
  }

  @Test
  @DisplayName("H-27 to H-32, X-01: begun, talked in, listed by speaker and status, ended for good")
  void sessions() {
    String id = begun("Sessions");
    Reply said =
        api.post(V2 + "/" + id + "/messages", Map.of("content", "We sell tea", "role", "user"));
    assertThat(said.text("ai_response")).isNotEmpty();
    assertThat(said.text("ai_model_used")).isEqualTo(LocalResponder.ENGINE);
    assertThat(said.text("conversation_state")).isEqualTo("waiting_for_user");
    assertThat(said.text("vocabulary_analysis.tier")).isIn("basic", "mid", "top");
    Reply messages = api.get(V2 + "/" + id + "/messages?limit=1");
    assertThat(messages.text("messages.0.role")).isEqualTo("assistant");
    assertThat(messages.at("total_messages").asInt()).isEqualTo(2);
    assertThat(api.get(V2 + "/" + id).at("message_count").asInt()).isEqualTo(2);

    assertThat(api.put(V2 + "/" + id + "/end", Map.of()).text("status")).isEqualTo("ended");
    assertThat(api.get(V2 + "?user_id=u-7&status=ended").response().body()).contains(id);
    assertThat(api.get(V2 + "?user_id=u-7&status=active").response().body()).doesNotContain(id);
    assertThat(api.get("/api/v1/conversations/" + id).text("status")).isEqualTo("completed");
    for (String role : new String[] {"user", "assistant"}) {
      Map<String, String> late = Map.of("content", "Too late", "role", role);
      assertThat(api.post(V2 + "/" + id + "/messages", late).status()).isEqualTo(409);
    }
    assertThat(api.get(V2 + "/" + id).at("message_count").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("H-27: a long topic gives its beginning as the name, and no half of a character")
  void longTopics() {
    String id = begun("a".repeat(254) + "🚀🚀" + "b".repeat(40));
    assertThat(api.get("/api/v1/conversations/" + id).text("name"))
        .isEqualTo("a".repeat(254) + "🚀");
  }

  @Test
  @DisplayName("X-03, H-32: the list of version 2 has its own names for pages, and counts all")
  void pagesOfSessions() {
    String owner = "u-pages";
    for (int i = 0; i < 5; i++) {
      api.post(V2, Map.of("user_id", owner, "topic", "Tea " + i));
    }
    Reply first = api.get(V2 + "?user_id=" + owner + "&limit=2");
    assertThat(first.at("total_count").asInt()).isEqualTo(5);
    assertThat(first.at("limit").asInt()).isEqualTo(2);
    assertThat(first.at("offset").asInt()).isZero();
    assertThat(first.at("conversations")).hasSize(2);
    Reply last = api.get(V2 + "?user_id=" + owner + "&limit=2&offset=4");
    assertThat(last.at("conversations")).hasSize(1);
    assertThat(last.at("total_count").asInt()).isEqualTo(5);
    assertThat(first.at("conversations").findValuesAsText("id"))
        .doesNotContainAnyElementsOf(last.at("conversations").findValuesAsText("id"));
    assertThat(api.get(V2 + "?user_id=" + owner).at("limit").asInt()).isEqualTo(20);
    assertThat(api.get(V2 + "?limit=201").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("D-04: preferences are kept, and a new conversation begins with them")
  void preferences() {
    String path = "/api/v2/preferences";
    api.put(path, Map.of("preferred_voice", "Ada", "preferred_personality", "blunt_american"));
    assertThat(api.get(path).text("preferred_voice")).isEqualTo("Ada");
    assertThat(api.post(V2, Map.of()).text("personality")).isEqualTo("blunt_american");
    assertThat(api.put(path, Map.of("preferred_personality", "rude")).status()).isEqualTo(422);
    api.put(path, Map.of());
  }

  @Test
  @DisplayName("H-33 to H-38, T-05: trials report what happened")
  void trials() {
    Reply made = api.post(TRIAL, Map.of("personality", "friendly_neutral"));
    String one = TRIAL + "/" + made.text("conversation.conversation_id");
    Reply message = api.post(one + "/message", Map.of("content", "We sell tea"));
    assertThat(message.at("message_processed").asBoolean()).isTrue();
    assertThat(message.at("ai_fallback").isBoolean()).isTrue();
    assertThat(message.at("websocket_updates").asInt()).isPositive();
    Reply speech = api.post(one + "/speech", Map.of("text", "um we sell tea"));
    assertThat(speech.at("simulation_steps")).hasSize(4);
    assertThat(speech.text("final_result.cleaned_text")).isEqualTo("We sell tea");
    Reply moves = api.get(one + "/state-transitions");
    assertThat(moves.text("final_state")).isEqualTo("ended");
    moves
        .at("transitions_tested")
        .forEach(
            it ->
                assertThat(it.path("success").asBoolean())
                    .isEqualTo(
                        LiveState.of(it.path("from").asText())
                            .orElseThrow()
                            .mayBecome(LiveState.of(it.path("to").asText()).orElseThrow())));
    Reply stress = api.get(one + "/stress-test?message_count=3&concurrent_connections=2");
    assertThat(stress.at("test_parameters.connections_opened").asInt()).isEqualTo(2);
    assertThat(stress.at("results.successful_messages").asInt()).isEqualTo(3);
    assertThat(stress.at("results.frames_received").asInt()).isPositive();
    assertThat(api.get("/api/test/system-status").text("components.database.status"))
        .isEqualTo("healthy");
    assertThat(api.delete(one).status()).isEqualTo(200);
    assertThat(api.delete(one).status()).isEqualTo(404);
  }
}
