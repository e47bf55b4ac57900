package dev.lumen.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people decide about corrections")
class ReviewApiTest {
  private static final String C = "/api/v1/conversations/";
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    api = server.asUser("reviewer@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private final String id = newCall();

  private static String newCall() {
    return api.newConversation("Call");
  }

  private String say(String text) {
    return api.say(id, "User", text).text("turn_id");
  }

  private Reply turn(String turnId) {
    return api.get(C + id + "/turns/" + turnId);
  }

  private Reply decide(String turnId, String correction, Map<String, ?> body) {
    return api.post(C + id + "/turns/" + turnId + "/corrections/" + correction + "/decision", body);
  }

  private Reply edit(String turnId, String text) {
    return api.put(C + id + "/turns/" + turnId + "/cleaned-text", Map.of("cleaned_text", text));
  }

  @Test
  @DisplayName("C-06: reject, accept, change and undo; the text follows, the raw text stays")
  void theWholeWay() {
    String turn = say("I'm the vector of marketing");
    Reply rejected = decide(turn, "8-17", Map.of("decision", "reject"));
    assertThat(rejected.text("cleaned_text")).isEqualTo("I'm the vector of Marketing");
    assertThat(rejected.text("metadata.corrections.0.state")).isEqualTo("rejected");
    assertThat(rejected.at("metadata.corrections.0.applied").asBoolean()).isFalse();
    assertThat(rejected.at("revision").asInt()).isEqualTo(1);

    Reply changed = decide(turn, "8-17", Map.of("decision", "modify", "corrected", "Head of"));
    assertThat(changed.text("cleaned_text")).isEqualTo("I'm the Head of Marketing");
    assertThat(changed.text("metadata.corrections.0.state")).isEqualTo("modified");
    assertThat(changed.text("metadata.corrections.0.decision.suggested")).isEqualTo("Director of");

    assertThat(decide(turn, "8-17", Map.of("decision", "accept")).text("cleaned_text"))
        .isEqualTo("I'm the Director of Marketing");
    Reply undone = decide(turn, "8-17", Map.of("decision", "undo"));
    assertThat(undone.text("metadata.corrections.0.state")).isEqualTo("pending");
    assertThat(undone.text("raw_text")).isEqualTo("I'm the vector of marketing");
    assertThat(turn(turn).json()).isEqualTo(undone.json());
  }

  @Test
  @DisplayName("C-06: a correction that is changed into nothing takes its blank along")
  void emptied() {
    record Said(String text, String original, String without) {}
    for (Said one :
        List.of(
            new Said("we use book ads", "book", "We use ads"),
            new Said("book ads are fine for us", "book", "ads are fine for us"),
            new Said("that is generic CEO", "CEO", "That is generic"),
            new Said("that is generic CEO, not more", "CEO", "That is generic, not more"))) {
      String turn = say(one.text());
      String correction = idOf(turn, "original", one.original());
      Reply emptied = decide(turn, correction, Map.of("decision", "modify", "corrected", ""));
      assertThat(emptied.text("cleaned_text")).isEqualTo(one.without());
      String edit = idOf(turn, "corrected", "");
      assertThat(decide(turn, edit, Map.of("decision", "undo")).at("metadata.corrections"))
          .anySatisfy(
              it -> {
                assertThat(it.path("id").asText()).isEqualTo(correction);
                assertThat(it.path("state").asText()).isEqualTo("pending");
              });
    }
  }

  private String idOf(String turnId, String field, String text) {
    return turn(turnId)
        .at("metadata.corrections")
        .valueStream()
        .filter(it -> it.path(field).asText().equals(text))
        .map(it -> it.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("V-05: a decision is told with auto_applied false, and the turn as it reads now")
  void decisionsAreTold() {
    String turn = say("I'm the vector of marketing");
    SocketClient socket = socket();
    socket.await("hello");
    decide(turn, "8-17", Map.of("decision", "reject"));
    JsonNode told = socket.await("correction:applied").path("payload");
    assertThat(told.path("turn_id").asText()).isEqualTo(turn);
    assertThat(told.path("auto_applied").asBoolean()).isFalse();
    assertThat(told.path("correction").path("state").asText()).isEqualTo("rejected");
    assertThat(
            socket.await("turn:revised").path("payload").path("turn").path("cleaned_text").asText())
        .isEqualTo("I'm the vector of Marketing");
    socket.close();
  }

  private SocketClient socket() {
    String address = api.base().toString().replaceFirst("http", "ws");
    return SocketClient.connect(
        URI.create(address + "/ws/conversations/" + id + "?token=" + api.token()));
  }

  @Test
  @DisplayName("C-06: a free edit becomes corrections of a person, which can be undone")
  void freeEdits() {
    String turn = say("um we have seventy five people at quick fit windows");
    String before = turn(turn).text("cleaned_text");
    Reply edited = edit(turn, "We have 76 good people at Quick Fit Windows in Leeds.");
    assertThat(edited.text("cleaned_text"))
        .isEqualTo("We have 76 good people at Quick Fit Windows in Leeds.");
    List<String> written = new ArrayList<>();
    for (JsonNode correction : edited.at("metadata.corrections")) {
      if (correction.path("rule").asText().equals("person.edit")) {
        assertThat(correction.path("state").asText()).isEqualTo("accepted");
        written.add(correction.path("id").asText());
      }
    }
    assertThat(written).isNotEmpty();
    Reply undone = edited;
    for (String correction : written) {
      undone = decide(turn, correction, Map.of("decision", "undo"));
    }
    assertThat(undone.text("cleaned_text")).isEqualTo(before);
    assertThat(edit(turn, "").text("cleaned_text")).isEmpty();
    assertThat(edit(turn, before).text("cleaned_text")).isEqualTo(before);
  }

  @Test
  @DisplayName("H-10, H-15: figures follow the decisions")
  void figuresFollow() {
    String turn = say("we have maybe seventy five people, I mean the vector of marketing อือ");
    assertThat(turn(turn).text("metadata.confidence_score")).isEqualTo("LOW");
    double accuracy =
        api.get(C + id + "/analytics").at("quality_metrics.transcription_accuracy").asDouble();
    for (JsonNode correction : turn(turn).at("metadata.corrections")) {
      decide(turn, correction.path("id").asText(), Map.of("decision", "reject"));
    }
    assertThat(turn(turn).text("cleaned_text")).isEqualTo(turn(turn).text("raw_text"));
    assertThat(turn(turn).at("metadata.cleaning_applied").asBoolean()).isFalse();
    assertThat(turn(turn).text("metadata.confidence_score")).isEqualTo("HIGH");
    assertThat(api.get(C + id + "/status").at("confidence_distribution.HIGH").asInt()).isOne();
    assertThat(api.get(C + id + "/status").at("confidence_distribution.LOW").asInt()).isZero();
    assertThat(
            api.get(C + id + "/analytics").at("quality_metrics.transcription_accuracy").asDouble())
        .isEqualTo(1)
        .isGreaterThan(accuracy);
  }

  @Test
  @DisplayName("All alike in one go, counted first")
  void allAlike() {
    say("We get fifty leads");
    say("No, fifty calls and fifty leads");
    Map<String, Object> body =
        Map.of("decision", "reject", "rule", "number.digits", "original", "fifty");
    Map<String, Object> preview =
        Map.of("decision", "reject", "rule", "number.digits", "original", "fifty", "preview", true);
    Reply counted = api.post(C + id + "/corrections/decisions", preview);
    assertThat(counted.at("corrections").asInt()).isEqualTo(3);
    assertThat(counted.at("turns").asInt()).isEqualTo(2);
    assertThat(api.get(C + id + "/turns").text("turns.0.cleaned_text")).contains("50");
    assertThat(api.post(C + id + "/corrections/decisions", body).at("corrections").asInt())
        .isEqualTo(3);
    for (JsonNode turn : api.get(C + id + "/turns").at("turns")) {
      assertThat(turn.path("cleaned_text").asText()).contains("fifty").doesNotContain("50");
    }
    assertThat(api.post(C + id + "/corrections/decisions", body).at("corrections").asInt())
        .isZero();
  }

  @Test
  @DisplayName(
      "Of two who decide at once on the same revision one is told that the other was faster")
  void twoAtOnce() throws InterruptedException, ExecutionException {
    String turn = say("I'm the vector of marketing");
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> answers = new ArrayList<>();
      for (String decision : List.of("reject", "accept")) {
        answers.add(
            people.submit(() -> decide(turn, "8-17", Map.of("decision", decision, "revision", 0))));
      }
      for (Future<Reply> answer : answers) {
        statuses.add(answer.get().status());
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    assertThat(turn(turn).at("revision").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("E-01: what cannot be decided is refused with its reason")
  void refusals() {
    String turn = say("I'm the vector of marketing");
    String voice = api.say(id, "Lumen", "Great.").text("turn_id");
    assertThat(decide(turn, "1-2", Map.of("decision", "reject")).status()).isEqualTo(404);
    assertThat(decide(turn, "8-17", Map.of("decision", "maybe")).status()).isEqualTo(422);
    assertThat(decide(turn, "8-17", Map.of("decision", "modify")).status()).isEqualTo(422);
    assertThat(decide(turn, "x", Map.of("decision", "reject")).status()).isEqualTo(422);
    assertThat(edit(voice, "Grand.").status()).isEqualTo(409);
    Api stranger = server.asUser("stranger@example.org");
    assertThat(stranger.get(C + id + "/turns/" + turn).status()).isEqualTo(404);
    assertThat(
            stranger
                .put(C + id + "/turns/" + turn + "/cleaned-text", Map.of("cleaned_text", "x"))
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("V-05: a later turn never touches what a person has decided")
  void decidedStaysDecided() {
    String turn = say("I work for kestrover systems");
    edit(turn, "I work for Kestrover Systems, yes");
    api.say(id, "Lumen", "So Kestrova Systems it is.");
    assertThat(turn(turn).text("cleaned_text")).isEqualTo("I work for Kestrover Systems, yes");
  }
}
