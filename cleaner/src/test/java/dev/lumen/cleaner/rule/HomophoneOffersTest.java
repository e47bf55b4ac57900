package dev.lumen.cleaner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Turn;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Homophones that the sentence leaves open are offered, never applied (C-06, H-08b)")
class HomophoneOffersTest {
  @Test
  @DisplayName("the likelier word is offered at LOW and the text stays")
  void isOffered() {
    CleanedTurn cleaned = clean("please press star than one on your phone");

    assertThat(cleaned.cleanedText()).contains("star than");
    assertThat(offers(cleaned))
        .singleElement()
        .satisfies(
            offer -> {
              assertThat(offer.original()).isEqualTo("than");
              assertThat(offer.corrected()).isEqualTo("then");
              assertThat(offer.confidence()).isEqualTo(Confidence.LOW);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it is better than it was a year ago",
        "we know that their numbers are right",
        "then we looked at where the orders came from",
        "it's our best week for new sales"
      })
  @DisplayName("where the word fits nothing is offered")
  void rightWordsAreLeftAlone(String text) {
    assertThat(offers(clean(text))).isEmpty();
  }

  private static List<Correction> offers(CleanedTurn cleaned) {
    return cleaned.corrections().stream()
        .filter(it -> it.rule().equals("misheard.homophone") && !it.applied())
        .toList();
  }

  private static CleanedTurn clean(String text) {
    return Cleaner.standard().clean(Turn.of("User", text), new ConversationMemory());
  }
}
