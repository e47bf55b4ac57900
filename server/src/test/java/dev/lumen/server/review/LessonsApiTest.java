package dev.lumen.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("What decisions teach goes when they go")
class LessonsApiTest {
  private static final String V = "/api/v1/vocabulary";
  private static RunningServer server;

  private final Api api;
  private final String call;

  LessonsApiTest(TestInfo test) {
    api = server.asUser(test.getTestMethod().orElseThrow().getName() + "@example.org");
    call = api.newConversation("Call");
  }

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ReviewedTurn say(String text) {
    return new ReviewedTurn(api, call, text);
  }

  private int rejections() {
    JsonNode terms = api.get(V).at("terms");
    assertThat(terms.size()).isLessThanOrEqualTo(1);
    return terms.path(0).path("rejections").asInt();
  }

  @Test
  @DisplayName("C-06: a rejection counts once, also while and after a person wrote over it")
  void writtenOver() {
    ReviewedTurn turn = say("we have seventy five employees");
    turn.decide("8-20", "reject");
    assertThat(rejections()).isOne();
    turn.edit("We have seventy-five employees");
    assertThat(rejections()).isOne();
    turn.decide("8-20", "undo");
    assertThat(rejections()).isOne();
    assertThat(api.get(V).at("terms.0.never_change").asBoolean()).isFalse();
    turn.decide("8-20", "undo");
    assertThat(turn.text()).isEqualTo("We have 75 employees");
    assertThat(api.get(V).at("terms")).isEmpty();
  }

  @Test
  @DisplayName("C-06: whoever goes to and fro between raw and cleaned text has rejected once")
  void toAndFro() {
    ReviewedTurn turn = say("we spoke to ninety five people");
    String raw = turn.now().text("raw_text");
    String cleaned = turn.text();
    turn.edit(raw);
    assertThat(rejections()).isOne();
    turn.edit(cleaned);
    assertThat(api.get(V).at("terms")).isEmpty();
    turn.edit(raw);
    assertThat(rejections()).isOne();
    assertThat(say("there are ninety five vans").text()).isEqualTo("There are 95 vans");
  }

  @Test
  @DisplayName("C-06: two places of one turn are two rejections, in all calls that run")
  void twoPlaces() {
    String running = api.newConversation("Runs");
    ReviewedTurn turn = say("from ninety five to ninety five");
    String cleaned = turn.text();
    assertThat(api.say(running, "User", "about ninety five of them").text("cleaned_text"))
        .contains("95");
    turn.edit(turn.now().text("raw_text"));
    assertThat(rejections()).isEqualTo(2);
    assertThat(api.say(running, "User", "about ninety five of them").text("cleaned_text"))
        .contains("ninety five");
    turn.edit(cleaned);
    assertThat(api.get(V).at("terms")).isEmpty();
    assertThat(api.say(running, "User", "about ninety five of them").text("cleaned_text"))
        .contains("95");
  }

  @Test
  @DisplayName(
      "C-06: a name that a person wrote and undid is not known, and nothing is heard as it")
  void undoneName() {
    ReviewedTurn turn = say("we talked to the vector of marketing at noon");
    turn.edit("We talked to Zorblax Quint at noon");
    assertThat(turn.names()).containsExactly("Zorblax Quint");
    turn.undoAll();
    assertThat(turn.names()).isEmpty();
    assertThat(say("then zor blacks quint called").text()).doesNotContain("Zorblax");
  }

  @Test
  @DisplayName("C-06: a name that was changed or rejected is not known any more")
  void replacedName() {
    ReviewedTurn turn = say("we spoke to the vector of marketing at noon today");
    String title = turn.id("misheard.");
    turn.modify(title, "Vlad Kowalsky");
    turn.modify(title, "Vera Kowalski");
    assertThat(turn.names()).containsExactly("Vera Kowalski");
    turn.decide(title, "reject");
    assertThat(turn.names()).isEmpty();
    assertThat(say("then vlad kovalsky called us").text()).doesNotContain("Kowalsk");
  }

  @Test
  @DisplayName("C-06: a name that was mistyped and corrected is known as it was corrected")
  void mistypedName() {
    ReviewedTurn turn = say("we use something called widget at work");
    turn.edit("We use something called Klarzenvoa at work");
    turn.edit("We use something called Klarzenova at work");
    assertThat(turn.names()).containsExactly("Klarzenova");
    assertThat(say("and klarzen voa costs a lot").text()).doesNotContain("Klarzenvoa");
  }

  @Test
  @DisplayName("C-06: a name stays that another decision teaches, or that a person has put there")
  void taughtOtherwise() {
    ReviewedTurn first = say("we talked to somebody at noon");
    ReviewedTurn second = say("and to somebody else at two");
    first.edit("We talked to Zorblax Quint at noon");
    second.edit("And to Zorblax Quint at two");
    first.undoAll();
    assertThat(first.names()).containsExactly("Zorblax Quint");
    second.undoAll();
    assertThat(first.names()).isEmpty();

    first.edit("We talked to Vera Kowalski at noon");
    api.post("/api/v1/conversations/" + call + "/vocabulary", Map.of("term", "Vera Kowalski"));
    first.undoAll();
    assertThat(first.names()).containsExactly("Vera Kowalski");
  }
}
