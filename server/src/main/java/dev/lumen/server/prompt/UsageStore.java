package dev.lumen.server.prompt;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lumen.server.api.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The questions that were asked. Every method runs inside the caller's transaction and sees the
 * conversations that its actor sees.
 */
final class UsageStore {
  private static final TypeReference<List<Usage.Edit>> EDITS = new TypeReference<>() {};

  private static final String FACTS =
      """
      SELECT count(*) AS asked, coalesce(sum(kept), 0) AS kept, coalesce(sum(refused), 0) AS refused,
             avg(call_ms) AS average,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY call_ms) AS median,
             percentile_cont(0.95) WITHIN GROUP (ORDER BY call_ms) AS p95,
             coalesce(sum(input_tokens), 0) AS input, coalesce(sum(output_tokens), 0) AS output,
             min(created_at) AS first, max(created_at) AS last,
             count(*) FILTER (WHERE outcome = 'kept') AS o_kept,
             count(*) FILTER (WHERE outcome = 'nothing') AS o_nothing,
             count(*) FILTER (WHERE outcome = 'refused') AS o_refused,
             count(*) FILTER (WHERE outcome = 'overtaken') AS o_overtaken,
             count(*) FILTER (WHERE outcome = 'late') AS o_late,
             count(*) FILTER (WHERE outcome = 'unreadable') AS o_unreadable,
             count(*) FILTER (WHERE outcome = 'failed') AS o_failed
        FROM %s WHERE %s
      """;

  /** Keeps a question. */
  void add(Handle handle, Usage usage) {
    handle
        .createUpdate(
            """
            INSERT INTO prompt_usage (id, conversation_id, turn_id, template_id, template_name,
                template_version, ab_test_id, variant, model, request_id, prompt, answer, outcome,
                failure, input_tokens, output_tokens, tries, prepare_ms, call_ms, parse_ms, kept,
                refused, edits, created_at)
            VALUES (:id, :conversation, :turn, :template, :name, :version, :test::uuid, :variant,
                :model, :request, :prompt, :answer, :outcome, :failure, :input::integer,
                :output::integer, :tries, :prepare, :call, :parse, :kept, :refused, :edits::jsonb,
                :now)
            """)
        .bind("id", usage.id())
        .bind("conversation", usage.conversationId())
        .bind("turn", usage.turnId())
        .bind("template", usage.asked().templateId())
        .bind("name", usage.asked().name())
        .bind("version", usage.asked().version())
        .bind("test", usage.asked().abTestId())
        .bind("variant", usage.asked().variant())
        .bind("model", usage.model())
        .bind("request", usage.requestId())
        .bind("prompt", usage.prompt())
        .bind("answer", usage.answer())
        .bind("outcome", usage.outcome())
        .bind("failure", usage.failure())
        .bind("input", usage.inputTokens())
        .bind("output", usage.outputTokens())
        .bind("tries", usage.tries())
        .bind("prepare", usage.times().prepareMs())
        .bind("call", usage.times().callMs())
        .bind("parse", usage.times().parseMs())
        .bind("kept", usage.kept())
        .bind("refused", usage.refused())
        .bind("edits", Json.text(usage.edits()))
        .bind("now", usage.createdAt())
        .execute();
  }

  /** The questions about a turn, the latest first. */
  List<Usage> ofTurn(Handle handle, UUID turnId) {
    return handle
        .createQuery("SELECT * FROM prompt_usage WHERE turn_id = :turn ORDER BY created_at DESC")
        .bind("turn", turnId)
        .map((rs, ctx) -> usage(rs))
        .list();
  }

  /** The figures of one version of a template. */
  UsageFacts ofTemplate(Handle handle, UUID templateId) {
    return handle
        .createQuery(FACTS.formatted("prompt_usage", "template_id = :template"))
        .bind("template", templateId)
        .map((rs, ctx) -> facts(rs))
        .one();
  }

  /** The figures of all questions since an instant. */
  UsageFacts since(Handle handle, Instant from) {
    return handle
        .createQuery(FACTS.formatted("prompt_usage", "created_at >= :from"))
        .bind("from", from)
        .map((rs, ctx) -> facts(rs))
        .one();
  }

  /** The figures of one variant of a test. */
  UsageFacts ofVariant(Handle handle, UUID testId, String variant) {
    return handle
        .createQuery(FACTS.formatted("ab_test_results", "test_id = :test AND variant = :variant"))
        .bind("test", testId)
        .bind("variant", variant)
        .map((rs, ctx) -> facts(rs))
        .one();
  }

  /** The templates that were asked with since an instant, the most used first. */
  List<UUID> templatesSince(Handle handle, Instant from) {
    return handle
        .createQuery(
            """
            SELECT template_id FROM prompt_usage WHERE created_at >= :from
             GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 50
            """)
        .bind("from", from)
        .mapTo(UUID.class)
        .list();
  }

  /** Why edits were refused since an instant, the most frequent reason first. */
  Map<String, Integer> refusalsSince(Handle handle, Instant from) {
    return handle
        .createQuery(
            """
            SELECT e ->> 'refusal' AS reason, count(*) AS times
              FROM prompt_usage, jsonb_array_elements(edits) AS e
             WHERE created_at >= :from AND e ->> 'refusal' IS NOT NULL
             GROUP BY 1 ORDER BY 2 DESC, 1
            """)
        .bind("from", from)
        .reduceRows(
            new LinkedHashMap<>(),
            (counts, row) -> {
              counts.put(
                  row.getColumn("reason", String.class), row.getColumn("times", Integer.class));
              return counts;
            });
  }

  private static UsageFacts facts(ResultSet rs) throws SQLException {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      int count = rs.getInt("o_" + outcome.wireName());
      if (count > 0) {
        outcomes.put(outcome.wireName(), count);
      }
    }
    int kept = rs.getInt("kept");
    int refused = rs.getInt("refused");
    return new UsageFacts(
        rs.getInt("asked"),
        outcomes,
        kept,
        refused,
        kept + refused == 0 ? null : Math.round(1000.0 * kept / (kept + refused)) / 1000.0,
        millis(rs, "average"),
        millis(rs, "median"),
        millis(rs, "p95"),
        rs.getLong("input"),
        rs.getLong("output"),
        instant(rs, "first").orElse(null),
        instant(rs, "last").orElse(null));
  }

  private static @Nullable Double millis(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : Math.round(value * 100) / 100.0;
  }

  private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Usage usage(ResultSet rs) throws SQLException {
    return new Usage(
        rs.getObject("id", UUID.class),
        rs.getObject("conversation_id", UUID.class),
        rs.getObject("turn_id", UUID.class),
        new Usage.Choice(
            rs.getObject("template_id", UUID.class),
            rs.getString("template_name"),
            rs.getInt("template_version"),
            rs.getObject("ab_test_id", UUID.class),
            rs.getString("variant")),
        rs.getString("model"),
        rs.getString("request_id"),
        rs.getString("prompt"),
        rs.getString("answer"),
        rs.getString("outcome"),
        rs.getString("failure"),
        rs.getObject("input_tokens", Integer.class),
        rs.getObject("output_tokens", Integer.class),
        rs.getInt("tries"),
        new Usage.Times(
            rs.getDouble("prepare_ms"), rs.getDouble("call_ms"), rs.getDouble("parse_ms")),
        Json.read(rs.getString("edits"), EDITS),
        rs.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
