package dev.lumen.cleaner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Turn;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C-03: what each level may touch")
class LevelTest {
  private static final Map<String, RuleCard> CARDS = cards();

  private static Map<String, RuleCard> cards() {
    Map<String, RuleCard> cards = new HashMap<>();
    Rules.standard().forEach(rule -> cards.put(rule.card().id(), rule.card()));
    return cards;
  }

  static Stream<RuleExample> examples() {
    return CARDS.keySet().stream().flatMap(id -> RuleExample.of(id).stream());
  }

  private static CleanedTurn clean(RuleExample example, CleaningLevel level) {
    ConversationMemory memory = new ConversationMemory();
    memory.use(example.vocabulary());
    for (Turn turn : example.taught()) {
      memory.remember(turn, Cleaner.standard().clean(turn, memory));
    }
    return Cleaner.standard().clean(new Turn("User", example.raw(), null, level), memory);
  }

  @ParameterizedTest
  @MethodSource("examples")
  @DisplayName("none is identity")
  void noneIsIdentity(RuleExample example) {
    CleanedTurn cleaned = clean(example, CleaningLevel.NONE);
    assertThat(cleaned.cleanedText()).isEqualTo(example.raw());
    assertThat(cleaned.corrections()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  @DisplayName("light takes no word away that a person meant, and changes none")
  void lightChangesLooksAndNoise(RuleExample example) {
    for (Correction correction : clean(example, CleaningLevel.LIGHT).corrections()) {
      boolean noise = correction.rule().startsWith("noise.");
      RuleCard card = CARDS.get(correction.rule());
      assertThat(noise || (card != null && !card.changesWords()))
          .as(correction.rule() + " at level light: " + example)
          .isTrue();
      boolean deletes =
          correction.corrected().isEmpty()
              && Tokenizer.tokenize(correction.original()).stream().anyMatch(Word::isSpoken);
      assertThat(deletes && !noise).as("words left out at light: " + example).isFalse();
    }
  }
}
