package dev.lumen.bench.cleaner;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints what the cleaner costs: to load, to keep, for a turn and for each of its steps. */
public final class CleanerFigures {
  private static final int CONVERSATIONS = 500;
  private static final int TURNS = 40;
  private static final int SAMPLES = 20_000;

  private CleanerFigures() {}

  /** Measures and prints; takes about three minutes. */
  public static void main(String[] arguments) throws RunnerException {
    printLoading();
    printPercentiles();
    printMemory();
    printBenchmarks();
  }

  private static void printLoading() {
    long before = usedHeap();
    long start = System.nanoTime();
    long busy = processorNanos();
    Cleaner.standard().clean(Turn.of("User", Talk.WORDS_33), Talk.memory());
    row("load everything and clean the first turn", (System.nanoTime() - start) / 1e6, "ms");
    row("of it on the processor", (processorNanos() - busy) / 1e6, "ms");
    row("heap kept once loaded", (usedHeap() - before) / 1e6, "MB");
  }

  private static void printPercentiles() {
    Cleaner cleaner = Cleaner.standard();
    ConversationMemory memory = Talk.memory();
    Turn turn = Turn.of("User", Talk.WORDS_33);
    long[] nanos = new long[SAMPLES];
    long busy = 0;
    for (int round = 0; round < 2; round++) {
      busy = processorNanos();
      for (int i = 0; i < SAMPLES; i++) {
        long start = System.nanoTime();
        cleaner.clean(turn, memory);
        nanos[i] = System.nanoTime() - start;
      }
    }
    busy = processorNanos() - busy;
    Arrays.sort(nanos);
    row("turns of 33 words a second of one core", SAMPLES * 1e9 / busy, "turns/s");
    row("median turn of 33 words", nanos[SAMPLES / 2] / 1e3, "µs");
    row("99th percentile", nanos[SAMPLES * 99 / 100] / 1e3, "µs");
  }

  private static void printMemory() {
    long before = usedHeap();
    List<ConversationMemory> memories = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      ConversationMemory memory = Talk.memory();
      for (int turn = 0; turn < TURNS; turn++) {
        Turn said = Turn.of("User", turn + " of Client" + turn + i + " Limited, " + Talk.WORDS_33);
        CleanedTurn cleaned = Cleaner.standard().clean(said, memory);
        memory.remember(said, cleaned);
      }
      memories.add(memory);
    }
    double kilobytes = (usedHeap() - before) / 1e3 / memories.size();
    row("memory of a conversation of " + TURNS + " turns", kilobytes, "kB");
  }

  private static void printBenchmarks() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(CleaningBenchmark.class.getName())
                    .include(StepBenchmark.class.getName())
                    .mode(Mode.AverageTime)
                    .timeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (RunResult result : results) {
      String words = result.getParams().getParam("words");
      String name = words != null ? words + " words" : result.getParams().getParam("step");
      double micros = result.getPrimaryResult().getScore();
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      double perWord = micros * 1e3 / (words != null ? Integer.parseInt(words) : 33);
      double kilobytes = allocated == null ? 0 : allocated.getScore() / 1e3;
      System.out.printf(
          Locale.ROOT,
          "%-44s %9.1f µs %8.0f ns/word %8.1f kB allocated%n",
          name,
          micros,
          perWord,
          kilobytes);
    }
  }

  private static void row(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-44s %9.1f %s%n", name, value, unit);
  }

  /** What this thread has used, whatever else the machine does. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
