package dev.lumen.server.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is about, with the fields of both earlier APIs.
 *
 * @param conversationId the conversation
 * @param sharedContext what is known beforehand; empty when nothing is
 * @param contextType user_info, business_info or session_notes
 * @param activeContexts what it is about now
 * @param contextTransitions how that changed, oldest first
 * @param updatedAt when the shared context was last set
 * @param slidingWindowSize cleaned turns used as context
 * @param currentContext the turns in the window, oldest first
 * @param contextPatterns how many turns each context led
 * @param totalHistoryLength all turns
 */
public record ConversationContext(
    UUID conversationId,
    String sharedContext,
    String contextType,
    List<String> activeContexts,
    List<Transition> contextTransitions,
    Instant updatedAt,
    int slidingWindowSize,
    List<WindowTurn> currentContext,
    Map<String, Integer> contextPatterns,
    int totalHistoryLength) {

  /** A change of what the conversation is about. */
  public record Transition(
      Instant timestamp,
      @JsonProperty("from_contexts") List<String> from,
      @JsonProperty("to_contexts") List<String> to,
      String reason) {}

  /** A turn in the sliding window. */
  public record WindowTurn(
      String speaker,
      String cleanedText,
      @Nullable String contextDetected,
      @Nullable String confidenceScore,
      Instant createdAt) {}
}
