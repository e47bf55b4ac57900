package dev.lumen.server.turn;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a caller wait for a turn that went through the queue. */
public final class TurnResults {
  private final Map<UUID, CompletableFuture<News>> waiting = new ConcurrentHashMap<>();

  /** What a wait came to. */
  enum News {
    /** The turn is processed or failed. */
    ENDED,
    /** It may have ended without having been told: it is to be looked for. */
    MAY_HAVE_ENDED,
    /** The time was over first. */
    NONE
  }

  /** Starts to wait; call before the turn is committed, so that its end cannot be missed. */
  void expect(UUID turnId) {
    waiting.put(turnId, new CompletableFuture<>());
  }

  /** Tells whoever waits that the turn is processed or failed. */
  public void ended(UUID turnId) {
    tell(turnId, News.ENDED);
  }

  /** Has whoever waits look for their turn: for a while nobody was told of any end. */
  public void someWereMissed() {
    waiting.keySet().forEach(turnId -> tell(turnId, News.MAY_HAVE_ENDED));
  }

  private void tell(UUID turnId, News news) {
    Optional.ofNullable(waiting.get(turnId)).ifPresent(result -> result.complete(news));
  }

  /** Waits for news of an expected turn. It is expected no more afterwards. */
  News await(UUID turnId, Duration atMost) {
    CompletableFuture<News> result = waiting.getOrDefault(turnId, new CompletableFuture<>());
    try {
      return result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return News.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return News.NONE;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wait for a turn ends with news alone", e);
    } finally {
      waiting.remove(turnId);
    }
  }

  /** Gives up waiting. */
  void forget(UUID turnId) {
    waiting.remove(turnId);
  }
}
