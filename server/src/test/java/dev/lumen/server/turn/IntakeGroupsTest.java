package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.database.Actor;
import dev.lumen.server.queue.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Turns that come in at once share transactions")
@Timeout(60)
class IntakeGroupsTest {
  /** A transaction that waits for the test before it ends. */
  private record Group(Actor actor, List<Arrival> arrivals, CountDownLatch end) {
    void ends() {
      end.countDown();
    }
  }

  private final Actor actor = new Actor.User(UUID.randomUUID());
  private final BlockingQueue<Group> begun = new LinkedBlockingQueue<>();
  private final List<Thread> callers = new ArrayList<>();
  private Consumer<List<Arrival>> check = _ -> {};
  private final IntakeGroups groups =
      new IntakeGroups(
          (of, arrivals, _) -> {
            check.accept(arrivals);
            Group group = new Group(of, arrivals, new CountDownLatch(1));
            begun.add(group);
            await(group.end());
            return arrivals.stream().map(IntakeGroupsTest::stored).toList();
          });

  @RepeatedTest(20)
  @DisplayName("who comes while a group is on its way goes with all who wait")
  void together() throws InterruptedException {
    arrives(actor);
    Group first = begun.take();
    assertThat(first.arrivals()).hasSize(1);
    // Those who lose patience take all along who have come until then.
    for (int i = 0; i < 10; i++) {
      arrives(actor);
    }
    while (!callers.stream().allMatch(IntakeGroupsTest::waits)) {
      Thread.onSpinWait();
    }
    first.ends();
    assertThat(endAll(10)).as("transactions for ten turns").isLessThan(10);
    assertAllAnswered();
  }

  @RepeatedTest(20)
  @DisplayName("a group that takes long keeps nobody, and there are never more than a few at once")
  void patience() throws InterruptedException {
    List<Group> stuck = new ArrayList<>();
    while (stuck.size() < IntakeGroups.AT_ONCE) {
      arrives(actor);
      stuck.add(begun.take());
    }
    arrives(actor);
    assertThat(begun.poll(20, TimeUnit.MILLISECONDS)).as("one too many").isNull();
    stuck.removeFirst().ends();
    Group next = begun.take();
    assertThat(next.arrivals()).hasSize(1);
    next.ends();
    stuck.forEach(Group::ends);
    assertAllAnswered();
  }

  @Test
  @DisplayName("of one actor each group is, and actors do not wait for each other")
  void actors() throws InterruptedException {
    Actor other = new Actor.Service();
    arrives(actor);
    Group first = begun.take();
    arrives(other);
    Group second = begun.take();
    assertThat(List.of(first.actor(), second.actor())).containsExactly(actor, other);
    first.ends();
    second.ends();
    assertAllAnswered();
  }

  @RepeatedTest(20)
  @DisplayName("where more wait than a group may have, nobody is left behind")
  void many() throws InterruptedException {
    int turns = 3 * IntakeGroups.LARGEST;
    arrives(actor);
    Group first = begun.take();
    for (int i = 0; i < turns; i++) {
      arrives(actor);
    }
    first.ends();
    endAll(turns);
    assertAllAnswered();
  }

  @Test
  @DisplayName("one bad turn spoils no other's")
  void oneBad() throws InterruptedException {
    UUID bad = UUID.randomUUID();
    check =
        arrivals -> {
          if (arrivals.stream().anyMatch(it -> it.conversationId().equals(bad))) {
            throw new IllegalArgumentException("bad");
          }
        };
    arrives(actor);
    Group first = begun.take();
    arrives(actor);
    arrives(actor);
    Thread refused =
        Thread.startVirtualThread(
            () ->
                assertThatThrownBy(() -> groups.take(actor, arrival(bad)))
                    .isInstanceOf(IllegalArgumentException.class));
    first.ends();
    endAll(2);
    refused.join();
    assertAllAnswered();
  }

  private void arrives(Actor of) {
    callers.add(
        Thread.startVirtualThread(
            () -> {
              Arrival arrival = arrival(UUID.randomUUID());
              assertThat(groups.take(of, arrival).turn().turnId()).isEqualTo(arrival.turnId());
            }));
  }

  /** Ends groups as they begin until so many turns are stored; answers how many groups it took. */
  private int endAll(int turns) throws InterruptedException {
    int found = 0;
    for (int stored = 0; stored < turns; found++) {
      Group group = begun.take();
      assertThat(group.arrivals()).hasSizeLessThanOrEqualTo(IntakeGroups.LARGEST);
      stored += group.arrivals().size();
      group.ends();
    }
    return found;
  }

  private void assertAllAnswered() throws InterruptedException {
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(begun).as("stored twice").isEmpty();
  }

  private static boolean waits(Thread caller) {
    Thread.State state = caller.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Arrival arrival(UUID conversation) {
    return new Arrival(conversation, turn(), Arrival.Haste.QUEUED);
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
