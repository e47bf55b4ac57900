package dev.lumen.cli.clean;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.EarlierTurn;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Revision;
import dev.lumen.cleaner.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cleans turns of many conversations, each with its own memory. Memories are kept for the {@value
 * #MOST} conversations that spoke last, so that an endless stream fits into memory.
 */
final class Conversations {
  static final int MOST = 10_000;

  /** How many turns back a later one may correct. */
  static final int LOOKS_BACK = 20;

  private final Cleaner cleaner;
  private final @Nullable String context;
  private final @Nullable CleaningLevel level;
  private final LongSupplier nanoClock;
  private final Map<String, ConversationMemory> memories =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConversationMemory> eldest) {
          return size() > MOST;
        }
      };

  Conversations(Cleaner cleaner, CleanOptions options, LongSupplier nanoClock) {
    this.cleaner = cleaner;
    this.context = options.context();
    this.level = options.level();
    this.nanoClock = nanoClock;
  }

  /** Cleans a turn as it comes, with what was said before it. */
  Result clean(Said said) {
    return clean(said, memoryOf(said), lesson -> {});
  }

  /**
   * Cleans a whole conversation, or several. What a turn teaches also corrects the {@value
   * #LOOKS_BACK} turns before it, so this is how the conversation reads in the end.
   */
  List<Result> cleanAll(List<Said> turns) {
    List<Result> results = new ArrayList<>(turns.size());
    for (Said said : turns) {
      ConversationMemory memory = memoryOf(said);
      Result result = clean(said, memory, lesson -> lookBack(results, said, lesson, memory));
      results.add(result);
    }
    return results;
  }

  private Result clean(Said said, ConversationMemory memory, Consumer<Lesson> lookBack) {
    Turn turn = turn(said);
    long start = nanoClock.getAsLong();
    CleanedTurn cleaned = cleaner.clean(turn, memory);
    double millis = (nanoClock.getAsLong() - start) / 1e6;
    lookBack.accept(memory.remember(turn, cleaned));
    return new Result(said, cleaned, millis, null);
  }

  private void lookBack(List<Result> results, Said now, Lesson lesson, ConversationMemory memory) {
    if (lesson.isEmpty()) {
      return;
    }
    List<Integer> places = new ArrayList<>();
    List<EarlierTurn> earlier = new ArrayList<>();
    for (int i = Math.max(0, results.size() - LOOKS_BACK); i < results.size(); i++) {
      Said said = results.get(i).said();
      if (key(said).equals(key(now))) {
        places.add(i);
        earlier.add(EarlierTurn.of(turn(said), results.get(i).cleaned()));
      }
    }
    for (Revision revision : cleaner.revise(earlier, lesson, memory)) {
      results.set(
          places.get(revision.index()),
          results.get(places.get(revision.index())).revised(revision));
    }
  }

  private Turn turn(Said said) {
    return new Turn(said.speaker(), said.rawText(), said.sharedContext(), level);
  }

  private ConversationMemory memoryOf(Said said) {
    return memories.computeIfAbsent(key(said), it -> begin());
  }

  private static String key(Said said) {
    return Objects.toString(said.origin().conversation(), "");
  }

  private ConversationMemory begin() {
    ConversationMemory memory = new ConversationMemory();
    if (context != null) {
      memory.share(context);
    }
    return memory;
  }

  /** How many conversations are remembered. */
  int size() {
    return memories.size();
  }
}
