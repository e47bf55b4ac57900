package dev.lumen.server.prompt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tests of templates in the database. Every method runs inside the caller's transaction. */
final class AbTestStore {
  private static final int MOST_LISTED = 50;

  /** Begins a test; empty while another runs. */
  Optional<AbTest> begin(Handle handle, AbTest test) {
    return handle
        .createQuery(
            """
            INSERT INTO ab_tests (id, name, description, template_a, template_b, share_b, started_at)
            VALUES (:id, :name, :description, :a, :b, :share, :now)
            ON CONFLICT DO NOTHING RETURNING *
            """)
        .bind("id", test.id())
        .bind("name", test.name())
        .bind("description", test.description())
        .bind("a", test.templateA())
        .bind("b", test.templateB())
        .bind("share", test.shareB())
        .bind("now", test.startedAt())
        .map((rs, ctx) -> test(rs))
        .findOne();
  }

  /** The one that runs. */
  Optional<AbTest> active(Handle handle) {
    return handle
        .createQuery("SELECT * FROM ab_tests WHERE status = 'active'")
        .map((rs, ctx) -> test(rs))
        .findOne();
  }

  /** The latest ones, the newest first; as many as people read. */
  List<AbTest> latest(Handle handle) {
    return handle
        .createQuery("SELECT * FROM ab_tests ORDER BY started_at DESC, id LIMIT " + MOST_LISTED)
        .map((rs, ctx) -> test(rs))
        .list();
  }

  Optional<AbTest> find(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT * FROM ab_tests WHERE id = :id")
        .bind("id", id)
        .map((rs, ctx) -> test(rs))
        .findOne();
  }

  /** Ends a test; one that has ended stays as it is. */
  Optional<AbTest> end(Handle handle, UUID id, Instant now) {
    handle
        .createUpdate(
            "UPDATE ab_tests SET status = 'ended', ended_at = :now WHERE id = :id AND status = 'active'")
        .bind("id", id)
        .bind("now", now)
        .execute();
    return find(handle, id);
  }

  /** Keeps the figures of a question that a test chose the template of. */
  void addResult(Handle handle, Usage usage) {
    @Nullable UUID test = usage.asked().abTestId();
    if (test == null) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO ab_test_results (usage_id, test_id, turn_id, variant, outcome, kept, refused,
                call_ms, input_tokens, output_tokens, created_at)
            VALUES (:usage, :test, :turn, :variant, :outcome, :kept, :refused, :call,
                :input::integer, :output::integer, :now)
            """)
        .bind("usage", usage.id())
        .bind("test", test)
        .bind("turn", usage.turnId())
        .bind("variant", usage.asked().variant())
        .bind("outcome", usage.outcome())
        .bind("kept", usage.kept())
        .bind("refused", usage.refused())
        .bind("call", usage.times().callMs())
        .bind("input", usage.inputTokens())
        .bind("output", usage.outputTokens())
        .bind("now", usage.createdAt())
        .execute();
  }

  private static AbTest test(ResultSet rs) throws SQLException {
    @Nullable OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
    return new AbTest(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        rs.getString("description"),
        rs.getObject("template_a", UUID.class),
        rs.getObject("template_b", UUID.class),
        rs.getInt("share_b"),
        rs.getString("status"),
        rs.getObject("started_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
