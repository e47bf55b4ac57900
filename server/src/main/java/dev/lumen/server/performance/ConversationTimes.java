package dev.lumen.server.performance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * {@code GET /api/v1/conversations/{id}/performance}: the times of a conversation's stored turns.
 *
 * @param performanceMetrics by what took the time
 * @param targets in milliseconds
 */
record ConversationTimes(
    UUID conversationId, Metrics performanceMetrics, Map<String, Integer> targets) {

  /**
   * @param lumenProcessingTimes turns of the AI voice
   * @param userProcessingTimes turns of people
   * @param contextRetrievalTimes finding what the conversation has taught, for turns of people
   * @param websocketLatencies from the hub to the socket, of the turns for which it was kept
   */
  record Metrics(
      Times lumenProcessingTimes,
      Times userProcessingTimes,
      Times contextRetrievalTimes,
      Times websocketLatencies) {}

  /**
   * Milliseconds; zeros where there is nothing. The earlier API called them {@code avg}, {@code
   * max} and {@code min}, its page reads {@code avg_ms} and so on.
   */
  record Times(
      double avg, double max, double min, int count, double avgMs, double maxMs, double minMs) {
    Times(double avg, double max, double min, int count) {
      this(avg, max, min, count, avg, max, min);
    }
  }

  private static final Map<String, Integer> TARGETS =
      Map.of(
          "lumen_processing_ms", 10,
          "user_processing_ms", 500,
          "context_retrieval_ms", 100,
          "websocket_latency_ms", 100);

  private static final String SQL =
      """
      WITH t AS (
        SELECT is_lumen(speaker) AS voice, processing_time_ms::float8 AS spent,
               (metadata -> 'timing_breakdown' ->> 'context_retrieval')::float8 AS recall,
               websocket_latency_ms::float8 AS sent
          FROM turns WHERE conversation_id = :id AND status = 'processed')
      SELECT avg(spent) FILTER (WHERE voice) AS lumen_avg,
             max(spent) FILTER (WHERE voice) AS lumen_max,
             min(spent) FILTER (WHERE voice) AS lumen_min,
             count(spent) FILTER (WHERE voice) AS lumen_count,
             avg(spent) FILTER (WHERE NOT voice) AS user_avg,
             max(spent) FILTER (WHERE NOT voice) AS user_max,
             min(spent) FILTER (WHERE NOT voice) AS user_min,
             count(spent) FILTER (WHERE NOT voice) AS user_count,
             avg(recall) FILTER (WHERE NOT voice) AS recall_avg,
             max(recall) FILTER (WHERE NOT voice) AS recall_max,
             min(recall) FILTER (WHERE NOT voice) AS recall_min,
             count(recall) FILTER (WHERE NOT voice) AS recall_count,
             avg(sent) AS sent_avg, max(sent) AS sent_max, min(sent) AS sent_min,
             count(sent) AS sent_count
        FROM t
      """;

  static ConversationTimes of(Handle handle, UUID conversation) {
    return handle
        .createQuery(SQL)
        .bind("id", conversation)
        .map(
            (rs, ctx) ->
                new ConversationTimes(
                    conversation,
                    new Metrics(
                        times(rs, "lumen"),
                        times(rs, "user"),
                        times(rs, "recall"),
                        times(rs, "sent")),
                    TARGETS))
        .one();
  }

  private static Times times(ResultSet rs, String what) throws SQLException {
    return new Times(
        rounded(rs.getDouble(what + "_avg")),
        rounded(rs.getDouble(what + "_max")),
        rounded(rs.getDouble(what + "_min")),
        rs.getInt(what + "_count"));
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1_000) / 1_000.0;
  }
}
