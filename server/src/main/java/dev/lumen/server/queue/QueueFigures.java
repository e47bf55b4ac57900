package dev.lumen.server.queue;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.util.UUID;

/** Counts what the table {@code turn_jobs} holds. */
final class QueueFigures {
  private static final Actor SERVICE = new Actor.Service();

  private static final String DEPTH =
      """
      SELECT count(*) FILTER (WHERE priority = 1 AND NOT leased) AS normal,
             count(*) FILTER (WHERE priority = 2 AND NOT leased) AS high,
             count(*) FILTER (WHERE priority = 3 AND NOT leased) AS urgent,
             count(*) FILTER (WHERE leased) AS processing,
             coalesce(extract(epoch FROM now() - min(created_at)
                      FILTER (WHERE NOT leased)) * 1000, 0)::bigint AS oldest,
             coalesce(extract(epoch FROM now() - min(available_at)
                      FILTER (WHERE ready AND NOT leased AND available_at <= now())) * 1000,
                      0)::bigint AS lag
        FROM (SELECT priority, created_at, available_at, ready,
                     coalesce(lease_until >= now(), false) AS leased
                FROM turn_jobs) AS jobs
      """;

  // Conversations of the same priority take turns: before the last of my n jobs go at most n of
  // each
  // other conversation.
  private static final String DEPTH_OF_ONE =
      """
      WITH mine AS (
        SELECT priority, available_at, ready, coalesce(lease_until >= now(), false) AS leased
          FROM turn_jobs WHERE conversation_id = :conversation),
      own AS (
        SELECT count(*) FILTER (WHERE NOT leased) AS waiting,
               count(*) FILTER (WHERE leased) AS processing,
               coalesce(max(priority) FILTER (WHERE ready), 1) AS priority,
               max(available_at) FILTER (WHERE ready AND NOT leased) AS since
          FROM mine),
      others AS MATERIALIZED (
        SELECT o.conversation_id, o.priority > own.priority
                 OR (o.priority = own.priority AND o.available_at < own.since) AS sooner
          FROM turn_jobs o, own
         WHERE o.ready AND o.conversation_id <> :conversation AND o.priority >= own.priority
           AND coalesce(o.lease_until < now(), true))
      SELECT waiting, processing,
             (SELECT count(*) FROM others WHERE sooner) AS ahead,
             CASE WHEN waiting = 0 THEN 0 ELSE (
               SELECT coalesce(sum(least(n, waiting)), 0) FROM (
                 SELECT count(*) AS n FROM others JOIN turn_jobs t USING (conversation_id)
                  GROUP BY conversation_id) AS lines) END AS ahead_of_last
        FROM own
      """;

  private final Database database;

  QueueFigures(Database database) {
    this.database = database;
  }

  QueueDepth depth() {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(DEPTH)
                .map(
                    (rs, ctx) ->
                        new QueueDepth(
                            rs.getInt("normal"),
                            rs.getInt("high"),
                            rs.getInt("urgent"),
                            rs.getInt("processing"),
                            Math.max(0, rs.getLong("oldest")),
                            Math.max(0, rs.getLong("lag"))))
                .one());
  }

  ConversationDepth depth(UUID conversationId) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(DEPTH_OF_ONE)
                .bind("conversation", conversationId)
                .map(
                    (rs, ctx) ->
                        new ConversationDepth(
                            rs.getInt("waiting"),
                            rs.getInt("processing"),
                            rs.getInt("ahead"),
                            rs.getInt("ahead_of_last")))
                .one());
  }
}
