package dev.lumen.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("C-11: what a conversation's metadata says of how it is processed")
class ConversationSettingsTest {
  private static final String C = "/api/v1/conversations";
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

  private static Reply create(Map<String, ?> metadata) {
    return api.post(C, Map.of("name", "Call", "metadata", metadata));
  }

  private static String created(Map<String, ?> metadata) {
    Reply reply = create(metadata);
    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    return reply.text("id");
  }

  @Test
  @DisplayName("every field that cannot be meant is named at once, and nothing is created")
  void refuses() {
    int before = api.get(C).at("total").asInt();
    Reply reply =
        create(
            Map.of(
                "processing_settings",
                Map.of(
                    "default_cleaning_level", "heavy",
                    "sliding_window_size", 101,
                    "skip_transcription_errors", "no",
                    "model_cleaning", "sometimes",
                    "model_parameters", Map.of("temperature", 2.1, "max_tokens", 0, "top_p", -1)),
                "performance_targets",
                Map.of("target_processing_time_ms", 0, "target_confidence_score", "certain"),
                "business_context",
                Map.of("domain", 5, "subdomain", "x".repeat(101), "conversation_type", true)));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("error.code")).isEqualTo("VAL_003");
    String s = "metadata.processing_settings.";
    assertThat(reply.at("error.details.errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            s + "default_cleaning_level",
            s + "sliding_window_size",
            s + "skip_transcription_errors",
            s + "model_cleaning",
            s + "model_parameters.temperature",
            s + "model_parameters.max_tokens",
            s + "model_parameters.top_p",
            "metadata.performance_targets.target_processing_time_ms",
            "metadata.performance_targets.target_confidence_score",
            "metadata.business_context.domain",
            "metadata.business_context.subdomain",
            "metadata.business_context.conversation_type");
    assertThat(reply.json().toString()).doesNotContain("heavy", "certain", "sometimes");
    assertThat(create(Map.of("business_context", "marketing")).status()).isEqualTo(422);
    assertThat(create(Map.of("model_cleaning", "sometimes")).status()).isEqualTo(422);
    assertThat(api.get(C).at("total").asInt()).isEqualTo(before);
  }

