package dev.lumen.server.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers shared by those who ask the same at the same time, while the server is under pressure;
 * otherwise each is computed anew. A computation is joined only before it has begun, so that no
 * answer is older than its question: whoever has changed something sees it. One computation of a
 * key runs at a time, and one waits. Whoever asks puts into the key who is asking.
 */
public final class HotReads {
  private final Switches switches;
  private final Map<Object, Round> latest = new HashMap<>();

  /** One computation, and all who wait for it. */
  private static final class Round {
    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    private boolean begun;
  }

  public HotReads(Switches switches) {
    this.switches = switches;
  }

  /** The answer to a question, computed after it was asked. */
  @SuppressWarnings("unchecked") // a key has answers of one type
  public <T> T get(Object key, Supplier<T> computed) {
    if (!switches.cachedReads()) {
      return computed.get();
    }
    Round mine = new Round();
    @Nullable Round before;
    boolean joins;
    synchronized (latest) {
      before = latest.get(key);
      joins = before != null && !before.begun;
      if (!joins) {
        latest.put(key, mine);
      }
    }
    if (before == null) {
      return lead(key, mine, computed);
    }
    // Waits for the computation it joins, or for the one that runs and is too old to be joined.
    @Nullable Object answer = before.answer.join();
    if (joins) {
      return answer == null ? computed.get() : (T) answer;
    }
    return lead(key, mine, computed);
  }

  private <T> T lead(Object key, Round mine, Supplier<T> computed) {
    synchronized (latest) {
      mine.begun = true;
    }
    try {
      T answer = computed.get();
      mine.answer.complete(answer);
      return answer;
    } finally {
      mine.answer.complete(null); // no answer: each of those who wait computes their own
      synchronized (latest) {
        latest.remove(key, mine);
      }
    }
  }
}
