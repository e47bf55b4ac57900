package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.model.Dialect;
import dev.lumen.server.model.LoopbackModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName(
    "R-09: a language model gives the replies of a live session, which survives its failure")
@Timeout(60)
class ModelRepliesTest {
  private LoopbackModel model = LoopbackModel.speaking(Dialect.GEMINI);
  private RunningServer server = serving(model);
  private Api api = server.api();
  private String conversation = "";
  private LiveClient client = begun();

  private static RunningServer serving(LoopbackModel model) {
    return RunningServer.with(
        Map.of(
            "LUMEN_AUTH", "dev",
            "LUMEN_LIMITS", "off",
            "LUMEN_MODEL_PROVIDER", "gemini",
            "LUMEN_MODEL_API_KEY", "the-secret-key",
            "LUMEN_MODEL_REPLY_PATIENCE", "3000",
            "LUMEN_MODEL_URL", model.address().toString()));
  }

  private LiveClient begun() {
    conversation =
        api.post("/api/v2/conversations", Map.of("topic", "Tea", "personality", "blunt_american"))
            .text("id");
    return LiveClient.connect(server, conversation, "");
  }

  @BeforeEach
  void connected() {
    client.await("connection_status");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    model.close();
  }

  private JsonNode lastTurn() {
    JsonNode turns = api.get("/api/v1/conversations/" + conversation + "/turns").at("turns");
    return turns.get(turns.size() - 1);
  }

  @Test
  @DisplayName("V-15: its words come as it says them, and become Lumen's turn under its own name")
  void streams() {
    model.then(model.says("Green", " or", " black?"));
    client.say("text_input", Map.of("content", "um we sell tea"));
    String soFar = "";
    while (!soFar.equals("Green or black?")) {
      String now = client.await("reply_update").path("payload").path("content").asText();
      assertThat(now).startsWith(soFar);
      soFar = now;
    }
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("content").asText()).isEqualTo("Green or black?");
    assertThat(reply.path("engine").asText()).isEqualTo("gemini/gemini-2.5-flash-lite");
    assertThat(reply.path("fallback").asBoolean()).isFalse();
    client.awaitState("waiting_for_user");
    assertThat(lastTurn().path("metadata").path("source").path("engine").asText())
        .isEqualTo("gemini/gemini-2.5-flash-lite");

    LoopbackModel.Seen seen = model.seen();
    assertThat(seen.headers()).containsEntry("x-goog-api-key", "the-secret-key");
    assertThat(seen.body())
        .contains("American and direct", "The talk is about: Tea", "We sell tea")
        .containsPattern("\"thinkingBudget\"\\s*:\\s*0")
        .doesNotContain("the-secret-key");

    // The talk so far goes along with the next question.
    model.then(model.says("Good."));
    client.say("text_input", Map.of("content", "green"));
    client.await("ai_response");
    assertThat(model.seen().body()).contains("We sell tea", "Green or black?");

