package dev.lumen.server.turn;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.queue.ConversationDepth;
import dev.lumen.server.queue.QueueDepth;
import dev.lumen.server.queue.QueueFullException;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.queue.Workers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/conversations/queue/…} and {@code /api/v1/conversations/{id}/queue/status}: what
 * waits, and the workers.
 */
public final class QueueResource implements HttpService {
  private static final Map<String, Integer> TARGETS =
      targets(
          "queue_time_ms",
          100,
          "processing_time_ms",
          500,
          "lumen_processing_time_ms",
          10,
          "jobs_per_second",
          10);

  private final ConversationAccess access;
  private final TurnRoom room;
  private final Workers workers;
  private final ProcessingStatistics statistics;

  public QueueResource(
      ConversationAccess access, TurnRoom room, Workers workers, ProcessingStatistics statistics) {
    this.access = access;
    this.room = room;
    this.workers = workers;
    this.statistics = statistics;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/queue/status", this::all)
        .post("/queue/start", this::start)
        .post("/queue/stop", this::stop)
        .get("/{id}/queue/status", this::one);
  }

  /** What a client is told when the queue is full: PROC_004. */
  public static ApiException full(QueueFullException e) {
    return new ApiException(ErrorCode.QUEUE_FULL, "The queue is full, so the turn was not stored.")
        .withCause(e);
  }

  /**
   * What the queue holds, over all nodes, and what the workers of this node have done.
   *
   * @param lagMs how long the longest ready turn has been waiting for a worker
   * @param leaseExpiries turns taken over from a worker that did not come back in time
   * @param averageTurnTimeMs what a turn costs a worker lately, storing included
   * @param backend what dispatches: postgresql or redis
   */
  record All(
      String queueHealth,
      int totalQueued,
      @JsonProperty("priority_1_length") int normal,
      @JsonProperty("priority_2_length") int high,
      @JsonProperty("priority_3_length") int urgent,
      int processingCount,
      int workerCount,
      int busyWorkers,
      int maxDepth,
      long oldestWaitMs,
      long lagMs,
      long processedJobs,
      long failedJobs,
      long retries,
      long leaseExpiries,
      double averageProcessingTimeMs,
      double averageTurnTimeMs,
      String backend,
      @Nullable Instant lastProcessed,
      Map<String, Integer> performanceTargets) {}

  private void all(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    QueueDepth depth = room.queue().depth();
    Responses.ok(
        response,
        new All(
            depth.health(),
            depth.queued(),
            depth.normal(),
            depth.high(),
            depth.urgent(),
            depth.processing(),
            workers.count(),
            workers.busy(),
            TurnQueue.MAX_DEPTH,
            depth.oldestWaitMs(),
            depth.lagMs(),
            statistics.processedJobs(),
            statistics.failedJobs(),
            statistics.retries(),
            room.queue().counters().snapshot().leasesExpired(),
            statistics.averageProcessingMs(),
            millis(statistics.millisPerTurn()),
            room.queue().backend(),
            statistics.lastProcessed(),
            TARGETS));
  }

  private void start(ServerRequest request, ServerResponse response) {
    boolean mayOperate = access.mayOperate(access.caller(request, response));
    if (workers.count() == 0 && !mayOperate) {
      throw ApiException.forbidden(
          "The workers were stopped by an administrator; only an administrator may start them again.");
    }
    int count = workers.start();
    Responses.ok(response, new Answer(true, count + " workers take turns from the queue.", count));
  }

  private void stop(ServerRequest request, ServerResponse response) {
    if (!access.mayOperate(access.caller(request, response))) {
      throw ApiException.forbidden("Only an administrator may stop the workers of everybody.");
    }
    workers.stop();
    Responses.ok(
        response,
        new Answer(true, "The workers have stopped. Turns still come in and wait, durably.", 0));
  }

  record Answer(boolean success, String message, int workerCount) {}

  private void one(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Conversation conversation = access.conversation(request, caller);
    ConversationDepth depth = room.queue().depth(conversation.id());
    Metrics metrics =
        room.database().read(caller.actor(), handle -> metrics(handle, conversation, depth));
    Responses.ok(response, new One(conversation.id(), metrics, TARGETS));
  }

  record One(UUID conversationId, Metrics queueMetrics, Map<String, Integer> performanceTargets) {}

  /** Figures of one conversation; a job is a turn, queued or not. */
  record Metrics(
      int queueLength,
      int processing,
      int totalJobs,
      int processedJobs,
      int failedJobs,
      double avgProcessingTimeMs,
      double maxProcessingTimeMs,
      double avgQueueTimeMs,
      int workerCount,
      @Nullable Instant lastProcessed) {}

  private Metrics metrics(Handle handle, Conversation conversation, ConversationDepth depth) {
    return handle
        .createQuery(
            """
            SELECT count(*) AS total,
                   count(*) FILTER (WHERE status = 'processed') AS processed,
                   count(*) FILTER (WHERE status = 'failed') AS failed,
                   coalesce(avg(processing_time_ms), 0) AS mean,
                   coalesce(max(processing_time_ms), 0) AS longest,
                   coalesce(avg(queue_time_ms) FILTER (WHERE queue_time_ms > 0), 0) AS waited,
                   max(processed_at) AS last
              FROM turns WHERE conversation_id = :id
            """)
        .bind("id", conversation.id())
        .map(
            (rs, ctx) -> {
              @Nullable OffsetDateTime last = rs.getObject("last", OffsetDateTime.class);
              return new Metrics(
                  depth.waiting(),
                  depth.processing(),
                  rs.getInt("total"),
                  rs.getInt("processed"),
                  rs.getInt("failed"),
                  millis(rs.getDouble("mean")),
                  millis(rs.getDouble("longest")),
                  millis(rs.getDouble("waited")),
                  workers.count(),
                  last == null ? null : last.toInstant());
            })
        .one();
  }

  private static double millis(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static Map<String, Integer> targets(Object... namesAndValues) {
    Map<String, Integer> targets = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      targets.put((String) namesAndValues[i], (Integer) namesAndValues[i + 1]);
    }
    return targets;
  }
}
