package dev.lumen.server.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.PerformanceTargets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/conversations/{id}/analytics}: the figures of a conversation, computed from
 * its stored turns. docs/analytics.md defines each.
 *
 * @param conversationId the conversation
 * @param qualityMetrics shares from 0 to 1
 * @param performanceMetrics times in milliseconds
 * @param performanceTargets how the turns keep to what the conversation wants; null where it wants
 *     nothing
 * @param confidenceBreakdown people's processed turns by confidence
 * @param contextAnalysis what it was about
 * @param review what became of the corrections
 * @param calibration corrections by confidence, as people judged them
 * @param frequentCorrections those made most often
 */
record ConversationAnalytics(
    UUID conversationId,
    Quality qualityMetrics,
    Performance performanceMetrics,
    @Nullable TargetsKept performanceTargets,
    Map<String, Share> confidenceBreakdown,
    Contexts contextAnalysis,
    Review review,
    Map<String, Calibration> calibration,
    List<FrequentCorrection> frequentCorrections) {
  private static final int MOST_FREQUENT = 10;

  /**
   * Times in milliseconds.
   *
   * @param averageProcessingTimeMs mean over people's turns
   * @param p95ProcessingTimeMs 95th percentile over people's turns
   * @param totalProcessingTimeMs sum over people's turns
   * @param lumenSkipEfficiency time saved by passing the AI voice's turns through: what they would
   *     have taken at the mean of people's turns, less what they took
   */
  record Performance(
      double averageProcessingTimeMs,
      @JsonProperty("p95_processing_time_ms") double p95ProcessingTimeMs,
      double totalProcessingTimeMs,
      double lumenSkipEfficiency) {
    static Performance of(TurnFacts.Sum turns) {
      double saved = turns.averageMs() * turns.counts().voice() - turns.voiceMs();
      return new Performance(
          turns.averageMs(),
          turns.p95Ms(),
          turns.totalMs(),
          Figures.rounded(Math.max(0, saved), 3));
    }
  }

  /** A number of turns and its percentage, 0 to 100 with two decimals. */
  record Share(int count, double percentage) {
    static Map<String, Share> of(TurnCounts turns) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      counts.put("HIGH", turns.high());
      counts.put("MEDIUM", turns.medium());
      counts.put("LOW", turns.low());
      int all = turns.high() + turns.medium() + turns.low();
      Map<String, Share> shares = new LinkedHashMap<>();
      counts.forEach(
          (level, count) ->
              shares.put(
                  level, new Share(count, all == 0 ? 0 : Figures.rounded(100.0 * count / all, 2))));
      return shares;
    }
  }

  /**
   * What the conversation was about.
   *
   * @param detectedContexts contexts by how many turns they led, most first
   * @param contextAccuracy of judged corrections that relied on the conversation: those that were
   *     right; 1 where none was judged
   * @param contextTransitions how often the contexts changed
   */
  record Contexts(List<String> detectedContexts, double contextAccuracy, int contextTransitions) {}

  /** The figures of a conversation that the actor may see. */
  static ConversationAnalytics of(
      Handle handle, Conversation conversation, ConversationFacts known) {
    UUID id = conversation.id();
    ConversationFacts.Facts facts = known.of(handle, id);
    TurnFacts.Sum turns = facts.turns();
    CorrectionFacts corrections = facts.corrections();
    return new ConversationAnalytics(
        id,
        Quality.of(turns.counts(), corrections),
        Performance.of(turns),
        TargetsKept.of(PerformanceTargets.from(conversation.metadata()), facts),
        Share.of(turns.counts()),
        new Contexts(facts.contexts(), corrections.contextAccuracy(), transitions(handle, id)),
        Review.of(corrections),
        Calibration.of(corrections),
        FrequentCorrection.of(corrections, MOST_FREQUENT));
  }

  private static int transitions(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT count(*) FROM context_transitions WHERE conversation_id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }
}
