package dev.lumen.server.turn;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of which this node knows something, the latest used ones, and which transaction
 * may touch what it knows: the one that holds the conversation's lock, or one that it is lent to.
 */
final class KnownConversations {
  private static final int MOST = 1_000;

  /** A borrower that takes longer than this waits for a disk; a memory can be built anew. */
  private static final Duration LONGEST_LOAN = Duration.ofSeconds(1);

  private final Map<UUID, KnownConversation> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, KnownConversation> eldest) {
          return size() > MOST;
        }
      };

  /** What is lent is not among the entries. */
  private final Map<Handle, Loan> loans = new HashMap<>();

  private long forgotten;

  /**
   * What one transaction was lent.
   *
   * @param forgotten how often something had been forgotten before
   */
  private record Loan(Map<UUID, KnownConversation> known, long forgotten) {}

  /** What is known of a conversation, for whoever only looks. */
  synchronized @Nullable KnownConversation find(UUID conversation) {
    awaitReturn(conversation);
    return entries.get(conversation);
  }

  /**
   * What a transaction may touch: what it was lent, or what there is. Who holds a conversation of
   * which the memory is lent waits for it: the borrower has committed, or is about to find out that
   * it cannot.
   */
  synchronized @Nullable KnownConversation of(Handle handle, UUID conversation) {
    @Nullable Loan loan = loans.get(handle);
    @Nullable KnownConversation lent = loan == null ? null : loan.known().get(conversation);
    return lent == null ? find(conversation) : lent;
  }

  /** As {@link #of}, for a transaction with a turn to clean; begun anew for another window. */
  synchronized KnownConversation use(Handle handle, ConversationLock lock) {
    int window = lock.settings().windowSize();
    @Nullable KnownConversation known = of(handle, lock.conversationId());
    if (known == null || known.memory().window() != window) {
      known = new KnownConversation(window);
      entries.put(lock.conversationId(), known);
    }
    known.isUsedBy(handle, lock);
    return known;
  }

  private void awaitReturn(UUID conversation) {
    long end = System.nanoTime() + LONGEST_LOAN.toNanos();
    try {
      while (isLent(conversation) && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is learnt anew
    }
  }

  private boolean isLent(UUID conversation) {
    return loans.values().stream().anyMatch(it -> it.known().containsKey(conversation));
  }

  /**
   * Lends what is known to a transaction that does not hold the conversations yet, but will not
   * commit unless they are as the last one here has left them. Nobody else can use it until that
   * one {@link #keep keeps} or {@link #giveUp gives up} what it was lent.
   *
   * @return the conversations as they were left; empty where that of one is not known, or where
   *     others change it as well, and this node would often be wrong
   */
  synchronized Optional<Map<UUID, ConversationLock>> lend(
      Handle handle, Collection<UUID> conversations) {
    Map<UUID, ConversationLock> left = new HashMap<>();
    for (UUID conversation : conversations) {
      @Nullable KnownConversation known = entries.get(conversation);
      @Nullable ConversationLock as = known == null ? null : known.left();
      if (as == null) {
        return Optional.empty();
      }
      left.put(conversation, as);
    }
    Map<UUID, KnownConversation> lent = new HashMap<>();
    conversations.forEach(it -> lent.put(it, entries.remove(it)));
    loans.put(handle, new Loan(lent, forgotten));
    return Optional.of(left);
  }

  /**
   * After a commit: what the transaction was lent is the others' again.
   *
   * @param left the conversations as it has left them
   */
  synchronized void keep(Handle handle, Collection<ConversationLock> left) {
    @Nullable Loan loan = loans.remove(handle);
    if (loan != null && loan.forgotten() == forgotten) {
      // Who did not wait and has built one of them anew knows as much.
      loan.known().forEach(entries::putIfAbsent);
    }
    for (ConversationLock lock : left) {
      @Nullable KnownConversation known = entries.get(lock.conversationId());
      if (known != null) {
        known.isLeftBy(handle, lock);
      }
    }
    notifyAll();
  }

  /**
   * After a failure: what the transaction was lent knows of turns that were not stored.
   *
   * @return whether it was lent something
   */
  synchronized boolean giveUp(Handle handle) {
    boolean lent = loans.remove(handle) != null;
    notifyAll();
    return lent;
  }

  synchronized void forget(UUID conversation) {
    forgotten++;
    entries.remove(conversation);
  }

  synchronized void forgetAll() {
    forgotten++;
    entries.clear();
  }
}
