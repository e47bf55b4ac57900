package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.Actor;
import dev.lumen.server.queue.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

@DisplayName("Turns that come in at once share transactions")
class IntakeGroupsTest {
  private static final int WAYS = 4;
  private static final int LARGEST_GROUP = 64;

  private final Actor actor = new Actor.User(UUID.randomUUID());
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch firstWay = new CountDownLatch(1);
  private final CountDownLatch otherWays = new CountDownLatch(1);
  private final AtomicInteger groupsStored = new AtomicInteger();
  private final IntakeGroups groups = new IntakeGroups((_, arrivals, _) -> store(arrivals));

  @RepeatedTest(20)
  @DisplayName("who overtakes a whole group of waiting ones is not left behind by them")
  void overtaking() throws InterruptedException {
    // Its second turn comes just when the way is free again, before those who wait have woken.
    Thread overtaker = Thread.ofPlatform().start(() -> take(2));
    begun.acquire();
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < WAYS; i++) {
      others.add(Thread.ofPlatform().start(() -> take(1)));
      begun.acquire(); // before the next comes, which would go with it
    }
    for (int i = 0; i < LARGEST_GROUP; i++) {
      Thread waiting = Thread.ofPlatform().start(() -> take(1));
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      others.add(waiting);
    }
    firstWay.countDown();
    overtaker.join(20_000);
    assertThat(overtaker.isAlive()).as("left behind").isFalse();
    otherWays.countDown();
    for (Thread thread : others) {
      thread.join();
    }
  }

  private void take(int turns) {
    for (int i = 0; i < turns; i++) {
      groups.take(actor, new Arrival(UUID.randomUUID(), turn(), false));
    }
  }

  private List<IntakeGroups.Outcome> store(List<Arrival> arrivals) {
    int group = groupsStored.getAndIncrement();
    begun.release();
    try {
      if (group < WAYS) {
        (group == 0 ? firstWay : otherWays).await();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return arrivals.stream().map(IntakeGroupsTest::stored).toList();
  }

  private static IntakeGroups.Outcome stored(Arrival arrival) {
    TurnRow row =
        new TurnRow(
            arrival.conversationId(), arrival.turnId(), 1, arrival.turn(), null, Instant.EPOCH);
    return new IntakeGroups.Outcome.Stored(
        new Taken(
            UUID.randomUUID(), TurnViews.queued(row), true, false, 1, Optional.empty(), false));
  }

  private static NewTurn turn() {
    return new NewTurn("User", "hello", null, null, Priority.NORMAL, "{}");
  }
}
