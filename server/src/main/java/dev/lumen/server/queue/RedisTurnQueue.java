package dev.lumen.server.queue;

import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.redis.RedisLink;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LMPopArgs;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The queue with dispatch through Redis: the ids of ready jobs wait in one list for each priority,
 * and workers of all nodes take from them, urgent first.
 *
 * <p>PostgreSQL has the jobs, their order and the leases, as without Redis: an id out of a list is
 * only a hint, which may be late, double or missing. A job whose hint was lost, with an emptied
 * server for instance, is found again in PostgreSQL after a second or two. While Redis is away the
 * jobs are claimed directly.
 */
public final class RedisTurnQueue extends PostgresTurnQueue {
  private static final Logger LOG = System.getLogger(RedisTurnQueue.class.getName());
  private static final String LIST = "cleaning_queue:priority_";
  private static final String WAKE = "lumen:wake";
  private static final String FINDER = "lumen:finder";

  /** Urgent first. */
  private static final String[] LISTS = {LIST + 3, LIST + 2, LIST + 1};

  /** Where more wait than this, workers are busy anyway and look by themselves. */
  private static final long DEEP = 64;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Younger ones are on their way. */
  private static final Duration OVERDUE = Duration.ofSeconds(1);

  private final RedisLink link;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** A queue over both; looks for lost hints until it is closed. */
  public RedisTurnQueue(Database database, RedisLink link, Measurements measurements) {
    super(database, measurements);
    this.link = link;
    link.listen(WAKE, _ -> wake());
    Thread.ofVirtual().name("queue-finder").start(this::find);
  }

  @Override
  void spread(List<Ready> ready) {
    try {
      link.commands().ifPresent(redis -> push(redis, ready));
    } catch (RedisException lost) {
      LOG.log(Level.DEBUG, "Redis was away; the jobs are found in PostgreSQL");
    }
  }

  private void push(RedisCommands<String, String> redis, List<Ready> ready) {
    for (Priority priority : Priority.values()) {
      String[] ids =
          ready.stream()
              .filter(job -> job.priority() == priority)
              .map(job -> job.jobId().toString())
              .toArray(String[]::new);
      if (ids.length > 0 && redis.rpush(LIST + priority.number(), ids) <= DEEP) {
        link.publish(WAKE, "");
      }
    }
  }

  @Override
  public List<Job> claim(String owner, Duration lease, int atMost) {
    Optional<RedisCommands<String, String>> redis = link.commands();
    if (redis.isEmpty()) {
      return super.claim(owner, lease, atMost);
    }
    try {
      List<UUID> hints = pop(redis.get(), atMost);
      while (!hints.isEmpty()) {
        List<Job> jobs = claim(hints, owner, lease);
        if (!jobs.isEmpty()) {
          return jobs;
        }
        hints = pop(redis.get(), atMost); // those were done or in hand already
      }
      return List.of();
    } catch (RedisException away) {
      return super.claim(owner, lease, atMost);
    }
  }

  /** Ids that were taken out in vain stood for nothing, and others may stand behind them. */
  @Override
  public boolean claimsAll() {
    return false;
  }

  private static List<UUID> pop(RedisCommands<String, String> redis, int atMost) {
    List<UUID> hints = new ArrayList<>();
    while (hints.size() < atMost) {
      KeyValue<String, List<String>> popped =
          redis.lmpop(LMPopArgs.Builder.left().count(atMost - hints.size()), LISTS);
      if (popped == null || !popped.hasValue()) {
        return hints;
      }
      popped.getValue().forEach(id -> hint(id).ifPresent(hints::add));
    }
    return hints;
  }

  /** Whatever else stands in a list was not written by a node. */
  private static Optional<UUID> hint(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Brings back hints that were lost: one node at a time, once a second. */
  private void find() {
    boolean wasAway = true;
    while (!pause()) {
      try {
        Optional<RedisCommands<String, String>> redis = link.commands();
        if (redis.isPresent() && (wasAway || mayLook(redis.get()))) {
          find(redis.get(), wasAway ? Duration.ZERO : OVERDUE);
        }
        wasAway = redis.isEmpty();
      } catch (RedisException | DatabaseException away) {
        wasAway = true;
      }
    }
  }

  private static boolean mayLook(RedisCommands<String, String> redis) {
    long millis = LOOK_EVERY.toMillis() * 9 / 10;
    return redis.set(FINDER, "", SetArgs.Builder.nx().px(millis)) != null;
  }

  private void find(RedisCommands<String, String> redis, Duration overdue) {
    List<Ready> due = due(overdue);
    if (due.isEmpty()) {
      return;
    }
    Set<String> hinted = new HashSet<>();
    for (String list : LISTS) {
      hinted.addAll(redis.lrange(list, 0, -1));
    }
    List<Ready> lost =
        due.stream().filter(job -> !hinted.contains(job.jobId().toString())).toList();
    if (!lost.isEmpty()) {
      counters().found(lost.size());
      dispatch(lost);
    }
  }

  private boolean pause() {
    try {
      return closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public String backend() {
    return link.commands().isPresent() ? "redis" : super.backend();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
