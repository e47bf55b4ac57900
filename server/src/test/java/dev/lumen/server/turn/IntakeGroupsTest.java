package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.database.Actor;
import dev.lumen.server.queue.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Set<UUID> inOtherHands = ConcurrentHashMap.newKeySet();
  private Consumer<List<Arrival>> check = _ -> {};
  private final IntakeGroups groups =
      new IntakeGroups(
          (of, arrivals, patient) -> {
            check.accept(arrivals);
            Group group = new Group(of, arrivals, new CountDownLatch(1));
            begun.add(group);
            await(group.end());
            return arrivals.stream().map(it -> outcome(it, patient)).toList();
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

  @RepeatedTest(20)
  @DisplayName("of one conversation only one group is on the way, and it holds up no other")
  void oneOfAConversation() throws InterruptedException {
    UUID busy = UUID.randomUUID();
    arrives(actor, busy);
    Group first = begun.take();
    arrives(actor, busy);
    arrives(actor, busy);
    arrives(new Actor.Service(), busy);
    arrives(actor);
    Group other = begun.take(); // once it loses patience
    assertThat(conversations(other)).hasSize(1).doesNotContain(busy);
    other.ends();
    assertThat(begun.poll(20, TimeUnit.MILLISECONDS)).as("what would be sent back").isNull();
    first.ends();
    Group next = begun.take();
    next.ends();
    Group last = begun.take();
    last.ends();
    assertThat(List.of(next, last))
        .allSatisfy(group -> assertThat(conversations(group)).containsOnly(busy))
        .extracting(group -> group.arrivals().size())
        .containsExactlyInAnyOrder(1, 2);
    assertAllAnswered();
  }

  @RepeatedTest(20)
  @DisplayName("who waits for a conversation in other hands keeps it until he has it")
  void inOtherHands() throws InterruptedException {
    UUID taken = UUID.randomUUID();
    inOtherHands.add(taken);
    arrives(actor, taken);
    begun.take().ends();
    Group patient = begun.take();
    arrives(actor, taken);
    arrives(actor, taken);
    arrives(actor);
    Group other = begun.take();
    assertThat(conversations(other)).doesNotContain(taken);
    other.ends();
    assertThat(begun.poll(20, TimeUnit.MILLISECONDS)).as("a second who waits for it").isNull();
    inOtherHands.clear();
    patient.ends();
    Group next = begun.take();
    assertThat(conversations(next)).containsExactly(taken, taken);
    next.ends();
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
    arrives(of, UUID.randomUUID());
  }

  private void arrives(Actor of, UUID conversation) {
    callers.add(
        Thread.startVirtualThread(
            () -> {
              Arrival arrival = arrival(conversation);
              assertThat(groups.take(of, arrival).turn().turnId()).isEqualTo(arrival.turnId());
            }));
  }

  private static List<UUID> conversations(Group group) {
    return group.arrivals().stream().map(Arrival::conversationId).toList();
  }

  private IntakeGroups.Outcome outcome(Arrival arrival, boolean patient) {
    return !patient && inOtherHands.contains(arrival.conversationId())
        ? new IntakeGroups.Outcome.Busy()
        : stored(arrival);
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
