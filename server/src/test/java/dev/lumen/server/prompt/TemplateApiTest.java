package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Prompt templates")
class TemplateApiTest {
  private static final String P = "/api/v1/prompt-engineering";
  private static final String T = P + "/templates";
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

  private static Reply create(String name, String text) {
    return admin.post(T, Map.of("name", name, "template", text));
  }

  private static List<String> activeIds() {
    List<String> ids = new ArrayList<>();
    admin.get(T + "?include_inactive=false").json().forEach(it -> ids.add(it.path("id").asText()));
    return ids;
  }

  @Test
  @DisplayName(
      "One that can be used ships with Lumen, and the pages of earlier clients can show it")
  void theOneThatShips() {
    JsonNode first = admin.get(T).json().get(0);
    Reply standard = admin.get(P + "/default-template");
    assertThat(standard.at("built_in").asBoolean()).isTrue();
    assertThat(standard.at("variables"))
        .extracting(JsonNode::asText)
        .containsExactly("conversation_context", "raw_text", "cleaning_level");
    for (String field :
        List.of("id", "name", "template", "description", "variables", "version", "is_active")) {
      assertThat(first.has(field)).as(field).isTrue();
    }
    assertThat(first.path("is_active").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("A change is a new version; the one before stays as it was, and in use")
  void versions() {
    Reply one = create("Brief", "Turn: {raw_text}");
    assertThat(one.at("version").asInt()).isEqualTo(1);
    assertThat(one.at("is_active").asBoolean()).isFalse();
    assertThat(admin.post(T + "/" + one.text("id") + "/activate").at("is_active").asBoolean())
        .isTrue();
    Reply two =
        admin.put(
            T + "/" + one.text("id"),
            Map.of("template", "Before: {conversation_context} Turn: {raw_text}"));
    assertThat(two.at("version").asInt()).isEqualTo(2);
    assertThat(two.text("name")).isEqualTo("Brief");
    assertThat(two.text("id")).isNotEqualTo(one.text("id"));
    assertThat(admin.get(T + "/" + one.text("id")).text("template")).isEqualTo("Turn: {raw_text}");
    assertThat(activeIds()).containsExactly(one.text("id"));
    admin.post(T + "/" + two.text("id") + "/activate");
    assertThat(activeIds()).containsExactly(two.text("id"));
    Reply three = admin.put(T + "/" + one.text("id"), Map.of("name", "Briefer"));
    assertThat(three.at("version").asInt()).isEqualTo(3);
    assertThat(three.text("template")).isEqualTo("Turn: {raw_text}");
  }

  @Test
  @DisplayName(
      "What nobody fills is refused with what there is; so are a template without the turn and a name twice")
  void refusals() {
    Reply unknown = create("Wrong", "Hello {custmer_name}: {raw_text}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.text("error.message"))
        .contains("{conversation_context}", "{raw_text}", "{cleaning_level}")
        .doesNotContain("custmer_name");
    assertThat(create("Blind", "Level {cleaning_level}").text("error.message"))
        .contains("must contain {raw_text}");
    assertThat(create("Twice", "{raw_text}").status()).isEqualTo(200);
    assertThat(create("twice", "{raw_text}").status()).isEqualTo(409);
    assertThat(create("Example", "{raw_text} as {\"cleaned_text\": \"x\"}").status())
        .as("JSON is no variable")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("Rendering fills each variable once and looks at nothing it has filled in")
  void rendering() {
    String id =
        create("Rendered", "C: {conversation_context} R: {raw_text} R: {raw_text}").text("id");
    Reply rendered =
        admin.post(
            T + "/" + id + "/render",
            Map.of(
                "variables",
                Map.of("raw_text", "$1 \\ {conversation_context}", "cleaning_level", "full")));
    String turn = "$1 \\ {conversation_context}";
    assertThat(rendered.text("rendered_prompt"))
        .isEqualTo("C: {conversation_context} R: " + turn + " R: " + turn);
    assertThat(rendered.at("missing").get(0).asText()).isEqualTo("conversation_context");
    assertThat(rendered.at("token_count").asInt())
        .isEqualTo((rendered.text("rendered_prompt").length() + 3) / 4);
  }

  @Test
  @DisplayName("AUTH_003: everybody signed in reads them, an administrator alone changes them")
  void whoMayWhat() {
    Api user = server.asUser("reader@example.org");
    String id = admin.get(P + "/default-template").text("id");
    assertThat(user.get(T + "/" + id).status()).isEqualTo(200);
    assertThat(user.post(T + "/" + id + "/render", Map.of("raw_text", "x")).status())
        .isEqualTo(200);
    Map<String, Object> body = Map.of("name", "Mine", "template", "{raw_text}");
    for (Reply refused :
        List.of(
            user.post(T, body),
            user.put(T + "/" + id, body),
            user.post(T + "/" + id + "/activate"),
            user.post(T + "/" + id + "/simulate", Map.of("raw_text", "x")),
            user.post(P + "/ab-tests", body),
            user.get(P + "/ab-tests"),
            user.get(P + "/ab-tests/active"))) {
      assertThat(refused.text("error.code")).isEqualTo("AUTH_003");
    }
  }

  @Test
  @DisplayName("D-09: what would be asked about a turn is shown to those who see the turn")
  void analysis() {
    Api owner = server.asUser("owner@example.org");
    String call = owner.newConversation("Call");
    owner.say(call, "Lumen", "Who decides at Kestrova Systems?");
    String turn = owner.say(call, "User", "I do, the vector of marketing").text("turn_id");
    String path = P + "/turns/" + turn + "/prompt-analysis";
    Reply seen = owner.get(path);
    assertThat(seen.at("asked").asBoolean()).isFalse();
    assertThat(seen.text("rendered_prompt.rendered_prompt"))
        .contains("I do, the vector of marketing");
    String template = seen.text("rendered_prompt.template_id");
    assertThat(
            owner
                .post(T + "/" + template + "/render", Map.of("variables", seen.at("values")))
                .text("rendered_prompt"))
        .as("the values make the question of any template")
        .isEqualTo(seen.text("rendered_prompt.rendered_prompt"));
    assertThat(admin.get(path).text("raw_text")).isEqualTo("I do, the vector of marketing");
    assertThat(server.asUser("stranger@example.org").get(path).text("error.code"))
        .isEqualTo("PROC_001");
  }

  @Test
  @DisplayName(
      "A change of nothing is no new version; what is null is cleared where it may be empty")
  void nothingNew() {
    Reply one =
        admin.post(T, Map.of("name", "Same", "template", "Say {raw_text}", "description", "why"));
    String path = T + "/" + one.text("id");
    assertThat(admin.put(path, Map.of()).json()).isEqualTo(one.json());
    assertThat(admin.put(path, Map.of("name", "Same", "description", "why")).json())
        .isEqualTo(one.json());
    Map<String, String> json = Map.of("content-type", "application/json");
    Reply two = admin.send("PUT", path, "{\"description\": null}", json);
    assertThat(two.at("version").asInt()).isEqualTo(2);
    assertThat(two.text("description")).isEmpty();
    assertThat(admin.send("PUT", path, "{\"template\": null}", json).status()).isEqualTo(422);
    // An older version may be written again: that is a change of the newest.
    assertThat(admin.put(path, Map.of("description", "why")).at("version").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("One test runs at a time, between two versions that there are")
  void tests() {
    String a = admin.get(P + "/default-template").text("id");
    String b = create("Tried", "Turn: {raw_text}").text("id");
    Map<String, Object> test = Map.of("name", "T", "template_a_id", a, "template_b_id", b);
    Reply begun = admin.post(P + "/ab-tests", test);
    assertThat(begun.at("test.share_b").asInt()).isEqualTo(50);
    assertThat(begun.at("better").isNull()).isTrue();
    assertThat(admin.post(P + "/ab-tests", test).status()).isEqualTo(409);
    assertThat(admin.get(P + "/ab-tests/active").json()).hasSize(1);
    String path = P + "/ab-tests/" + begun.text("test.id");
    assertThat(admin.post(path + "/end").text("test.status")).isEqualTo("ended");
    assertThat(admin.get(P + "/ab-tests/active").json()).isEmpty();
    assertThat(admin.get(path).at("test.ended_at").isNull()).isFalse();
    assertThat(admin.get(P + "/ab-tests").json().get(0)).isEqualTo(admin.get(path).json());
    assertThat(
            admin
                .post(P + "/ab-tests", Map.of("name", "T", "template_a_id", a, "template_b_id", a))
                .status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("Without a model a simulation says so, with the local result and the question")
  void simulatedAlone() {
    String id = admin.get(P + "/default-template").text("id");
    Reply alone =
        admin.post(
            T + "/" + id + "/simulate",
            Map.of(
                "variables",
                Map.of(
                    "raw_text",
                    "um I'm the vector of marketing",
                    "conversation_context",
                    "Lumen: Hello")));
    assertThat(alone.at("model").isNull()).isTrue();
    assertThat(alone.text("message")).startsWith("No language model is configured");
    assertThat(alone.text("cleaned_text")).isEqualTo("I'm the Director of Marketing");
    assertThat(alone.text("rendered_prompt")).contains("um I'm the vector of marketing");
  }

  @Test
  @DisplayName("Figures of what was never asked are zero, and say so")
  void noFigures() {
    Reply insights = admin.get(P + "/insights");
    assertThat(insights.at("totals.asked").asInt()).isZero();
    assertThat(insights.text("insights.0.kind")).isEqualTo("too_few");
    String id = admin.get(P + "/default-template").text("id");
    assertThat(admin.get(T + "/" + id + "/performance").at("performance.kept_share").isNull())
        .isTrue();
  }
}
