package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.Confidence;
import dev.lumen.server.conversation.ModelParameters;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer meets its deadline and the turn as it stands")
class ConsultationTest {
  private static final String RAW = "we buy it from casterover people";
  private static final Reading LOCAL = new Reading(RAW, List.of(), List.of());
  private static final Consultation.Matter MATTER =
      new Consultation.Matter(
          "prompt", LOCAL, List.of("Lumen: Who buys Kestrova?"), ModelParameters.NONE);

  private static Consultation.Advice ask(Duration deadline) throws InterruptedException {
    ScriptedModel model = new ScriptedModel();
    model.writes("we buy it from Kestrova people");
    return new Consultation(model, deadline, new Measurements(Clock.systemUTC())).ask(MATTER);
  }

  @Test
  @DisplayName(
      "P-60: what comes after the deadline is not used, whatever it says; it is kept to be looked at")
  void late() throws Exception {
    Consultation.Advice advice = ask(Duration.ofNanos(1));
    assertThat(advice.outcome()).isEqualTo(Outcome.LATE);
    assertThat(advice.text()).contains("Kestrova");
    Accepted accepted = Accepted.of(LOCAL, advice);
    assertThat(accepted.change()).isFalse();
    assertThat(accepted.reading()).isEqualTo(LOCAL);
  }

  @Test
  @DisplayName(
      "What somebody has put in its place meanwhile stands, and the edit is told as overtaken")
  void overtaken() throws Exception {
    Consultation.Advice advice = ask(Duration.ofMinutes(1));
    assertThat(Accepted.of(LOCAL, advice).reading().cleanedText())
        .isEqualTo("we buy it from Kestrova people");
    CorrectionView person =
        CorrectionView.byPerson(
            "casterover",
            "Costrova",
            new CorrectionView.Position(15, 25),
            Instant.EPOCH,
            List.of());
    Reading now = LOCAL.with(List.of(person));
    Accepted accepted = Accepted.of(now, advice);
    assertThat(accepted.reading()).isEqualTo(now);
    assertThat(accepted.outcome()).isEqualTo(Outcome.OVERTAKEN);
    assertThat(accepted.edits()).extracting(Usage.Edit::refusal).containsExactly("overtaken");
  }

  @Test
  @DisplayName("C-06: where the cleaner has given up, what the model heard takes its place")
  void unclear() throws Exception {
    CorrectionView givenUp =
        CorrectionView.byModel(
            "casterover",
            "[unclear]",
            Confidence.MEDIUM,
            "Nobody can tell",
            new CorrectionView.Position(15, 25),
            0);
    Reading local = LOCAL.with(List.of(givenUp));
    assertThat(local.confidence()).isEqualTo(Confidence.LOW);
    List<Judge.Ruling> rulings =
        new Judge(local, MATTER.knownWords()).rule("we buy it from Kestrova people");
    assertThat(rulings).singleElement().matches(Judge.Ruling::kept);
    Accepted accepted =
        Accepted.of(
            local,
            new Consultation.Advice(
                Outcome.KEPT, null, "", null, rulings, null, null, null, 1, 0, 0));
    assertThat(accepted.reading().cleanedText()).isEqualTo("we buy it from Kestrova people");
    assertThat(accepted.reading().confidence()).isEqualTo(Confidence.MEDIUM);
  }
}
