package dev.lumen.server.prompt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A template tried out on a sample: nothing of it is stored.
 *
 * @param templateId the version that was tried
 * @param renderedPrompt the question
 * @param tokenCount about how many tokens it has
 * @param local what the cleaner makes of the sample by itself
 * @param model who was asked; null where no model is configured
 * @param message what happened, in a sentence
 * @param cleanedText how the sample would read with the edits that are applied
 * @param advice what came of the question; null where nobody was asked
 */
record Simulation(
    UUID templateId,
    String name,
    int version,
    String renderedPrompt,
    int tokenCount,
    Local local,
    @Nullable String model,
    String message,
    String cleanedText,
    @Nullable Advice advice) {
  private static final String SPEAKER = "User";

  /** The local result. */
  record Local(String cleanedText, String confidenceScore, List<CorrectionView> corrections) {}

  /**
   * The model's part.
   *
   * @param inTime whether a live turn would have had it
   */
  record Advice(
      String outcome,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
      @Nullable String answer,
      List<Usage.Edit> edits,
      int kept,
      int refused,
      @Nullable String requestId,
      @Nullable Integer inputTokens,
      @Nullable Integer outputTokens,
      double callMs,
      double parseMs,
      boolean inTime) {}

  /** A sample and what the cleaner makes of it. */
  record Sample(Template template, String prompt, Reading reading, List<String> context) {
    static Sample of(Template template, Map<String, String> values) {
      String raw = Objects.requireNonNull(values.get(TemplateText.RAW_TEXT));
      String context = values.getOrDefault(TemplateText.CONTEXT, "");
      ConversationMemory memory = new ConversationMemory();
      memory.share(context);
      CleanedTurn cleaned =
          Cleaner.standard().clean(new Turn(SPEAKER, raw, null, CleaningLevel.FULL), memory);
      Map<String, String> filled =
          TurnMaterial.values(
              context, raw, values.getOrDefault(TemplateText.LEVEL, CleaningLevel.FULL.wireName()));
      return new Sample(
          template,
          template.text().render(filled),
          new Reading(
              raw, cleaned.corrections().stream().map(CorrectionView::of).toList(), List.of()),
          List.of(context));
    }

    Local local() {
      return new Local(reading.cleanedText(), reading.confidence().name(), reading.corrections());
    }
  }

  /** Without a model. */
  static Simulation alone(Sample sample) {
    return of(
        sample,
        null,
        "No language model is configured, so none was asked; this is the local result and the question that would be asked.",
        sample.reading().cleanedText(),
        null);
  }

  /** With what a model has answered. */
  static Simulation with(Sample sample, String model, Consultation.Advice advice, long deadlineMs) {
    Accepted accepted = Accepted.of(sample.reading(), advice);
    List<Usage.Edit> edits = new ArrayList<>(accepted.edits());
    int kept = accepted.corrections().size();
    @Nullable String failure = advice.failure();
    return of(
        sample,
        model,
        failure == null
            ? "%d of %d edits hold to the rules.".formatted(kept, edits.size())
            : "The model gave no answer that can be used ("
                + failure
                + "); the local result stands.",
        accepted.reading().cleanedText(),
        new Advice(
            accepted.outcome().wireName(),
            failure,
            advice.text(),
            edits,
            kept,
            edits.size() - kept,
            advice.requestId(),
            advice.inputTokens(),
            advice.outputTokens(),
            advice.callMs(),
            advice.parseMs(),
            advice.callMs() <= deadlineMs));
  }

  private static Simulation of(
      Sample sample,
      @Nullable String model,
      String message,
      String cleanedText,
      @Nullable Advice advice) {
    Template template = sample.template();
    return new Simulation(
        template.id(),
        template.name(),
        template.version(),
        sample.prompt(),
        TemplateText.tokens(sample.prompt()),
        sample.local(),
        model,
        message,
        cleanedText,
        advice);
  }
}
