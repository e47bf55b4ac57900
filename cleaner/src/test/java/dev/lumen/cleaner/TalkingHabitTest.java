package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What goes hangs on how people talk and what the recogniser leaves out (C-06)")
class TalkingHabitTest {
  private static final String PLAIN =
      "Thank you for the time today and for the numbers that came with it. The second quarter was"
          + " stronger than the first because two large orders moved forward and the costs of"
          + " freight fell. We expect the rest of the year to be a little slower in the north.";
  private static final String TWICE = "Our plan is that we want to we want to grow in the south";
  private static final String LIKE = "and we went there with like ten people from the team";

  @Test
  @DisplayName("of whoever never says words twice a recogniser may have lost what stood in between")
  void copiesAreOfferedWhereNobodyStammers() {
    CleanedTurn cleaned = clean(TWICE, PLAIN, PLAIN);

    assertThat(cleaned.cleanedText()).containsPattern("we want to,? we want to");
    assertThat(cleaned.corrections())
        .anyMatch(it -> it.rule().equals("repeat.words") && !it.applied());
  }

  @Test
  @DisplayName("whoever says words twice all the time has done so again")
  void copiesGoWhereTheSpeakerStammers() {
    String stammered = "The the plan is is good and and we we like it. " + PLAIN;

    assertThat(clean(TWICE, stammered, stammered).cleanedText()).contains("that we want to grow");
  }

  @Test
  @DisplayName("how somebody else stammers says nothing about a speaker")
  void everySpeakerStammersAlone() {
    ConversationMemory memory = new ConversationMemory();
    String stammered = "The the plan is is good and and we we like it. " + PLAIN;
    say(memory, "Ann", stammered);
    say(memory, "Ben", PLAIN + " " + PLAIN);

    assertThat(say(memory, "Ben", TWICE).cleanedText()).containsPattern("we want to,? we want to");
    assertThat(say(memory, "Ann", TWICE).cleanedText()).contains("that we want to grow");
  }

  @Test
  @DisplayName("a recogniser that writes every um hardly loses a word between two copies")
  void copiesGoWhereTheRecogniserWritesWhatItHears() {
    String hesitant = "um so uh the plan is um good and uh we like it um a lot. " + PLAIN;

    assertThat(clean(TWICE, hesitant, hesitant).cleanedText()).contains("that we want to grow");
  }

  @Test
  @DisplayName("a single word stays as well where nobody stammers, save one that links clauses")
  void singleWordsAreOfferedToo() {
    assertThat(clean("We raised the the price last week", PLAIN, PLAIN).cleanedText())
        .contains("the the price");
    assertThat(clean("We raised it and and they left", PLAIN, PLAIN).cleanedText())
        .contains("raised it and they left");
  }

  private static CleanedTurn say(ConversationMemory memory, String speaker, String text) {
    Turn said = Turn.of(speaker, text);
    CleanedTurn cleaned = Cleaner.standard().clean(said, memory);
    memory.remember(said, cleaned);
    return cleaned;
  }

  @Test
  @DisplayName("like is offered to those who hardly say it, and goes for those who always do")
  void likeGoesWhereItIsSaidAllTheTime() {
    String often = "I was like, so tired and it was like, really late, like, past ten. ";

    assertThat(clean(LIKE, PLAIN, PLAIN).cleanedText()).containsPattern("with like (ten|10)");
    assertThat(clean(LIKE, often + PLAIN, often + PLAIN).cleanedText())
        .containsPattern("with (ten|10)");
  }

  @Test
  @DisplayName("a stop becomes a comma sooner where the recogniser ends sentences at every pause")
  void pausesAreNoEndsWhereManyEndsAreSet() {
    String turn =
        "First of all. Thank you for the time and for the numbers that came with it today.";
    String smooth =
        "Thank you, all of you, for the time, the numbers, the plans, and the work that went into"
            + " them, in the north, in the south, and in the west of the country.";
    String chopped =
        "Thank you for the time. And for the numbers. The plans are good. And the work, which was"
            + " hard. In the north. In the south. It all went well. We are glad. All of us.";

    assertThat(clean(turn, smooth, smooth, smooth).cleanedText()).startsWith("First of all. Thank");
    assertThat(clean(turn, chopped, chopped, chopped).cleanedText())
        .startsWith("First of all, thank");
  }

  private static CleanedTurn clean(String text, String... before) {
    ConversationMemory memory = new ConversationMemory();
    for (String turn : before) {
      say(memory, "User", turn);
    }
    return Cleaner.standard().clean(Turn.of("User", text), memory);
  }
}
