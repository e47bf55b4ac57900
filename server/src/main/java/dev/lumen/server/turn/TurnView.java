package dev.lumen.server.turn;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.VoiceText;
import dev.lumen.cleaner.context.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn as every face shows it: the ProcessTurnResponse of the API and the {@code turn} of events.
 *
 * @param turnId the stored turn
 * @param conversationId its conversation
 * @param seq its place in the conversation, from 1, without gaps
 * @param speaker the label as given
 * @param rawText as the recogniser gave it
 * @param cleanedText after the applied corrections; the raw text until the turn is processed
 * @param status queued, processed or failed
 * @param revision how often its reading was changed after it was processed; send it back with a
 *     decision to be told when somebody else was faster
 * @param metadata how it was cleaned
 * @param createdAt when it was taken in
 */
public record TurnView(
    UUID turnId,
    UUID conversationId,
    int seq,
    String speaker,
    String rawText,
    String cleanedText,
    String status,
    int revision,
    Metadata metadata,
    Instant createdAt) {

  /** Whether its cleaned text is final. */
  @JsonIgnore
  public boolean isProcessed() {
    return status.equals(TurnStatus.PROCESSED.wireName());
  }

  /** Whether it still waits. */
  @JsonIgnore
  public boolean isQueued() {
    return status.equals(TurnStatus.QUEUED.wireName());
  }

  /**
   * The same turn, to which another engine has something to add.
   *
   * @param engine what ran
   * @param timings milliseconds by step of that engine
   */
  TurnView advised(String engine, Map<String, Double> timings) {
    Map<String, Double> all = new LinkedHashMap<>(metadata.timingBreakdown());
    all.putAll(timings);
    Metadata credited =
        new Metadata(
            metadata.confidenceScore(),
            metadata.cleaningApplied(),
            metadata.cleaningLevel(),
            metadata.processingTimeMs(),
            metadata.corrections(),
            metadata.contextDetected(),
            engine,
            metadata.activeContexts(),
            metadata.transcriptionErrorDetected(),
            metadata.selfCorrection(),
            metadata.businessDomain(),
            metadata.conversationFlow(),
            metadata.queueTimeMs(),
            all,
            metadata.takenBack(),
            metadata.spoken(),
            metadata.source(),
            metadata.error());
    return new TurnView(
        turnId,
        conversationId,
        seq,
        speaker,
        rawText,
        cleanedText,
        status,
        revision,
        credited,
        createdAt);
  }

  /**
   * The same turn as it reads now.
   *
   * @param now how it reads
   * @param fully whether something was corrected that only full cleaning touches
   */
  TurnView reading(Reading now, boolean fully) {
    String text = now.cleanedText();
    boolean error = metadata.transcriptionErrorDetected() && now.isNoSpeech();
    Metadata revised =
        new Metadata(
            now.confidence().name(),
            !text.equals(rawText),
            fully ? CleaningLevel.FULL.wireName() : metadata.cleaningLevel(),
            metadata.processingTimeMs(),
            now.corrections(),
            metadata.transcriptionErrorDetected() && !error
                ? Topics.GENERAL
                : metadata.contextDetected(),
            metadata.aiModelUsed(),
            metadata.activeContexts(),
            error,
            metadata.selfCorrection(),
            metadata.businessDomain(),
            metadata.conversationFlow(),
            metadata.queueTimeMs(),
            metadata.timingBreakdown(),
            now.takenBack(),
            metadata.spoken(),
            metadata.source(),
            metadata.error());
    return new TurnView(
        turnId,
        conversationId,
        seq,
        speaker,
        rawText,
        text,
        status,
        revision + 1,
        revised,
        createdAt);
  }

  /**
   * How a turn was cleaned. Numbers are never null, so that no page stumbles over a turn that
   * waits.
   *
   * @param confidenceScore HIGH, MEDIUM or LOW; LOW while nothing is known yet
   * @param cleaningApplied whether the cleaned text differs from the raw text
   * @param cleaningLevel none, light or full
   * @param processingTimeMs the cleaner's own time
   * @param corrections every edit, applied or offered
   * @param contextDetected the leading context
   * @param aiModelUsed the engine that ran: {@code lumen-cleaner}, {@code none}, or the cleaner and
   *     behind a plus sign the language model that added to its result
   * @param activeContexts every context the conversation was in after the turn
   * @param transcriptionErrorDetected whether the turn is no speech
   * @param selfCorrection whether the speaker took something back
   * @param queueTimeMs how long the turn waited for a worker
   * @param timingBreakdown milliseconds by step, where measured
   * @param takenBack claims that the speaker has taken back later
   * @param spoken of a turn of the AI voice with tags or pauses: what was said, and those beside it
   * @param source what came with the turn, such as voice tags and times
   * @param error why a failed turn failed
   */
  public record Metadata(
      String confidenceScore,
      boolean cleaningApplied,
      String cleaningLevel,
      double processingTimeMs,
      List<CorrectionView> corrections,
      @Nullable String contextDetected,
      String aiModelUsed,
      List<String> activeContexts,
      boolean transcriptionErrorDetected,
      boolean selfCorrection,
      @Nullable String businessDomain,
      @Nullable String conversationFlow,
      double queueTimeMs,
      Map<String, Double> timingBreakdown,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TakenBackView> takenBack,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VoiceText spoken,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> source,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> error) {}
}
