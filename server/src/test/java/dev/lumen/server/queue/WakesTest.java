package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Idle workers sleep until there is something to do")
@Timeout(60)
class WakesTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Wakes wakes = new Wakes();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @Test
  @DisplayName("one job wakes a worker where none works")
  void oneJobWakes() throws Exception {
    Future<?> sleeper = sleep(LONG, () -> false);
    wakes.wake(1);
    sleeper.get();
  }

  @Test
  @DisplayName("many jobs wake another beside one that works")
  void manyJobsWakeAnother() throws Exception {
    Future<?> sleeper = sleep(LONG, () -> true);
    wakes.wake(4);
    sleeper.get();
  }

  @Test
  @DisplayName("a few jobs are left to one that works, but not for long")
  void aFewAreNotLeftForLong() throws Exception {
    Future<?> sleeper = sleep(LONG, () -> true);
    long told = System.nanoTime();
    wakes.wake(1);
    sleeper.get();
    assertThat(System.nanoTime() - told).isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
  }

  @Test
  @DisplayName("what was told while nobody slept is not missed, and taken once")
  void whatWasToldBeforeIsTakenOnce() throws Exception {
    wakes.wake(1);
    wakes.await(LONG, () -> false);
    long begun = System.nanoTime();
    wakes.await(Duration.ofMillis(20), () -> false);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
  }

  @Test
  @DisplayName("a nudge has one look, whatever others do")
  void aNudgeHasOneLook() throws Exception {
    Future<?> sleeper = sleep(LONG, () -> true);
    wakes.nudge();
    sleeper.get();
  }

  @Test
  @DisplayName("jobs that are told one by one while workers come and go are all taken")
  void noneIsForgotten() throws Exception {
    CountDownLatch taken = new CountDownLatch(200);
    AtomicInteger left = new AtomicInteger();
    AtomicInteger awake = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      workers.execute(
          () -> {
            while (taken.getCount() > 0) {
              sleepUnlessInterrupted(() -> awake.get() > 0);
              awake.incrementAndGet();
              for (int jobs = left.getAndSet(0); jobs > 0; jobs--) {
                taken.countDown();
              }
              awake.decrementAndGet();
            }
          });
    }
    for (int i = 0; i < 200; i++) {
      left.incrementAndGet();
      wakes.wake(1);
      Thread.onSpinWait();
    }
    assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private void sleepUnlessInterrupted(BooleanSupplier othersWork) {
    try {
      wakes.await(LONG, othersWork);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test is over
    }
  }

  private Future<?> sleep(Duration atMost, BooleanSupplier othersWork) {
    return workers.submit(
        () -> {
          wakes.await(atMost, othersWork);
          return null;
        });
  }
}
