package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.queue.TurnStatuses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A turn that nobody waits for is cleaned as it is stored, while it is quiet")
class CleanedAsStoredTest {
  private static final String PATH = "/api/v1/conversations/";
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

  @Test
  @DisplayName("H-16, Q-06: the answer says so, and the turn is there, cleaned")
  void isCleanedWhenTheAnswerComes() {
    String id = api.newConversation("Call");
    Reply reply = later(id, "um I'm the vector of marketing");
    assertThat(reply.text("status")).isEqualTo("processed");
    assertThat(reply.at("position").asInt()).isZero();
    assertThat(reply.text("message")).isEqualTo("The turn is cleaned and stored.");
    assertThat(api.get(PATH + id + "/turns").text("turns.0.cleaned_text"))
        .contains("Director of Marketing");
  }

  @Test
  @DisplayName("V-02: it is told as it came, then as it was cleaned, in one commit")
  void isToldBothWays() {
    String id = api.newConversation("Call");
    later(id, "um hello there");
    List<String> types =
        api.get(PATH + id + "/events?after=0").at("events").findValuesAsText("type");
    assertThat(types)
        .containsSubsequence("turn:queued", "turn:processed", "conversation:updated")
        .containsOnlyOnce("turn:queued", "turn:processed", "conversation:updated");
  }

  @Test
  @DisplayName("H-17, H-18: it counts as a job that was done")
  void countsAsAJob() {
    String id = api.newConversation("Call");
    int before = api.get(PATH + "queue/status").at("processed_jobs").asInt();
    later(id, "um hello there");
    assertThat(api.get(PATH + "queue/status").at("processed_jobs").asInt()).isEqualTo(before + 1);
    Reply one = api.get(PATH + id + "/queue/status");
    assertThat(one.at("queue_metrics.processed_jobs").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("H-11, Q-01: where something is held or waits, it waits behind it")
  void waitsBehindWhatWaits() {
    String id = api.newConversation("Call");
    api.post(PATH + id + "/pause");
    assertThat(later(id, "the first").text("status")).isEqualTo("queued");
    Reply second = later(id, "the second");
    assertThat(second.text("status")).isEqualTo("queued");
    assertThat(second.at("position").asInt()).isEqualTo(2);
    api.post(PATH + id + "/resume");
    TurnStatuses.await(api, id, "processed", "processed");
    assertThat(later(id, "the third").text("status")).isEqualTo("processed");
    assertThat(api.get(PATH + id + "/turns").at("turns").findValuesAsText("raw_text"))
        .containsExactly("the first", "the second", "the third");
  }

  @Test
  @DisplayName("H-16: what somebody pastes is left to a worker, and keeps nobody waiting")
  void muchAtOnceWaits() {
    String id = api.newConversation("Call");
    assertThat(later(id, "we have fifty leads. ".repeat(1_000)).text("status")).isEqualTo("queued");
    TurnStatuses.await(api, id, "processed");
    assertThat(api.get(PATH + id + "/turns").text("turns.0.cleaned_text")).contains("50 leads");
  }

  private static Reply later(String id, String said) {
    Reply reply =
        api.post(PATH + id + "/turns/realtime", Map.of("speaker", "User", "raw_text", said));
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }
}
