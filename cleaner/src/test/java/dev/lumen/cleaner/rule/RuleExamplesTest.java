package dev.lumen.cleaner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every rule changes what it must and leaves alone what it must not (C-06, C-13)")
class RuleExamplesTest {

  static Stream<String> ids() {
    return Rules.standard().stream().map(rule -> rule.card().id());
  }

  static Stream<RuleExample> mustChange() {
    return ids().flatMap(id -> RuleExample.of(id).stream()).filter(RuleExample::mustChange);
  }

  static Stream<RuleExample> mustNotChange() {
    return ids().flatMap(id -> RuleExample.of(id).stream()).filter(e -> !e.mustChange());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyRuleHasTwoExamplesOfEachKind(String id) {
    List<RuleExample> examples = RuleExample.of(id);
    assertThat(examples.stream().filter(RuleExample::mustChange).count())
        .as("must-change examples of " + id)
        .isGreaterThanOrEqualTo(2);
    assertThat(examples.stream().filter(example -> !example.mustChange()).count())
        .as("must-not-change examples of " + id)
        .isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("mustChange")
  void theRuleMakesItsEditAtItsPlace(RuleExample example) {
    CleanedTurn cleaned = example.run();
    List<Correction> own =
        cleaned.corrections().stream().filter(c -> c.rule().equals(example.rule())).toList();
    assertThat(cleaned.cleanedText()).isEqualTo(example.cleaned());
    assertThat(own).isNotEmpty();
    assertThat(own.getFirst().position()).isEqualTo(example.span());
  }

  @ParameterizedTest
  @MethodSource("mustNotChange")
  void theRuleKeepsStill(RuleExample example) {
    assertThat(example.run().corrections())
        .noneMatch(correction -> correction.rule().equals(example.rule()));
  }

  @ParameterizedTest
  @MethodSource("mustChange")
  void whatIsCleanStaysAsItIs(RuleExample example) {
    String once = example.run().cleanedText();
    RuleExample again =
        new RuleExample(example.rule(), example.taught(), example.vocabulary(), once, null, null);
    assertThat(again.run().cleanedText()).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("mustChange")
  void withoutItsCorrectionsTheRawTextIsBack(RuleExample example) {
    CleanedTurn cleaned = example.run();
    assertThat(CleanedTurn.apply(example.raw(), cleaned.corrections(), correction -> false))
        .isEqualTo(example.raw());
    assertThat(
            Cleaner.standard()
                .clean(Turn.of("Lumen", example.raw()), new ConversationMemory())
                .cleanedText())
        .isEqualTo(example.raw());
  }
}
