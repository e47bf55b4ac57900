package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.database.Trip;
import dev.lumen.server.queue.Job;
import java.util.LinkedHashMap;
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
 * <p>A memory is only touched by the transaction that holds its conversation's lock. It is advanced
 * before that transaction commits and thrown away when it fails, so that it never runs ahead of the
 * database.
 */
public final class ConversationMemories {
  private static final int CACHED = 1_000;

  private final Map<UUID, Known> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
          return size() > CACHED;
        }
      };

  /** Asks on a trip for what the memories of these jobs' conversations lack before each job. */
  Supplier<Relearning> relearn(Trip trip, List<Job> jobs) {
    return Relearning.ask(
        trip,
        jobs.stream()
            .map(job -> lacking(job.conversationId(), get(job.conversationId()), job.turnSeq()))
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The memory of everything before the turn with this number.
   *
   * @param read what was read beforehand; what it does not hold is read now
   */
  ConversationMemory before(Handle handle, ConversationLock lock, int seq, Relearning read) {
    UUID conversation = lock.conversationId();
    int window = lock.settings().windowSize();
    @Nullable Known found = get(conversation);
    if (found == null || found.memory.window() != window) {
      found = new Known(new ConversationMemory(window));
      synchronized (entries) {
        entries.put(conversation, found);
      }
    }
    // A turn that is tried again after later ones must not know the future.
    Known known = found.taught() < seq ? found : new Known(new ConversationMemory(window));
    synchronized (known) { // for visibility: the conversation's lock keeps others away
      lacking(conversation, known, seq).ifPresent(it -> teach(handle, it, known, read));
      known.memory.use(lock.settings().cleaning());
      return known.memory;
    }
  }

  private static Optional<Relearning.Stretch> lacking(
      UUID conversation, @Nullable Known known, int seq) {
    int taught = known == null ? Known.NOTHING : known.taught();
    return taught < seq - 1
        ? Optional.of(
            new Relearning.Stretch(conversation, Math.max(0, taught), seq, taught == Known.NOTHING))
        : Optional.empty();
  }

  private static void teach(
      Handle handle, Relearning.Stretch lacking, Known known, Relearning read) {
    Relearning source = read.covers(lacking) ? read : Relearning.read(handle, lacking);
    source.teach(lacking, known.memory);
    known.taught = lacking.before() - 1;
  }

  /**
   * Teaches the memory a turn that the running transaction stores.
   *
   * @return what was new
   */
  public Lesson advance(ConversationLock lock, int seq, Turn turn, CleanedTurn cleaned) {
    @Nullable Known known = get(lock.conversationId());
    if (known != null) {
      synchronized (known) {
        if (known.taught == seq - 1) {
          known.taught = seq;
          return known.memory.remember(turn, cleaned);
        }
      }
    }
    return new Lesson(turn, cleaned, List.of());
  }

  /** Asks the memory something; nothing of a conversation that is not in use. */
  <T> List<T> ask(UUID conversationId, Function<ConversationMemory, List<T>> question) {
    @Nullable Known known = get(conversationId);
    if (known == null) {
      return List.of();
    }
    synchronized (known) {
      return question.apply(known.memory);
    }
  }

  /** A turn that the memory has been taught reads differently from now on. */
  void reword(UUID conversationId, String speaker, String before, String after) {
    @Nullable Known known = get(conversationId);
    if (known != null) {
      synchronized (known) {
        known.memory.reword(speaker, before, after);
      }
    }
  }

  /** Forgets a conversation: its next turn learns from the database again. */
  public void forget(UUID conversationId) {
    synchronized (entries) {
      entries.remove(conversationId);
    }
  }

  /** Forgets all conversations. */
  void forgetAll() {
    synchronized (entries) {
      entries.clear();
    }
  }

  private @Nullable Known get(UUID conversationId) {
    synchronized (entries) {
      return entries.get(conversationId);
    }
  }

  /** A memory and the number of the last turn it has been taught. */
  private static final class Known {
    /** Not even what was known before the first turn. */
    static final int NOTHING = -1;

    private final ConversationMemory memory;
    private int taught = NOTHING;

    Known(ConversationMemory memory) {
      this.memory = memory;
    }

    synchronized int taught() {
      return taught;
    }
  }
}
