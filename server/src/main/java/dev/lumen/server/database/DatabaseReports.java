package dev.lumen.server.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to know of the store (D-12). Row-level security applies: a user gets the
 * figures of their own conversations. All times are milliseconds; figures over nothing are null.
 * The sliding window is in {@link ConversationWindow}.
 */
public final class DatabaseReports {
  private DatabaseReports() {}

  /** What was talked about in a conversation, and how much. */
  public record ContextUse(
      String context,
      int turns,
      @Nullable Double averageProcessingTimeMs,
      int corrections,
      Instant firstAt,
      Instant lastAt) {}

  /** The times of one conversation. */
  public record Performance(
      UUID conversationId,
      int turns,
      int cleanedTurns,
      @Nullable Double averageProcessingTimeMs,
      @Nullable Double longestProcessingTimeMs,
      @Nullable Double p95ProcessingTimeMs,
      double totalProcessingTimeMs,
      @Nullable Double averageQueueTimeMs,
      @Nullable Double averageWebsocketLatencyMs) {}

  /** How many turns got a confidence, of all that got one; the percentage has two decimals. */
  public record ConfidenceShare(String confidence, int turns, double percentage) {}

  /** One hour that had turns; it begins at {@code hour}. */
  public record Hour(
      Instant hour,
      int turns,
      int conversations,
      @Nullable Double averageProcessingTimeMs,
      int highConfidence,
      int transcriptionErrors,
      int failed) {}

  /** The state of things in the last hour. */
  public record Health(
      int activeConversations,
      int queuedTurns,
      int turnsLastHour,
      @Nullable Double averageProcessingTimeMs,
      @Nullable Double p95ProcessingTimeMs,
      int failedLastHour,
      int lowConfidenceLastHour,
      int connections,
      long databaseBytes) {}

  /** What happened to a table since its statistics were reset. */
  public record TableStatistics(
      String name,
      long inserted,
      long updated,
      long deleted,
      long liveRows,
      long deadRows,
      @Nullable Instant lastVacuum,
      @Nullable Instant lastAnalyze) {}

  /** How an index was used since its statistics were reset. */
  public record IndexUse(
      String tableName, String name, long scans, long entriesRead, long rowsFetched, long bytes) {}

  /** The room a table takes. */
  public record TableSize(String name, long totalBytes, long tableBytes, long indexBytes) {}

  /** How many rows a table has that the actor may see, and when the newest came. */
  public record RowCount(String name, long rows, @Nullable Instant latest) {}

  /** A table in a publication, and what of it is published. */
  public record Publication(
      String name, @Nullable String tableName, boolean inserts, boolean updates, boolean deletes) {}

  /** A line of the list of conversations. */
  public record ConversationLine(
      UUID id,
      String name,
      @Nullable String description,
      String status,
      int turnCount,
      @Nullable Instant lastTurnAt,
      Instant createdAt,
      Instant updatedAt) {}

  /** The contexts of a conversation, the most frequent first. */
  public static List<ContextUse> contexts(Handle handle, UUID conversation) {
    return list(
        handle.createQuery(ReportQueries.CONTEXTS).bind("conversation", conversation),
        ContextUse.class);
  }

  /** The conversations with the most turns since a moment. */
  public static List<Performance> performance(Handle handle, Instant since, int limit) {
    return list(
        handle.createQuery(ReportQueries.PERFORMANCE).bind("since", since).bind("limit", limit),
        Performance.class);
  }

  /** The confidences of a conversation's turns, HIGH first. */
  public static List<ConfidenceShare> confidences(Handle handle, UUID conversation) {
    return list(
        handle.createQuery(ReportQueries.CONFIDENCES).bind("conversation", conversation),
        ConfidenceShare.class);
  }

  /** The last 24 hours, the latest first. */
  public static List<Hour> hours(Handle handle, Instant now) {
    return list(handle.createQuery(ReportQueries.HOURS).bind("now", now), Hour.class);
  }

  /** The last hour in one line. */
  public static Health health(Handle handle, Instant now) {
    return list(handle.createQuery(ReportQueries.HEALTH).bind("now", now), Health.class).getFirst();
  }

  /** Statistics of all tables. */
  public static List<TableStatistics> tables(Handle handle) {
    return list(handle.createQuery(ReportQueries.TABLES), TableStatistics.class);
  }

  /** All indexes, the most used first. */
  public static List<IndexUse> indexes(Handle handle) {
    return list(handle.createQuery(ReportQueries.INDEXES), IndexUse.class);
  }

  /** All tables, the largest first. */
  public static List<TableSize> sizes(Handle handle) {
    return list(handle.createQuery(ReportQueries.SIZES), TableSize.class);
  }

  /** Users, conversations and turns: how many, and the newest. */
  public static List<RowCount> rowCounts(Handle handle) {
    return list(handle.createQuery(ReportQueries.ROWS), RowCount.class);
  }

  /** What is published to readers of the log. */
  public static List<Publication> publications(Handle handle) {
    return list(handle.createQuery(ReportQueries.PUBLICATIONS), Publication.class);
  }

  /** The conversations of a user, the last touched first; deleted ones are left out. */
  public static List<ConversationLine> conversations(
      Handle handle, UUID user, int limit, int offset) {
    return list(
        handle
            .createQuery(ReportQueries.CONVERSATIONS)
            .bind("user", user)
            .bind("limit", limit)
            .bind("offset", offset),
        ConversationLine.class);
  }

  private static <T> List<T> list(Query query, Class<T> row) {
    return query.map(ConstructorMapper.of(row)).list();
  }
}
