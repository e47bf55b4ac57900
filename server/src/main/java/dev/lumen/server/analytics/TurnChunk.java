package dev.lumen.server.analytics;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What some consecutive turns of a conversation say: figures that can be added up. Times are in
 * milliseconds.
 *
 * @param stored turns in whichever state
 * @param counts the processed ones
 * @param voiceMs time spent on the AI voice's turns
 * @param peopleMs the time of each turn of a person
 * @param contexts how many turns had each context
 * @param corrections their corrections
 */
record TurnChunk(
    int stored,
    TurnCounts counts,
    double voiceMs,
    List<Double> peopleMs,
    Map<String, Integer> contexts,
    CorrectionFacts corrections) {
  /** Turns in one. */
  static final int SIZE = 256;

  private static final String WHERE =
      "conversation_id = :id AND seq >= :first AND seq < :first + " + SIZE;

  private static final String TURNS =
      """
      WITH t AS (
        SELECT status = 'processed' AS done, NOT is_lumen(speaker) AS person, length(raw_text) AS characters,
               self_correction, confidence_score AS sure, processing_time_ms::float8 AS spent
          FROM turns WHERE <where>)
      SELECT (SELECT count(*) FROM t) AS stored, <counts>,
             coalesce(sum(spent) FILTER (WHERE NOT person), 0) AS voice_ms,
             coalesce(array_agg(spent) FILTER (WHERE person AND spent IS NOT NULL), '{}') AS people_ms
        FROM t WHERE done
      """
          .replace("<counts>", TurnCounts.COLUMNS)
          .replace("<where>", WHERE);

  private static final String CONTEXTS =
      """
      SELECT context, count(*) AS turns FROM turns, unnest(active_contexts) AS context
       WHERE <where> GROUP BY 1
      """
          .replace("<where>", WHERE);

  /** The turns with the numbers from {@code number * SIZE} on. */
  static TurnChunk of(Handle handle, UUID conversation, int number) {
    Map<String, ?> values = Map.of("id", conversation, "first", number * SIZE);
    Map<String, Integer> contexts = new HashMap<>();
    handle
        .createQuery(CONTEXTS)
        .bindMap(values)
        .map((rs, _) -> contexts.put(rs.getString("context"), rs.getInt("turns")))
        .list();
    CorrectionFacts corrections = CorrectionFacts.of(handle, WHERE, values);
    return handle
        .createQuery(TURNS)
        .bindMap(values)
        .map((rs, _) -> chunk(rs, contexts, corrections))
        .one();
  }

  private static TurnChunk chunk(
      ResultSet rs, Map<String, Integer> contexts, CorrectionFacts corrections)
      throws SQLException {
    return new TurnChunk(
        rs.getInt("stored"),
        TurnCounts.of(rs),
        rs.getDouble("voice_ms"),
        doubles(rs.getArray("people_ms")),
        Map.copyOf(contexts),
        corrections);
  }

  private static List<Double> doubles(Array array) throws SQLException {
    return List.of((Double[]) array.getArray());
  }

  /** All of them together. */
  static TurnFacts.Sum sum(List<TurnChunk> chunks) {
    double[] times =
        chunks.stream()
            .flatMap(it -> it.peopleMs().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    Arrays.sort(times);
    return new TurnFacts.Sum(
        null,
        1,
        chunks.stream().map(TurnChunk::counts).reduce(TurnCounts.NONE, TurnCounts::plus),
        Figures.rounded(Arrays.stream(times).average().orElse(0), 3),
        Figures.rounded(Figures.percentile(times, 0.95), 3),
        Figures.rounded(Arrays.stream(times).sum(), 3),
        Figures.rounded(chunks.stream().mapToDouble(TurnChunk::voiceMs).sum(), 3));
  }
}
