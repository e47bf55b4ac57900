package dev.lumen.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What stored turns and decisions say")
class AnalyticsApiTest {
  private static final String C = "/api/v1/conversations/";
  private static final String ALL = "/api/v1/analytics";
  private static RunningServer server;
  private static Api api;
  private static String first = "";
  private static String second = "";

  /** Two calls: one correction accepted, one rejected, one overwritten, and two edits. */
  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    api = server.asUser("reviewer@example.org");
    first = api.newConversation("First");
    second = api.newConversation("Second");
    api.say(first, "Lumen", "What is your role?");
    decide(first, say(first, "I'm the vector of marketing"), "accept");
    say(first, "we meet on Tuesday, no, Wednesday");
    edit(first, say(first, "we work with scot"), "We work with Scott Hanley");
    decide(second, say(second, "I'm the vector of marketing"), "reject");
    edit(second, say(second, "he is the vector of marketing"), "He is Rector of Marketing");
    say(second, "thanks");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String say(String conversation, String text) {
    return api.say(conversation, "User", text).text("turn_id");
  }

  private static void decide(String conversation, String turn, String decision) {
    String path = C + conversation + "/turns/" + turn;
    for (JsonNode correction : api.get(path).at("metadata.corrections")) {
      if (correction.path("rule").asText().startsWith("misheard.")) {
        String id = correction.path("id").asText();
        api.post(path + "/corrections/" + id + "/decision", Map.of("decision", decision));
      }
    }
  }

  private static void edit(String conversation, String turn, String text) {
    api.put(C + conversation + "/turns/" + turn + "/cleaned-text", Map.of("cleaned_text", text));
  }

  /** The figures of a node that follows, and of one that has never seen the conversation. */
  private static void assertFollows(String conversation) {
    String path = C + conversation + "/analytics";
    JsonNode followed = api.get(path).json();
    try (RunningServer other = server.beside(Map.of("LUMEN_LIMITS", "off"))) {
      assertThat(followed)
          .isEqualTo(
              new Api(other.api().base(), other.asUser("reviewer@example.org").token())
                  .get(path)
                  .json());
    }
  }

  @Test
  @DisplayName(
      "H-15: figures follow new turns, decisions, edits and turns that go, wherever they are")
  void followsChanges() {
    StringBuilder lines = new StringBuilder();
    for (int turn = 0; turn < 300; turn++) {
      lines
          .append("User: um I'm the vector of marketing at place ")
          .append(turn)
          .append("\nLumen: I see.\n");
    }
    String call =
        api.send("POST", C + "import", lines.toString(), Map.of("content-type", "text/plain"))
            .text("conversation.id");
    JsonNode before = api.get(C + call + "/analytics").json();
    assertThat(before.at("/confidence_breakdown/HIGH/count").asInt()).isPositive();
    String early = api.get(C + call + "/turns?limit=1").at("turns.0.turn_id").asText();
    decide(call, early, "reject");
    edit(call, say(call, "we work with scot"), "We work with Scott Hanley");
    JsonNode after = api.get(C + call + "/analytics").json();
    assertThat(before.at("/review/rejected").asInt()).isZero();
    assertThat(after.at("/review/rejected").asInt()).isPositive();
    assertThat(after.at("/review/edits").asInt()).isPositive();
    assertFollows(call);
    server
        .database()
        .database()
        .write(
            new Actor.Service(),
            handle -> handle.execute("DELETE FROM turns WHERE id = ?::uuid", early));
    assertThat(api.get(C + call + "/analytics").at("review.rejected").asInt()).isZero();
    assertFollows(call);
    api.delete(C + call);
  }

