package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.model.ModelException;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A language model beside the cleaner")
class AdviserTest {
  private static final String C = "/api/v1/conversations/";
  private static final ScriptedModel MODEL = new ScriptedModel();
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.asking(MODEL, Map.of("LUMEN_LIMITS", "off"));
    api = server.asUser("owner@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String conversation(String use) {
    return api.post(C, Map.of("name", "Call", "metadata", Map.of("model_cleaning", use)))
        .text("id");
  }

  private static String say(String conversation, String text) {
    return api.say(conversation, "User", text).text("turn_id");
  }

  private static Reply turn(String conversation, String turn) {
    return api.get(C + conversation + "/turns/" + turn);
  }

  /** The details of a turn once a model was asked about it. */
  private static Reply details(String conversation, String turn) {
    Instant latest = Instant.now().plus(Duration.ofSeconds(10));
    while (true) {
      Reply reply = api.get(C + conversation + "/turns/" + turn + "/model-details");
      if (reply.at("asked").asBoolean() || Instant.now().isAfter(latest)) {
        return reply;
      }
      Thread.onSpinWait();
    }
  }

  private static SocketClient socket(String id) {
    String address = api.base().toString().replaceFirst("http", "ws");
    return SocketClient.connect(
        URI.create(address + "/ws/conversations/" + id + "?after=0&token=" + api.token()));
  }

  @Test
  @DisplayName(
      "C-10, X-23: what it finds is a correction with a reason, told on the socket; its request id is kept")
  void addsCorrections() {
    String call = conversation("when_unsure");
    api.say(call, "Lumen", "Who buys the Kestrova Systems licences?");
    String raw = "um we buy it through casterave people";
    MODEL.answers(
        prompt ->
            """
            ```json
            {"cleaned_text": "We buy it through Kestrova people.",
             "corrections": [{"original": "casterave", "corrected": "Kestrova", "reason": "the vendor"}]}
            ```""");
    String id = say(call, raw);
    Reply details = details(call, id);
    assertThat(details.text("questions.0.outcome")).as(details.json().toString()).isEqualTo("kept");
    assertThat(details.text("gemini_request_id")).isEqualTo("req-42");
    assertThat(details.text("gemini_prompt"))
        .contains("Lumen: Who buys the Kestrova Systems licences?")
        .contains(raw);
    assertThat(details.at("questions.0.input_tokens").asInt()).isEqualTo(120);
    Reply stored = turn(call, id);
    assertThat(stored.text("cleaned_text")).isEqualTo("We buy it through Kestrova people");
    assertThat(stored.text("metadata.ai_model_used")).isEqualTo("lumen-cleaner+test/scripted");
    assertThat(stored.at("metadata.timing_breakdown.model_call").isNumber()).isTrue();

    SocketClient socket = socket(call);
    JsonNode correction;
    do {
      correction = socket.await("correction:applied").path("payload").path("correction");
    } while (!correction.path("rule").asText().equals("model.edit"));
    assertThat(correction.path("confidence").asText()).isEqualTo("MEDIUM");
    assertThat(correction.path("reason").asText()).isEqualTo("Language model: the vendor");
    assertThat(correction.path("id").asText()).as("the place of the word alone").isEqualTo("21-30");
    JsonNode revised = socket.await("turn:revised").path("payload").path("turn");
    assertThat(Json.tree(revised.toString())).isEqualTo(stored.json());
    socket.close();

    String all = C + call + "/corrections/decisions";
    for (JsonNode made : stored.at("metadata.corrections")) {
      api.post(
          all,
          Map.of(
              "decision",
              "reject",
              "rule",
              made.path("rule").asText(),
              "original",
              made.path("original").asText()));
    }
    assertThat(turn(call, id).text("cleaned_text")).isEqualTo(raw);
  }

