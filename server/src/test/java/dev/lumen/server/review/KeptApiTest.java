package dev.lumen.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a person left as the cleaner had it does not count against the cleaner")
class KeptApiTest {
  private static RunningServer server;
  private static Api api;

  private final String call = newCall();

  private static String newCall() {
    return api.newConversation("Call");
  }

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    api = server.asUser("reader@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ReviewedTurn say(String text) {
    return new ReviewedTurn(api, call, text);
  }

  @Test
  @DisplayName("C-06, H-15: a word put beside a correction leaves that as it is")
  void putBeside() {
    ReviewedTurn turn = say("we spoke to ninety five people");
    turn.edit("We spoke to 95 nice people");
    assertThat(turn.corrections())
        .contains(
            "ninety five > 95, number.digits, pending",
            "people > nice people, person.edit, accepted");
    assertThat(turn.figure("review.overwritten").asInt()).isZero();
    turn.edit("We spoke to 95 people");
    assertThat(turn.corrections()).noneMatch(it -> it.contains("person.edit"));
  }

  @Test
  @DisplayName("C-06, H-15: also between two corrections, and at both ends of the text")
  void putBetween() {
    ReviewedTurn turn = say("I'm the vector of marketing at quick fit windows");
    String before = turn.text();
    turn.edit("I'm the Director of Marketing here at Quick Fit Windows Ltd");
    assertThat(turn.corrections())
        .contains("at > here at, person.edit, accepted", " >  Ltd, person.edit, accepted");
    assertThat(turn.names()).contains("Quick Fit Windows Ltd");
    turn.edit("I'm the Director of new Marketing here at Quick Fit Windows Ltd in Leeds");
    assertThat(turn.corrections())
        .contains("  >  new , person.edit, accepted", " >  Ltd in Leeds, person.edit, accepted");
    assertThat(turn.figure("review.overwritten").asInt()).isZero();
    turn.undoAll();
    assertThat(turn.text()).isEqualTo(before);
    assertThat(turn.names()).isEmpty();

    ReviewedTurn started = say("we have ninety five people");
    started.edit("Yes. We have 95 people");
    assertThat(started.corrections()).contains(" > Yes. , person.edit, accepted");
    started.edit("We have 95 people").undoAll();
    assertThat(started.text()).isEqualTo("We have 95 people");
  }

  @Test
  @DisplayName("C-06, H-15: a word left out beside a correction leaves that as it is")
  void leftOut() {
    ReviewedTurn turn = say("we spoke to ninety five nice people");
    turn.edit("We spoke to 95 people");
    assertThat(turn.corrections())
        .contains(
            "ninety five > 95, number.digits, pending",
            "nice people > people, person.edit, accepted");
    assertThat(turn.figure("review.overwritten").asInt()).isZero();
  }

  @Test
  @DisplayName("C-06, H-15: who types the cleaner's text again has accepted what it proposed")
  void typedBack() {
    ReviewedTurn turn = say("our generic CEO page is slow");
    String proposed = turn.text();
    assertThat(proposed).contains("SEO");
    turn.decide(turn.id("misheard."), "reject");
    assertThat(turn.figure("review.rejected").asInt()).isOne();
    turn.edit(proposed);
    assertThat(turn.corrections())
        .noneMatch(it -> it.contains("person.edit"))
        .anyMatch(it -> it.contains("misheard.") && it.endsWith("accepted"));
    assertThat(turn.figure("review.rejected").asInt()).isZero();
    assertThat(turn.figure("review.accepted").asInt()).isOne();
    assertThat(turn.figure("calibration.HIGH.holds").asBoolean()).isTrue();

    turn.edit("our generic SEA page is slow").edit(proposed);
    assertThat(turn.corrections()).noneMatch(it -> it.contains("person.edit"));
    assertThat(turn.figure("review.overwritten").asInt()).isZero();
  }

  @Test
  @DisplayName("C-06: of a proposal of several words it is enough to type those that differ")
  void typedBackInPart() {
    ReviewedTurn turn = say("I'm the vector of marketing");
    turn.decide("8-17", "reject").edit("I'm the Director of Marketing");
    assertThat(turn.corrections())
        .contains("vector of > Director of, misheard.title, accepted")
        .noneMatch(it -> it.contains("person.edit"));
  }

  @Test
  @DisplayName("C-06, H-15: an edit that is changed into what was heard is none any more")
  void changedBack() {
    ReviewedTurn turn = say("hello there friend");
    turn.edit("Hello there friends");
    turn.modify(turn.id("person.edit"), "friend");
    assertThat(turn.text()).isEqualTo("Hello there friend");
    assertThat(turn.corrections()).noneMatch(it -> it.contains("friend"));
    assertThat(turn.figure("review.edits").asInt()).isZero();
    assertThat(turn.figure("review.missed").asInt()).isZero();

    ReviewedTurn number = say("we have ninety five vans");
    number.edit("We have 96 vans");
    number.modify(number.id("person.edit"), "ninety five");
    assertThat(number.corrections()).contains("ninety five > 95, number.digits, rejected");
    number.edit("We have 96 vans");
    number.modify(number.id("person.edit"), "95");
    assertThat(number.corrections()).contains("ninety five > 95, number.digits, accepted");
  }
}
