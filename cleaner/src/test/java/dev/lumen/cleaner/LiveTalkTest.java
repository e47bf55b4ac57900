package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Live talk with the AI voice: what the conversation tells decides (C-06, C-13)")
class LiveTalkTest {
  private final ConversationMemory memory = new ConversationMemory();

  @Test
  @DisplayName("a firm called Northwind makes no firm of the weather")
  void plainWordsBehindAnArticleAreOnlyOffered() {
    memory.share("Northwind Mutual, insurance claims. Doctors: Dr. Lee Hartwell.");

    CleanedTurn weather = say("So the north wind blew a branch onto my roof");

    assertThat(weather.cleanedText()).contains("the north wind blew");
    assertThat(weather.corrections()).noneMatch(Correction::applied);
    assertThat(say("Does north wind cover it").cleanedText()).contains("Northwind");
    assertThat(say("i want to see doctor lee").cleanedText()).contains("Doctor Lee");
    assertThat(say("the doctor said so").corrections()).noneMatch(LiveTalkTest::offersTitle);
  }

  private static boolean offersTitle(Correction correction) {
    return correction.corrected().startsWith("Dr");
  }

  @Test
  @DisplayName("what is held in another language is left as it is, but for noise")
  void otherLanguagesAreLeft() {
    String german = "ja die rechnung ist sehr sehr hoch und ich habe sie nicht bezahlt";
    String spanish = "el doctor dijo que no no necesita antibiotics porque ella no tiene fiebre";

    assertThat(say(german).cleanedText()).isEqualTo(german);
    assertThat(say(spanish).cleanedText()).isEqualTo(spanish);
    assertThat(say("[noise] " + german).cleanedText()).isEqualTo(german);
  }

  @Test
  @DisplayName("pounds that answer how heavy somebody is are no money")
  void weightIsNoMoney() {
    hear("What is your weight?");

    assertThat(say("a hundred and eighty pounds").cleanedText()).isEqualTo("180 pounds");
  }

  private CleanedTurn say(String text) {
    Turn turn = Turn.of("User", text);
    CleanedTurn cleaned = Cleaner.standard().clean(turn, memory);
    memory.remember(turn, cleaned);
    return cleaned;
  }

  private void hear(String text) {
    Turn turn = Turn.of("Lumen", text);
    memory.remember(turn, Cleaner.standard().clean(turn, memory));
  }
}
