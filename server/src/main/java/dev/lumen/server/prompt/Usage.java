package dev.lumen.server.prompt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model about one turn, kept for inspection.
 *
 * @param id of the question
 * @param conversationId where the turn is
 * @param turnId the turn
 * @param asked with what
 * @param model who was asked
 * @param requestId the provider's name for the call, where it gives one
 * @param prompt what was asked, word for word
 * @param answer what came back, word for word; null when nothing did
 * @param outcome how it ended
 * @param failure the kind of failure, where it was one
 * @param inputTokens as the provider counts them, where it says
 * @param outputTokens likewise
 * @param tries how often it was asked
 * @param times milliseconds
 * @param edits what the model would change, kept or not
 * @param createdAt when it was asked
 */
record Usage(
    UUID id,
    UUID conversationId,
    UUID turnId,
    Choice asked,
    String model,
    @Nullable String requestId,
    String prompt,
    @Nullable String answer,
    String outcome,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
    @Nullable Integer inputTokens,
    @Nullable Integer outputTokens,
    int tries,
    Times times,
    List<Edit> edits,
    Instant createdAt) {

  /**
   * With which template.
   *
   * @param abTestId the test it was chosen by, or null
   * @param variant A or B of that test, or null
   */
  record Choice(
      UUID templateId,
      String name,
      int version,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID abTestId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String variant) {

    static Choice of(Template template) {
      return new Choice(template.id(), template.name(), template.version(), null, null);
    }
  }

  /**
   * How long each step took.
   *
   * @param prepareMs reading the window and writing the question
   * @param callMs the model
   * @param parseMs reading and judging its answer
   */
  record Times(double prepareMs, double callMs, double parseMs) {}

  /**
   * One stretch that the model would write differently.
   *
   * @param original the raw text there
   * @param corrected what the model would write
   * @param start where it starts in the raw text
   * @param end behind it
   * @param confidence MEDIUM or LOW of a kept one; null of one that was refused
   * @param refusal why it was refused; null of a kept one
   */
  record Edit(
      String original,
      String corrected,
      int start,
      int end,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String confidence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refusal) {

    boolean kept() {
      return refusal == null;
    }
  }

  int kept() {
    return (int) edits.stream().filter(Edit::kept).count();
  }

  int refused() {
    return edits.size() - kept();
  }
}
