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
  private final Map<UUID, CompletableFuture<UUID>> waiting = new ConcurrentHashMap<>();

  /** Starts to wait; call before the turn is committed, so that its end cannot be missed. */
  void expect(UUID turnId) {
    waiting.put(turnId, new CompletableFuture<>());
  }

  /** Tells whoever waits that the turn is processed or failed. */
  public void ended(UUID turnId) {
    Optional.ofNullable(waiting.get(turnId)).ifPresent(result -> result.complete(turnId));
  }

  /** Waits for the end of an expected turn; false when the time was over first. */
  boolean await(UUID turnId, Duration atMost) {
    CompletableFuture<UUID> result = waiting.getOrDefault(turnId, new CompletableFuture<>());
    try {
      result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wait for a turn ends with its id alone", e);
    } finally {
      waiting.remove(turnId);
    }
  }

  /** Gives up waiting. */
  void forget(UUID turnId) {
    waiting.remove(turnId);
  }
}
