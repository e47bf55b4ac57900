package dev.lumen.bench.cleaner;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One whole turn, by its length in words. */
@State(Scope.Benchmark)
public class CleaningBenchmark {
  /** Words of the turn. */
  @Param({"5", "33", "120"})
  public int words = 33;

  private final Cleaner cleaner = Cleaner.standard();
  private final ConversationMemory memory = Talk.memory();

  /** Everything from the raw text to the cleaned one with its corrections. */
  @Benchmark
  public CleanedTurn clean() {
    return cleaner.clean(Turn.of("User", Talk.of(words)), memory);
  }
}
