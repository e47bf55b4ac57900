package dev.lumen.server.database;

/** The statements behind {@link DatabaseReports}, to be run by hand as well (D-12). */
final class ReportQueries {
  static final String CONTEXTS =
      """
      select context_detected as context,
             count(*)::int as turns,
             round(avg(processing_time_ms), 2)::float8 as average_processing_time_ms,
             coalesce(sum(jsonb_array_length(corrections)), 0)::int as corrections,
             min(created_at) as first_at,
             max(created_at) as last_at
        from turns
       where conversation_id = :conversation and context_detected is not null
       group by context_detected
       order by turns desc, context
      """;

  static final String PERFORMANCE =
      """
      select conversation_id,
             count(*)::int as turns,
             count(*) filter (where cleaning_applied)::int as cleaned_turns,
             round(avg(processing_time_ms), 2)::float8 as average_processing_time_ms,
             max(processing_time_ms)::float8 as longest_processing_time_ms,
             round(percentile_cont(0.95) within group (order by processing_time_ms::float8)::numeric, 2)::float8 as p95_processing_time_ms,
             coalesce(sum(processing_time_ms), 0)::float8 as total_processing_time_ms,
             round(avg(queue_time_ms), 2)::float8 as average_queue_time_ms,
             round(avg(websocket_latency_ms), 2)::float8 as average_websocket_latency_ms
        from turns
       where created_at >= :since
       group by conversation_id
       order by turns desc, conversation_id
       limit :limit
      """;

  static final String CONFIDENCES =
      """
      select confidence_score as confidence,
             count(*)::int as turns,
             round(100.0 * count(*) / sum(count(*)) over (), 2)::float8 as percentage
        from turns
       where conversation_id = :conversation and confidence_score is not null
       group by confidence_score
       order by array_position(array['HIGH', 'MEDIUM', 'LOW'], confidence_score::text)
      """;

  static final String HOURS =
      """
      select date_trunc('hour', created_at, 'UTC') as hour,
             count(*)::int as turns,
             count(distinct conversation_id)::int as conversations,
             round(avg(processing_time_ms), 2)::float8 as average_processing_time_ms,
             count(*) filter (where confidence_score = 'HIGH')::int as high_confidence,
             count(*) filter (where transcription_error_detected)::int as transcription_errors,
             count(*) filter (where status = 'failed')::int as failed
        from turns
       where created_at > cast(:now as timestamptz) - interval '24 hours' and created_at <= :now
       group by 1
       order by 1 desc
      """;

  static final String HEALTH =
      """
      select (select count(*) from conversations where status = 'active')::int as active_conversations,
             (select count(*) from turn_jobs)::int as queued_turns,
             count(*)::int as turns_last_hour,
             round(avg(processing_time_ms), 2)::float8 as average_processing_time_ms,
             round(percentile_cont(0.95) within group (order by processing_time_ms::float8)::numeric, 2)::float8 as p95_processing_time_ms,
             count(*) filter (where status = 'failed')::int as failed_last_hour,
             count(*) filter (where confidence_score = 'LOW')::int as low_confidence_last_hour,
             (select count(*) from pg_stat_activity where datname = current_database())::int as connections,
             pg_database_size(current_database()) as database_bytes
        from turns
       where created_at > cast(:now as timestamptz) - interval '1 hour' and created_at <= :now
      """;

  static final String TABLES =
      """
      select relname as name,
             n_tup_ins as inserted,
             n_tup_upd as updated,
             n_tup_del as deleted,
             n_live_tup as live_rows,
             n_dead_tup as dead_rows,
             greatest(last_vacuum, last_autovacuum) as last_vacuum,
             greatest(last_analyze, last_autoanalyze) as last_analyze
        from pg_stat_user_tables
       where schemaname = current_schema()
       order by relname
      """;

  static final String INDEXES =
      """
      select relname as table_name,
             indexrelname as name,
             idx_scan as scans,
             idx_tup_read as entries_read,
             idx_tup_fetch as rows_fetched,
             pg_relation_size(indexrelid) as bytes
        from pg_stat_user_indexes
       where schemaname = current_schema()
       order by idx_scan desc, indexrelname
      """;

  static final String SIZES =
      """
      select c.relname as name,
             pg_total_relation_size(c.oid) as total_bytes,
             pg_table_size(c.oid) as table_bytes,
             pg_indexes_size(c.oid) as index_bytes
        from pg_class c
       where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
       order by total_bytes desc, name
      """;

  static final String ROWS =
      """
      select 'users' as name, count(*) as rows, max(created_at) as latest from users
      union all
      select 'conversations', count(*), max(created_at) from conversations
      union all
      select 'turns', count(*), max(created_at) from turns
      order by name
      """;

  static final String PUBLICATIONS =
      """
      select p.pubname as name, t.tablename as table_name,
             p.pubinsert as inserts, p.pubupdate as updates, p.pubdelete as deletes
        from pg_publication p left join pg_publication_tables t on t.pubname = p.pubname
       order by p.pubname, t.tablename
      """;

  static final String CONVERSATIONS =
      """
      select c.id, c.name, c.description, c.status, c.turns_count as turn_count,
             (select t.created_at from turns t where t.conversation_id = c.id order by t.seq desc limit 1)
               as last_turn_at,
             c.created_at, c.updated_at
        from conversations c
       where c.user_id = :user and c.status <> 'deleted'
       order by c.updated_at desc, c.id
       limit :limit offset :offset
      """;

  private ReportQueries() {}
}