  @ParameterizedTest(name = "{2}: {0} → {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "We have eighty people here|We have 90 people here|number",
        "We have a budget for that|We have a budget of $50k for that|number",
        "We do not want the report|We do want the report|negation",
        "We want the report soon|We never want the report soon|negation",
        "It is maybe a good idea|It is a good idea|hedge",
        "It takes a week to build|It takes about a week to build|hedge",
        "I talked with the manager|I talked with Jonathan Miller|name",
        "We talked with the team|We talked with the sales team|invented_word",
        "We like the product a lot|We love the service a lot|invented_word",
        "We need to call the client back|We need to call back|dropped_word",
        "The client called the agency|The agency called the client|reordered",
      })
  @DisplayName("C-10: what invents, drops or turns around is refused, counted, and changes nothing")
  void refuses(String said, String wording, String why) {
    String call = conversation("always");
    MODEL.writes(wording);
    String id = say(call, said);
    Reply details = details(call, id);
    assertThat(details.text("questions.0.outcome")).isEqualTo("refused");
    assertThat(details.at("questions.0.edits").findValuesAsText("refusal")).contains(why);
    Reply turn = turn(call, id);
    assertThat(turn.at("revision").asInt()).isZero();
    assertThat(turn.text("metadata.ai_model_used")).isEqualTo("lumen-cleaner");
  }

  @Test
  @DisplayName("X-23, P-60: late, broken or no JSON, the local result stands under its own name")
  void failures() {
    String call = conversation("always");
    Map<String, ScriptedModel.Script> failures =
        Map.of(
            "late",
            prompt -> {
              throw new ModelException(ModelException.Kind.LATE, "no answer in time");
            },
            "failed",
            prompt -> {
              throw new ModelException(ModelException.Kind.BROKEN, "503");
            },
            "unreadable",
            prompt -> "Sure! Here is the text: {\"cleaned_text\": \"x\"}");
    failures.forEach(
        (outcome, script) -> {
          MODEL.answers(script);
          String id = say(call, "we run ads on many pages");
          Reply details = details(call, id);
          assertThat(details.text("questions.0.outcome")).isEqualTo(outcome);
          assertThat(details.text("ai_model_used")).isEqualTo("lumen-cleaner");
          assertThat(turn(call, id).at("revision").asInt()).isZero();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]",
        "{}",
        "{\"cleaned_text\": 1}",
        "{\"cleaned_text\": \" \"}",
        "{\"cleaned_text\": \"a\", \"cleaned_text\": \"b\"}",
        "{\"cleaned_text\": \"a\"} and more",
        "{\"cleaned_text\": \"a\", \"corrections\": \"none\"}",
        "{\"cleaned_text\": \"a",
        "{\"cleaned_text\": \"a\\u0000\"}"
      })
  @DisplayName("C-10: only the JSON that was asked for is read")
  void strict(String answer) {
    String call = conversation("always");
    MODEL.answers(prompt -> answer);
    Reply details = details(call, say(call, "we run ads on many pages"));
    assertThat(details.text("questions.0.outcome")).isEqualTo("unreadable");
    assertThat(details.text("gemini_response")).isEqualTo(answer);
  }

  @Test
  @DisplayName(
      "It is asked where the cleaner is unsure, always or never, as the conversation wants")
  void whenItIsAsked() {
    MODEL.answers(prompt -> "{}");
    String usual = conversation("when_unsure");
    String never = conversation("never");
    String always = conversation("always");
    String sure = "We are happy with all of it";
    String unsure = "I will right it down for you";
    say(usual, sure);
    say(never, "I will right it down for them");
    api.post(
        C + always + "/turns",
        Map.of("speaker", "User", "raw_text", "Lightly please", "force_cleaning_level", "light"));
    api.say(always, "Lumen", "I am perfect");
    String asked = say(usual, unsure);
    assertThat(turn(usual, asked).at("metadata.corrections").findValuesAsText("applied"))
        .as("the cleaner has something to offer")
        .contains("false");
    details(usual, asked);
    details(always, say(always, sure + " indeed"));
    assertThat(MODEL.wasAskedAbout(unsure)).isTrue();
    assertThat(MODEL.wasAskedAbout(sure + " indeed")).isTrue();
    assertThat(MODEL.wasAskedAbout(sure + "\n")).isFalse();
    assertThat(MODEL.wasAskedAbout("I will right it down for them")).isFalse();
    assertThat(MODEL.wasAskedAbout("Lightly")).isFalse();
    assertThat(MODEL.wasAskedAbout("I am perfect")).isFalse();
  }

  @Test
  @DisplayName("Nobody waits while it thinks, and what a person decided meanwhile stands")
  void overtaken() throws Exception {
    String call = conversation("always");
    api.say(call, "Lumen", "Who buys the Kestrova Systems licences?");
    CountDownLatch thinking = new CountDownLatch(1);
    CountDownLatch decided = new CountDownLatch(1);
    MODEL.answers(
        prompt -> {
          thinking.countDown();
          decided.await(10, TimeUnit.SECONDS);
          return "{\"cleaned_text\": \"We buy it through Kestrova people\"}";
        });
    String id = say(call, "we buy it through casterave people");
    assertThat(thinking.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(api.say(call, "Lumen", "Go on.").status()).isEqualTo(200);
    api.put(
        C + call + "/turns/" + id + "/cleaned-text",
        Map.of("cleaned_text", "We buy it through Costrova people"));
    decided.countDown();
    Reply details = details(call, id);
    assertThat(details.text("questions.0.outcome")).isIn("overtaken", "late");
    assertThat(turn(call, id).text("cleaned_text")).isEqualTo("We buy it through Costrova people");
  }

  @Test
  @DisplayName("M-06: while models are to be left alone nobody asks one")
  void leftAlone() {
    MODEL.answers(prompt -> "{}");
    String call = conversation("always");
    Api admin = server.asAdministrator();
    String remedy = "/api/v1/performance/remedies/local_cleaning";
    admin.post(remedy, Map.of("active", true));
    say(call, "Nobody hears this one");
    admin.post(remedy, Map.of("active", false));
    details(call, say(call, "This one is heard"));
    assertThat(MODEL.wasAskedAbout("Nobody hears this one")).isFalse();
  }

  @Test
  @DisplayName(
      "X-19: details are the owner's and the administrator's; the earlier path is an alias")
  void whoSeesDetails() {
    MODEL.answers(prompt -> "{}");
    String call = conversation("always");
    String id = say(call, "we run ads on many pages");
    JsonNode details = details(call, id).json();
    String path = C + call + "/turns/" + id;
    assertThat(api.get(path + "/gemini-details").json()).isEqualTo(details);
    assertThat(server.asAdministrator().get(path + "/model-details").json()).isEqualTo(details);
    Api stranger = server.asUser("stranger@example.org");
    for (String name : List.of("/model-details", "/gemini-details")) {
      assertThat(stranger.get(path + name).text("error.code")).isEqualTo("PROC_001");
    }
    String other = conversation("never");
    assertThat(api.get(C + other + "/turns/" + id + "/model-details").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("P-61, P-62: reading and failures are measured")
  void measured() {
    String call = conversation("always");
    MODEL.writes("we run ads on many pages");
    details(call, say(call, "we run ads on many pages"));
    MODEL.answers(
        prompt -> {
          throw new ModelException(ModelException.Kind.UNREACHABLE, "refused");
        });
    String id = say(call, "we run more ads");
    details(call, id);
    for (String operation : List.of("ai.test.parse", "ai.test.error")) {
      Instant latest = Instant.now().plus(Duration.ofSeconds(10));
      Reply history;
      do {
        history = api.get("/api/v1/performance/history?operation=" + operation);
      } while (history.at("points.0").isMissingNode() && Instant.now().isBefore(latest));
      assertThat(history.at("points.0.summary.count").asInt()).as(operation).isPositive();
    }
  }
}
