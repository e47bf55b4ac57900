package dev.lumen.server.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers shared under pressure")
class HotReadsTest {
  @Test
  @DisplayName(
      "M-06: many who ask at once share few computations, and no answer is older than its question")
  void shares() throws Exception {
    Switches switches = new Switches();
    switches.cachedReads(true);
    HotReads reads = new HotReads(switches);
    AtomicInteger state = new AtomicInteger();
    AtomicInteger computations = new AtomicInteger();
    Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Supplier<Integer> slow =
        () -> {
          int seen = state.get();
          begun.countDown();
          await(go);
          return seen;
        };
    Thread early = Thread.ofVirtual().start(() -> answers.add(reads.get("list", slow)));
    begun.await();
    state.set(1);
    Supplier<Integer> computed = () -> state.get() + computations.getAndIncrement();
    List<Thread> late = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      late.add(Thread.ofVirtual().start(() -> answers.add(reads.get("list", computed))));
    }
    while (!late.stream().allMatch(it -> it.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    go.countDown();
    early.join();
    for (Thread thread : late) {
      thread.join();
    }
    assertThat(computations.get()).isEqualTo(1);
    assertThat(answers).hasSize(51).containsOnlyOnce(0).containsOnly(0, 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("A computation that fails fails for its own asker; the next one is asked anew")
  void failsAlone() {
    Switches switches = new Switches();
    switches.cachedReads(true);
    HotReads reads = new HotReads(switches);
    try {
      reads.get(
          "list",
          () -> {
            throw new IllegalStateException("no");
          });
      throw new AssertionError("was expected to fail");
    } catch (IllegalStateException expected) {
      assertThat(reads.<Integer>get("list", () -> 2)).isEqualTo(2);
    }
  }
}
