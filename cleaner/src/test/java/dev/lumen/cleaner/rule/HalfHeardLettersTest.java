package dev.lumen.cleaner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfHeardLettersTest {
  @ParameterizedTest(name = "\"{0}\" keeps \"{1}\", which {2} would write otherwise")
  @CsvSource({
    "It is part of the O. N M budget, N M, case.spelled",
    "Please press jr one on your keypad, jr one, number.name"
  })
  void lettersThatMayBelongElsewhereAreOffered(String raw, String kept, String rule) {
    CleanedTurn cleaned = Cleaner.standard().clean(Turn.of("User", raw), new ConversationMemory());

    assertThat(cleaned.cleanedText()).contains(kept);
    assertThat(cleaned.corrections())
        .anyMatch(it -> it.rule().equals(rule) && it.confidence() == Confidence.LOW);
  }

  @Test
  void lettersThatNobodyCanSayAsAWordAreNoMisheardWord() {
    ConversationMemory memory = new ConversationMemory();
    memory.share("Company: Kestrova. Participants: Marlowe Penhaligon (CFO). Products: REX.");

    CleanedTurn cleaned =
        Cleaner.standard().clean(Turn.of("User", "The rcs was lower this year"), memory);

    assertThat(cleaned.cleanedText()).contains("rcs");
    assertThat(cleaned.corrections())
        .anyMatch(it -> it.corrected().equals("REX") && it.confidence() == Confidence.LOW);
  }
}
