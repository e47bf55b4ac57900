package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.conversation.ContextStore;
import dev.lumen.server.vocabulary.VocabularyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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

  /** How many stored turns teach a memory that starts anew. */
  private static final int RELEARNT_TURNS = 200;

  private final TurnStore turns;
  private final ContextStore contexts;
  private final VocabularyStore vocabulary = new VocabularyStore();

  private final Map<UUID, Known> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
          return size() > CACHED;
        }
      };

  public ConversationMemories(TurnStore turns, ContextStore contexts) {
    this.turns = turns;
    this.contexts = contexts;
  }

  /** The memory of everything before the turn with this number. */
  public ConversationMemory before(Handle handle, ConversationLock lock, int seq) {
    Known known = known(handle, lock);
    if (known.taught >= seq) { // a turn tried again after later ones: it must not know the future
      known = fresh(handle, lock);
    }
    synchronized (known) { // for visibility: the conversation's lock keeps others away
      if (known.taught < seq - 1) {
        catchUp(handle, lock, seq, known);
      }
      known.memory.use(lock.settings().cleaning());
      return known.memory;
    }
  }

  private void catchUp(Handle handle, ConversationLock lock, int seq, Known known) {
    for (RememberedTurn turn :
        turns.remembered(handle, lock.conversationId(), known.taught, seq, RELEARNT_TURNS)) {
      known.memory.remember(turn.past());
    }
    known.taught = seq - 1;
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

  private Known known(Handle handle, ConversationLock lock) {
    @Nullable Known known = get(lock.conversationId());
    if (known == null || known.memory.window() != lock.settings().windowSize()) {
      known = fresh(handle, lock);
      synchronized (entries) {
        entries.put(lock.conversationId(), known);
      }
    }
    return known;
  }

  private Known fresh(Handle handle, ConversationLock lock) {
    ConversationMemory memory = new ConversationMemory(lock.settings().windowSize());
    contexts.sharedContext(handle, lock.conversationId()).ifPresent(memory::share);
    memory.use(vocabulary.forCleaner(handle, lock.conversationId()));
    return new Known(memory);
  }

  private @Nullable Known get(UUID conversationId) {
    synchronized (entries) {
      return entries.get(conversationId);
    }
  }

  /** A memory and the number of the last turn it has been taught. */
  private static final class Known {
    private final ConversationMemory memory;
    private int taught;

    Known(ConversationMemory memory) {
      this.memory = memory;
    }
  }
}
