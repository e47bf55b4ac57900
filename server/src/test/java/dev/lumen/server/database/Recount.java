package dev.lumen.server.database;

import java.util.List;

/** Counts the figures of conversations again, from their turns. */
public final class Recount {
  /** All there is to know of a conversation's figures, from its own columns and from its turns. */
  private static final String WRONG =
      """
      select c.name || ': kept ' || concat_ws(' ', c.turns_count, c.total_processing_time_ms,
               coalesce(c.average_confidence_score, '-'), k.turns, k.user_turns, k.user_turns_processed,
               k.lumen_turns, k.pending_turns, k.high, k.medium, k.low, k.processing_ms, k.user_processing_ms)
             || ', true ' || truth.line
        from conversations c join conversation_counters k on k.conversation_id = c.id
        cross join lateral (
          select concat_ws(' ', count(t.id), coalesce(sum(processing_time_ms), 0.00),
            case when avg(points) >= 2.5 then 'HIGH' when avg(points) >= 1.5 then 'MEDIUM'
                 when avg(points) is not null then 'LOW' else '-' end,
            count(t.id), count(t.id) filter (where lower(btrim(speaker)) not in ('lumen', 'ai')),
            count(t.id) filter (where lower(btrim(speaker)) not in ('lumen', 'ai') and status = 'processed'),
            count(t.id) filter (where lower(btrim(speaker)) in ('lumen', 'ai')),
            count(t.id) filter (where status in ('queued', 'processing')),
            count(t.id) filter (where points = 3), count(t.id) filter (where points = 2),
            count(t.id) filter (where points = 1),
            coalesce(sum(processing_time_ms), 0),
            coalesce(sum(processing_time_ms) filter (where lower(btrim(speaker)) not in ('lumen', 'ai')), 0)) as line
          from turns t
          cross join lateral (select case confidence_score when 'HIGH' then 3 when 'MEDIUM' then 2 when 'LOW' then 1 end) p (points)
          where t.conversation_id = c.id) truth
       where regexp_replace(concat_ws(' ', c.turns_count, c.total_processing_time_ms,
               coalesce(c.average_confidence_score, '-'), k.turns, k.user_turns, k.user_turns_processed,
               k.lumen_turns, k.pending_turns, k.high, k.medium, k.low, k.processing_ms, k.user_processing_ms), '\\.00', '', 'g')
         <> regexp_replace(truth.line, '\\.00', '', 'g')
      """;

  private Recount() {}

  /** The conversations whose figures are not those of their turns, each with both. */
  public static List<String> wrong(Database database) {
    return database.read(
        new Actor.Service(), handle -> handle.createQuery(WRONG).mapTo(String.class).list());
  }
}