  @Test
  @DisplayName("level, window and what is no speech")
  void cleaning() {
    String id =
        created(
            Map.of(
                "processing_settings",
                Map.of(
                    "default_cleaning_level",
                    "light",
                    "sliding_window_size",
                    3,
                    "skip_transcription_errors",
                    false)));
    assertThat(api.say(id, "User", "um I'm the vector of marketing").text("cleaned_text"))
        .isEqualTo("Um I'm the vector of marketing");
    assertThat(api.say(id, "User", "สวัสดี").text("cleaned_text")).isEqualTo("สวัสดี");
    assertThat(api.get(C + "/" + id + "/context").at("sliding_window_size").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("they can be changed later, field by field, and hold from the next turn on")
  void changed() {
    String id = created(Map.of("colour", "blue", "crm", Map.of("deal", 7, "stage", "won")));
    String said = "um I'm the vector of marketing";
    assertThat(api.say(id, "User", said).text("cleaned_text")).contains("Director of Marketing");
    Map<String, Object> patch = new HashMap<>();
    patch.put(
        "processing_settings", Map.of("default_cleaning_level", "light", "sliding_window_size", 3));
    patch.put("colour", null);
    patch.put("crm", Map.of("stage", "lost"));

    Reply reply = api.patch(C + "/" + id, Map.of("metadata", patch));

    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    assertThat(reply.at("metadata.crm").toString()).isEqualTo("{\"deal\":7,\"stage\":\"lost\"}");
    assertThat(reply.at("metadata").has("colour")).isFalse();
    assertThat(api.get(C + "/" + id).at("metadata")).isEqualTo(reply.at("metadata"));
    assertThat(api.say(id, "User", said).text("cleaned_text")).contains("vector of marketing");
    assertThat(api.get(C + "/" + id + "/context").at("sliding_window_size").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("a change that cannot be meant, or would make them too large, changes nothing")
  void refusesChange() {
    String id = created(Map.of("notes", "x".repeat(60_000)));
    String path = C + "/" + id;
    Reply faulty =
        api.patch(
            path,
            Map.of(
                "name",
                "Other",
                "metadata",
                Map.of("processing_settings", Map.of("sliding_window_size", 101))));
    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.at("error.details.errors").findValuesAsText("field"))
        .containsExactly("metadata.processing_settings.sliding_window_size");
    Reply large =
        api.patch(path, Map.of("name", "Other", "metadata", Map.of("more", "y".repeat(9_000))));
    assertThat(large.status()).isEqualTo(422);
    assertThat(large.text("error.code")).isEqualTo("VAL_003");
    assertThat(api.get(path).text("name")).isEqualTo("Call");
    assertThat(api.get(path).at("metadata").has("more")).isFalse();
  }

  @ParameterizedTest(name = "{0} ms, {1}")
  @CsvSource({"3600000, HIGH, 1, 0.5", "0.001, medium, 0, 0.5", "3600000, Low, 1, 1"})
  @DisplayName("its figures say how its turns keep to its targets")
  void targets(double ms, String confidence, double inTime, double sure) {
    String id =
        created(
            Map.of(
                "performance_targets",
                Map.of("target_processing_time_ms", ms, "target_confidence_score", confidence)));
    String path = C + "/" + id + "/analytics";
    assertThat(api.get(path).at("performance_targets.within_processing_time").asDouble())
        .isEqualTo(1);
    api.say(id, "Lumen", "What do you do?");
    api.say(id, "User", "Yes");
    assertThat(api.say(id, "User", "สวัสดี").text("metadata.confidence_score")).isEqualTo("LOW");
    Reply kept = api.get(path);
    assertThat(kept.at("performance_targets.target_processing_time_ms").asDouble()).isEqualTo(ms);
    assertThat(kept.at("performance_targets.within_processing_time").asDouble()).isEqualTo(inTime);
    assertThat(kept.text("performance_targets.target_confidence_score"))
        .isEqualToIgnoringCase(confidence);
    assertThat(kept.at("performance_targets.within_confidence").asDouble()).isEqualTo(sure);
    Reply none = api.get(C + "/" + created(Map.of()) + "/analytics");
    assertThat(none.at("performance_targets").isNull()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0, LOW", "0.75, MEDIUM", "0.8, HIGH", "1, HIGH"})
  @DisplayName("a target for confidence may be a share")
  void share(double share, String confidence) {
    String id = created(Map.of("performance_targets", Map.of("target_confidence_score", share)));
    assertThat(
            api.get(C + "/" + id + "/analytics")
                .text("performance_targets.target_confidence_score"))
        .isEqualTo(confidence);
    assertThat(
            create(Map.of("performance_targets", Map.of("target_confidence_score", 1 + share)))
                .status())
        .isEqualTo(share == 0 ? 200 : 422);
  }

  @Test
  @DisplayName("the business domain speaks where a turn says little; the text stays as it is")
  void businessDomain() {
    String turn = "um the residential ones are the best";
    String id = created(Map.of("business_context", Map.of("domain", "Home services")));
    Reply known = api.say(id, "User", turn);
    Reply unknown = api.say(created(Map.of()), "User", turn);
    assertThat(known.text("metadata.business_domain")).isEqualTo("home_services");
    assertThat(unknown.at("metadata.business_domain").isNull()).isTrue();
    assertThat(known.text("cleaned_text")).isEqualTo(unknown.text("cleaned_text"));
  }

  @Test
  @DisplayName("it says how it came to be, unless its creator does")
  void sessionInfo() {
    String info = "metadata.session_info.";
    assertThat(create(Map.of("k", 1)).at("metadata")).isEqualTo(Json.tree("{\"k\":1}"));
    assertThat(
            create(Map.of("session_info", Map.of("created_via", "page")))
                .text(info + "created_via"))
        .isEqualTo("page");
    assertThat(api.post("/api/v2/conversations", Map.of("topic", "Tea")).status()).isEqualTo(200);
    assertThat(api.get(C + "?per_page=1").text("conversations.0." + info + "created_via"))
        .isEqualTo("live");

    Map<String, String> plain = Map.of("content-type", "text/plain");
    Reply imported =
        api.send("POST", C + "/import?filename=call.md", "User: hello\n\nAI: Hi.\n", plain);
    assertThat(imported.text("conversation." + info + "created_via")).isEqualTo("import");
    assertThat(imported.text("conversation." + info + "original_format")).isEqualTo("md");
    assertThat(imported.at("conversation." + info + "total_turns_uploaded").asInt()).isEqualTo(2);

    String id = imported.text("conversation.id");
    Reply more = api.send("POST", C + "/" + id + "/import?format=txt", "User: and more\n", plain);
    assertThat(more.text("conversation." + info + "original_format")).isEqualTo("md");
    assertThat(more.at("conversation." + info + "total_turns_uploaded").asInt()).isEqualTo(3);
    assertThat(api.get(C + "/" + id).at("turns_count").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("what was stored before it was looked at is read as if it were not there")
  void storedBefore() throws Exception {
    String id = created(Map.of());
    try (var connection = server.database().openAsSuperuser();
        var update =
            connection.prepareStatement(
                "update conversations set metadata = ?::jsonb where id = ?::uuid")) {
      update.setString(
          1,
          """
          {"processing_settings": {"sliding_window_size": 1000, "model_parameters": [1]},
           "performance_targets": {"target_processing_time_ms": "fast"},
           "business_context": {"domain": 7}, "session_info": "none"}
          """);
      update.setString(2, id);
      update.executeUpdate();
    }
    assertThat(api.say(id, "User", "um yes").text("cleaned_text")).isEqualTo("Yes");
    assertThat(api.get(C + "/" + id + "/context").at("sliding_window_size").asInt()).isEqualTo(100);
    assertThat(api.get(C + "/" + id + "/analytics").at("performance_targets").isNull()).isTrue();
  }
}
