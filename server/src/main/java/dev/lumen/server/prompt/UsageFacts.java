package dev.lumen.server.prompt;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of questions to a model.
 *
 * @param asked how many were asked
 * @param outcomes how many ended how: {@code kept} (at least one edit stands), {@code nothing} (the
 *     model would change nothing), {@code refused} (no edit held to the rules), {@code overtaken}
 *     (somebody else changed the turn meanwhile), {@code late}, {@code unreadable}, {@code failed}
 * @param keptEdits edits that became corrections
 * @param refusedEdits edits that did not
 * @param keptShare the share of edits that were kept, 0 to 1; null without any
 * @param averageCallMs the model's time; null before the first call
 * @param medianCallMs likewise
 * @param p95CallMs likewise
 * @param inputTokens as the model counts them, where it says
 * @param outputTokens likewise
 * @param firstAt the first call; null before it
 * @param lastAt the last call; null before the first
 */
record UsageFacts(
    int asked,
    Map<String, Integer> outcomes,
    int keptEdits,
    int refusedEdits,
    @Nullable Double keptShare,
    @Nullable Double averageCallMs,
    @Nullable Double medianCallMs,
    @Nullable Double p95CallMs,
    long inputTokens,
    long outputTokens,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt) {

  /** The share of questions that came to this end; 0 without any. */
  double share(Outcome outcome) {
    return asked == 0 ? 0 : outcomes.getOrDefault(outcome.wireName(), 0) / (double) asked;
  }
}
