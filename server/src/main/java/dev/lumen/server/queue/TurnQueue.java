package dev.lumen.server.queue;

import dev.lumen.server.database.Trip;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * The queue's contract. Every implementation passes the same suite.
 *
 * <p>What changes the order happens inside the caller's transaction, which holds the locks of the
 * conversations concerned. What such a transaction has made ready is handed to {@link #dispatch}
 * after its commit; were that forgotten, or lost with the process, the jobs are found a moment
 * later all the same.
 */
public interface TurnQueue extends AutoCloseable {
  /** Jobs that may wait at once; one more is refused with {@link QueueFullException}. */
  int MAX_DEPTH = 100_000;

  // --- inside the caller's transaction ---

  /**
   * Adds jobs.
   *
   * @return those that can be worked on at once
   * @throws QueueFullException when {@link #MAX_DEPTH} jobs wait
   */
  List<Ready> enqueue(Trip trip, List<NewJob> jobs);

  /**
   * Finds what the owner may process of the jobs it claimed, and keeps others from claiming it for
   * the rest of the transaction.
   *
   * @param claimed jobs of different conversations
   * @param run how many jobs of each conversation, the claimed one and those behind it
   * @return the jobs whose lease is still the owner's, each followed by its successors
   */
  Trip.Answer<Job> confirm(Trip trip, List<Job> claimed, String owner, int run);

  /**
   * Removes confirmed jobs that are done, and makes the next of their conversations ready.
   *
   * @param done for each conversation its first jobs, none left out
   * @return what became ready
   */
  Trip.Answer<Ready> finish(Trip trip, List<Job> done);

  /**
   * Adds a job of a turn that has been in the queue before: it goes before its successors, which
   * may be waiting already.
   *
   * @return what became ready
   */
  List<Ready> requeue(Handle handle, Job again);

  /**
   * Holds the jobs of a conversation, or lets its first one go.
   *
   * @return what became ready
   */
  List<Ready> hold(Handle handle, UUID conversationId, boolean held);

  // --- on their own ---

  /** Has workers take what has become ready. Never throws: what gets lost here is found later. */
  void dispatch(List<Ready> ready);

  /** Tells idle workers, on this node, that something may have become ready. */
  void wake();

  /**
   * Waits until something may be ready or the time is over.
   *
   * @param othersWork whether another worker is at work and will claim again: a few jobs may be
   *     left to it for a moment
   */
  void awaitWork(Duration atMost, BooleanSupplier othersWork) throws InterruptedException;

  /**
   * Leases up to {@code atMost} jobs, each the first of its conversation, most urgent first, then
   * the one that has been ready longest.
   */
  List<Job> claim(String owner, Duration lease, int atMost);

  /**
   * Whether a claim that brought fewer jobs than it asked for has seen all that were ready, so that
   * only {@link #awaitWork} can tell of more.
   */
  boolean claimsAll();

  /**
   * Puts a claimed job back at its place; it may be claimed again after the delay.
   *
   * @param counted whether this uses up one of its retries
   */
  void retry(Job job, String owner, Duration delay, boolean counted);

  /** Ends the leases of an owner that has nothing in hand any more. */
  void release(String owner);

  /**
   * Ends all leases, so that turns whose worker died with its process need not wait for theirs to
   * run out. Only where no other node shares the queue: a worker that lives loses its turns in hand
   * to the next one and does them in vain.
   */
  void releaseAll();

  // --- figures ---

  /** What waits and runs, over all conversations. */
  QueueDepth depth();

  /** What waits and runs of one conversation, and what of others goes first. */
  ConversationDepth depth(UUID conversationId);

  /** About how many jobs wait, up to a second old; costs nothing. */
  int waiting();

  /** What has happened on this node. */
  QueueCounters counters();

  /** What dispatches: {@code postgresql}, or {@code redis} while that is there. */
  String backend();

  /** Ends what the queue does by itself. */
  @Override
  default void close() {}
}
