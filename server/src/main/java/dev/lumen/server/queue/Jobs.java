package dev.lumen.server.queue;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;

/** From rows of {@code turn_jobs} to jobs. */
final class Jobs {
  static final RowMapper<Job> MAPPER =
      (rs, ctx) ->
          new Job(
              rs.getObject("job_id", UUID.class),
              rs.getObject("conversation_id", UUID.class),
              rs.getObject("turn_id", UUID.class),
              rs.getInt("turn_seq"),
              Priority.of(rs.getInt("priority")),
              rs.getInt("retry_count"),
              rs.getInt("max_retries"),
              rs.getObject("created_at", OffsetDateTime.class).toInstant());

  private Jobs() {}
}