  @Test
  @DisplayName("H-15: one conversation, by what people decided and wrote in it")
  void ofOneConversation() {
    Reply figures = api.get(C + first + "/analytics");
    // The title, and what else the person's edit left as it was offered.
    int accepted = figures.at("review.accepted").asInt();
    assertThat(accepted).isPositive();
    assertThat(figures.at("review.rejected").asInt()).isZero();
    assertThat(figures.at("review.missed").asInt()).isPositive();
    int judged = figures.at("review.judged").asInt() + figures.at("review.missed").asInt();
    assertThat(figures.at("quality_metrics.appropriate_cleaning_decisions").asDouble())
        .isEqualTo(Math.round(10_000.0 * accepted / judged) / 10_000.0);
    // "vector of marketing" as a title, and what the person wrote over, of 27 + 33 + 17.
    assertThat(figures.at("quality_metrics.transcription_accuracy").asDouble())
        .isBetween(1 - (19 + 10) / 77.0, 1 - (9 + 1) / 77.0);
    assertThat(figures.at("quality_metrics.user_self_correction_rate").asDouble())
        .isEqualTo(0.3333);
    assertThat(figures.at("performance_metrics.lumen_skip_efficiency").asDouble())
        .isGreaterThanOrEqualTo(0);
    assertThat(figures.at("confidence_breakdown.HIGH.count").asInt()).isBetween(1, 4);

    Reply other = api.get(C + second + "/analytics");
    assertThat(other.at("review.rejected").asInt()).isPositive();
    assertThat(other.at("review.overwritten").asInt()).isPositive();
    assertThat(other.at("quality_metrics.appropriate_cleaning_decisions").asDouble())
        .isLessThan(figures.at("quality_metrics.appropriate_cleaning_decisions").asDouble());
    assertThat(other.at("context_analysis.context_accuracy").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  @DisplayName("H-15: all conversations: trends, calibration, what is frequent, words to add")
  void ofAll() {
    Reply figures = api.get(ALL + "?days=2");
    assertThat(figures.at("totals.conversations").asInt()).isEqualTo(2);
    assertThat(figures.at("totals.turns").asInt()).isEqualTo(7);
    assertThat(figures.at("totals.people_turns").asInt()).isEqualTo(6);
    assertThat(figures.at("trends.0.turns").asInt()).isPositive();
    int judged = 0;
    int kept = 0;
    for (JsonNode level : figures.at("calibration")) {
      judged += level.path("judged").asInt();
      kept += level.path("kept").asInt();
      assertThat(level.path("lowest").asDouble())
          .isLessThanOrEqualTo(level.path("highest").asDouble());
    }
    assertThat(judged).isEqualTo(figures.at("totals.review.judged").asInt());
    assertThat(judged).isGreaterThanOrEqualTo(3);
    assertThat(kept).isEqualTo(figures.at("totals.review.accepted").asInt()).isPositive();
    JsonNode frequent = correction(figures, "vector of");
    assertThat(frequent.path("corrected").asText()).isEqualTo("Director of");
    assertThat(frequent.path("count").asInt()).isEqualTo(3);
    assertThat(frequent.path("conversations").asInt()).isEqualTo(2);
    assertThat(frequent.path("accepted").asInt()).isOne();
    assertThat(frequent.path("rejected").asInt()).isEqualTo(2);
    assertThat(figures.at("vocabulary_suggestions").findValuesAsText("term"))
        .anyMatch(term -> term.contains("Hanley"));
  }

  @Test
  @DisplayName("H-15: confidences and times are of people's turns, as are the rates beside them")
  void ofPeople() {
    Api caller = server.asUser("caller@example.org");
    String call = caller.newConversation("Call");
    for (String text : List.of("So.", "I see.", "And then?")) {
      caller.say(call, "Lumen", text);
    }
    caller.say(call, "User", "I'm the vector of marketing");
    caller.say(call, "User", "we have maybe seventy five people อือ");
    assertOfPeople(caller.get(C + call + "/analytics").json());
    assertOfPeople(caller.get(ALL).at("totals"));
  }

  private static void assertOfPeople(JsonNode figures) {
    JsonNode sure = figures.path("confidence_breakdown");
    int turns = 0;
    for (JsonNode level : sure) {
      turns += level.path("count").asInt();
    }
    assertThat(turns).isEqualTo(2);
    assertThat(sure.at("/HIGH/percentage").asDouble())
        .isEqualTo(100 * figures.at("/quality_metrics/high_confidence_rate").asDouble());
    JsonNode times = figures.path("performance_metrics");
    assertThat(times.path("total_processing_time_ms").asDouble())
        .isCloseTo(2 * times.path("average_processing_time_ms").asDouble(), within(0.002));
  }

  private static JsonNode correction(Reply figures, String original) {
    for (JsonNode one : figures.at("frequent_corrections")) {
      if (one.path("original").asText().equals(original)) {
        return one;
      }
    }
    throw new AssertionError(original + " is not among " + figures.at("frequent_corrections"));
  }

  @Test
  @DisplayName("H-15: a word that was added is suggested no longer; strangers see nothing of it")
  void suggestsWhatIsNew() {
    Api stranger = server.asUser("stranger@example.org");
    Reply none = stranger.get(ALL);
    assertThat(none.at("totals.turns").asInt()).isZero();
    assertThat(none.at("totals.quality_metrics.transcription_accuracy").asDouble()).isOne();
    assertThat(none.at("trends")).isEmpty();
    assertThat(none.at("frequent_corrections")).isEmpty();
    assertThat(none.at("vocabulary_suggestions")).isEmpty();
    assertThat(none.at("calibration.HIGH.survival").isNull()).isTrue();
    assertThat(stranger.get(C + first + "/analytics").status()).isEqualTo(404);

    Api writer = server.asUser("writer@example.org");
    String call = writer.newConversation("Call");
    String turn = writer.say(call, "User", "we work with brent oar").text("turn_id");
    writer.put(
        C + call + "/turns/" + turn + "/cleaned-text",
        Map.of("cleaned_text", "We work with Brentaur"));
    assertThat(writer.get(ALL).at("vocabulary_suggestions").findValuesAsText("term"))
        .contains("Brentaur");
    writer.post(
        "/api/v1/vocabulary", Map.of("term", "Brentaur", "sounds_like", List.of("brent oar")));
    assertThat(writer.get(ALL).at("vocabulary_suggestions").findValuesAsText("term"))
        .doesNotContain("Brentaur");
  }
}
