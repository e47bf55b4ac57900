package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.database.Trip;
import dev.lumen.server.queue.Job;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the conversations in use have taught the cleaner. A cache: everything in it can be learnt
 * again from the stored turns, and is, where another node or a restart left a hole.
 *
 * <p>A memory is only touched by the transaction that holds its conversation's lock, or that it is
 * lent to. It is advanced before that transaction commits and thrown away when it fails, so that it
 * never runs ahead of the database.
 */
public final class ConversationMemories {
  private final KnownConversations known = new KnownConversations();

  /** Asks on a trip for what the memories of these jobs' conversations lack before each job. */
  Supplier<Relearning> relearn(Trip trip, List<Job> jobs) {
    return Relearning.ask(
        trip,
        jobs.stream()
            .map(
                job ->
                    lacking(job.conversationId(), known.find(job.conversationId()), job.turnSeq()))
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The memory of everything before the turn with this number.
   *
   * @param read what was read beforehand; what it does not hold is read now
   */
  ConversationMemory before(Handle handle, ConversationLock lock, int seq, Relearning read) {
    KnownConversation found = known.use(handle, lock);
    // A turn that is tried again after later ones must not know the future.
    KnownConversation past =
        found.taught() < seq ? found : new KnownConversation(lock.settings().windowSize());
    synchronized (past) { // for visibility: the conversation's lock keeps others away
      lacking(lock.conversationId(), past, seq).ifPresent(it -> teach(handle, it, past, read));
      past.memory().use(lock.settings().cleaning());
      return past.memory();
    }
  }

  private static Optional<Relearning.Stretch> lacking(
      UUID conversation, @Nullable KnownConversation known, int seq) {
    int taught = known == null ? KnownConversation.NOTHING : known.taught();
    return taught < seq - 1
        ? Optional.of(
            new Relearning.Stretch(
                conversation, Math.max(0, taught), seq, taught == KnownConversation.NOTHING))
        : Optional.empty();
  }

  private static void teach(
      Handle handle, Relearning.Stretch lacking, KnownConversation known, Relearning read) {
    Relearning source = read.covers(lacking) ? read : Relearning.read(handle, lacking);
    source.teach(lacking, known.memory());
    known.isTaught(lacking.before() - 1);
  }

  /**
   * Teaches the memory a turn that the running transaction stores.
   *
   * @return what was new
   */
  Lesson advance(Handle handle, ConversationLock lock, int seq, Turn turn, CleanedTurn cleaned) {
    @Nullable KnownConversation now = known.of(handle, lock.conversationId());
    if (now != null) {
      synchronized (now) {
        if (now.taught() == seq - 1) {
          now.isTaught(seq);
          return now.memory().remember(turn, cleaned);
        }
      }
    }
    return new Lesson(turn, cleaned, List.of());
  }

  /** Asks the memory something; nothing of a conversation that is not in use. */
  <T> List<T> ask(
      Handle handle, UUID conversation, Function<ConversationMemory, List<T>> question) {
    @Nullable KnownConversation now = known.of(handle, conversation);
    if (now == null) {
      return List.of();
    }
    synchronized (now) {
      return question.apply(now.memory());
    }
  }

  /** A turn that the memory has been taught reads differently from now on. */
  void reword(Handle handle, UUID conversation, String speaker, String before, String after) {
    @Nullable KnownConversation now = known.of(handle, conversation);
    if (now != null) {
      synchronized (now) {
        now.isTouchedBy(handle);
        now.memory().reword(speaker, before, after);
      }
    }
  }

  /** As {@link KnownConversations#lend}. */
  Optional<Map<UUID, ConversationLock>> lend(Handle handle, Collection<UUID> conversations) {
    return known.lend(handle, conversations);
  }

  /** As {@link KnownConversations#keep}. */
  void keep(Handle handle, Collection<ConversationLock> left) {
    known.keep(handle, left);
  }

  /** As {@link KnownConversations#giveUp}. */
  boolean giveUp(Handle handle) {
    return known.giveUp(handle);
  }

  /** Forgets a conversation: its next turn learns from the database again. */
  public void forget(UUID conversation) {
    known.forget(conversation);
  }

  /** Forgets all conversations. */
  void forgetAll() {
    known.forgetAll();
  }
}