    JsonNode health = api.get("/health").json();
    assertThat(health.path("gemini_api").asText()).isEqualTo("answering");
    assertThat(health.path("language_model").path("name").asText())
        .isEqualTo("gemini/gemini-2.5-flash-lite");
    assertThat(api.get("/api/v1/performance?scope=node").response().body())
        .contains("ai.gemini.first_piece", "ai.gemini.stream");
  }

  @Test
  @DisplayName("V-15: what was heard of a reply is kept in languages without blanks as well")
  void heard_without_blanks() {
    model.then(model.says("\u6211\u4EEC\u6709", "\u5F88\u591A\u5BA2\u6237"));
    client.say("plays_audio", Map.of());
    client.say("text_input", Map.of("content", "um we sell tea"));
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("content").asText()).hasSize(7);
    client.say(
        "playback", Map.of("message_id", reply.path("message_id").asText(), "played_chars", 4));
    client.say("transcript_update", Map.of("interim_transcript", "wait"));
    client.awaitTurn("\u6211\u4EEC\u6709\u5F88");
  }

  @Test
  @DisplayName("barge-in: the call ends with the reply, and only what was heard is stored")
  void bargeIn() {
    model.then(model.stops("One two three four "));
    client.say("plays_audio", Map.of());
    client.say("text_input", Map.of("content", "count to a hundred"));
    String id = client.await("reply_update").path("payload").path("message_id").asText();
    client.awaitState("speaking");
    client.say("playback", Map.of("message_id", id, "played_chars", 8));
    client.say("transcript_update", Map.of("interim_transcript", "no wait"));
    client.awaitSpeech("reply_interrupted");
    assertThat(model.hungUp()).isNotEmpty();
    client.awaitTurn("One two");
    assertThat(api.get("/health").text("language_model.state")).isEqualTo("not_asked");
  }

  @Test
  @DisplayName(
      "before the first word: whoever speaks again is not answered on what they said before")
  void bargeInBeforeTheFirstWord() {
    model.then(model.isSilent());
    client.say("text_input", Map.of("content", "count to a hundred"));
    model.seen();
    client.say("transcript_update", Map.of("interim_transcript", "no wait"));
    assertThat(model.hungUp()).isNotEmpty();
    client.awaitState("listening");
    assertThat(lastTurn().path("raw_text").asText()).isEqualTo("count to a hundred");
  }

  @Test
  @DisplayName("P-62: without an answer the local responder gives one, marked as a fallback")
  void fallsBack() {
    model.then(model.fails(401));
    client.say("text_input", Map.of("content", "we sell tea"));
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("engine").asText()).isEqualTo(LocalResponder.ENGINE);
    assertThat(reply.path("fallback").asBoolean()).isTrue();
    assertThat(reply.path("content").asText()).contains("We sell tea");
    client.awaitState("waiting_for_user");
    assertThat(lastTurn().path("metadata").path("source").path("fallback").asBoolean()).isTrue();
    JsonNode health = api.get("/health").json();
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("gemini_api").asText()).isEqualTo("failing");
    assertThat(health.path("language_model").path("last_failure").asText())
        .isEqualTo("unauthorised");

    // Five failures, after which the model is left alone, which is dealt with alike.
    String messages = "/api/v2/conversations/" + conversation + "/messages";
    for (int i = 0; i < 6; i++) {
      model.then(model.fails(401));
      JsonNode said = api.post(messages, Map.of("content", "and coffee", "role", "user")).json();
      assertThat(said.path("ai_fallback").asBoolean()).isTrue();
    }
    assertThat(api.get("/health").text("gemini_api")).isEqualTo("resting");
    JsonNode errors = operation("ai.gemini.error");
    assertThat(errors.path("count").asInt()).isEqualTo(7);
    assertThat(errors.path("target").asDouble()).isEqualTo(100);
    assertThat(errors.path("p50").asDouble()).isBetween(0.001, 100.0);
  }

  private JsonNode operation(String name) {
    for (JsonNode line : api.get("/api/v1/performance?scope=node").at("operations")) {
      if (line.path("name").asText().equals(name)) {
        return line;
      }
    }
    throw new AssertionError("Nothing was measured as " + name);
  }

  @Test
  @DisplayName(
      "P-60: a model that says nothing is waited for as long as is set, and then hung up on")
  void isNotWaitedForLong() {
    model.then(model.isSilent());
    client.say("text_input", Map.of("content", "we sell tea"));
    model.seen();
    long asked = System.nanoTime();
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .as("by the setting, not by a time of its own")
        .isLessThan(Duration.ofSeconds(8));
    assertThat(reply.path("engine").asText()).isEqualTo(LocalResponder.ENGINE);
    assertThat(reply.path("fallback").asBoolean()).isTrue();
    assertThat(model.hungUp()).isNotEmpty();
    client.awaitState("waiting_for_user");

    // Between two words it is no other: what was said stands, and its end says so.
    model.then(model.stops("Green"));
    client.say("text_input", Map.of("content", "green"));
    reply = client.await("ai_response").path("payload");
    assertThat(reply.path("broken_off").asBoolean()).isTrue();
    assertThat(model.hungUp()).isNotEmpty();
  }

  @Test
  @DisplayName("a sound that is no word is asked for again, without the model")
  void nothingWasSaid() {
    client.say("text_input", Map.of("content", "<noise>"));
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("content").asText()).contains("say it again");
    assertThat(reply.path("engine").asText()).isEqualTo(LocalResponder.ENGINE);
    assertThat(reply.path("fallback").asBoolean()).isFalse();
    assertThat(model.unseen()).isZero();
  }

  @Test
  @DisplayName("a model that fails once is asked again before anybody else answers")
  void triesAgain() {
    model.then(model.fails(503), model.says("Green or black?"));
    client.say("text_input", Map.of("content", "we sell tea"));
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("content").asText()).isEqualTo("Green or black?");
    assertThat(reply.path("fallback").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("after the first words nobody takes over: the reply ends there and says so")
  void breaksOff() {
    model.then(model.breaksOff("Green", " or"));
    client.say("text_input", Map.of("content", "we sell tea"));
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("content").asText())
        .isEqualTo("Green or … I am sorry, my answer breaks off here.");
    assertThat(reply.path("broken_off").asBoolean()).isTrue();
    assertThat(reply.path("engine").asText()).isEqualTo("gemini/gemini-2.5-flash-lite");
    client.awaitState("waiting_for_user");
    assertThat(lastTurn().path("metadata").path("source").path("broken_off").asBoolean()).isTrue();
  }

  @Test
  @DisplayName(
      "H-38: the system status looks whether the model is there, without asking it anything")
  void systemStatus() {
    model.then(
        model.fails(200, Map.of(), "{\"name\":\"models/gemini-2.5-flash-lite\"}"),
        model.fails(404));
    JsonNode found = api.get("/api/test/system-status").at("components").path("ai_service");
    assertThat(found.path("status").asText()).isEqualTo("healthy");
    assertThat(found.path("engine").asText()).isEqualTo("gemini/gemini-2.5-flash-lite");
    assertThat(model.seen().method()).isEqualTo("GET");
    JsonNode missing = api.get("/api/test/system-status").json();
    assertThat(missing.path("system_status").asText()).isEqualTo("degraded");
    assertThat(missing.path("components").path("ai_service").path("found").asText())
        .contains("not among the models");
  }

  @Test
  @DisplayName(
      "R-09: the database cuts every connection in the middle of a reply; the talk goes on")
  void databaseGone() {
    model.then(
        stage -> {
          stage.begin(200, Map.of("content-type", Dialect.GEMINI.contentType()));
          stage.send(Dialect.GEMINI.piece("Green"));
          cutConnections();
          stage.send(Dialect.GEMINI.piece(" or black?"));
          return stage.finish(Dialect.GEMINI.end("stop"));
        });
    client.say("text_input", Map.of("content", "we sell tea"));
    // Where a connection was lost with a statement on it the conversation says so; else nobody
    // sees.
    JsonNode end =
        client.await(
            frame ->
                frame.path("type").asText().equals("ai_response")
                    || frame.path("payload").path("current_state").asText().equals("error"));
    if (end.path("payload").has("current_state")) {
      client.say("state_change_request", Map.of("state", "listening"));
      client.awaitState("listening");
    }
    model.then(model.says("Good."));
    client.say("text_input", Map.of("content", "green"));
    assertThat(client.awaitTurn("Good.").path("speaker").asText()).isEqualTo("Lumen");
  }

  private void cutConnections() {
    try (Connection operator = server.database().openAsSuperuser();
        Statement statement = operator.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
