package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TakingTurnsTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  @DisplayName(
      "a successor less urgent than all claimed turns is not taken along, nor what follows it")
  void lessUrgentSuccessorsWait() {
    Job urgent = job(ONE, 1, 3);
    Job normal = job(ONE, 2, 1);
    Job urgentBehind = job(ONE, 3, 3);
    Job high = job(OTHER, 1, 2);
    Job highNext = job(OTHER, 2, 2);

    assertThat(
            TakingTurns.asUrgent(
                List.of(urgent, normal, urgentBehind, high, highNext), List.of(urgent, high)))
        .containsExactly(urgent, high, highNext);
  }

  @Test
  @DisplayName("conversations take turns inside a batch, each in its own order")
  void conversationsTakeTurns() {
    Job first = job(ONE, 1, 1);
    Job second = job(ONE, 2, 1);
    Job otherFirst = job(OTHER, 1, 1);
    Job otherSecond = job(OTHER, 2, 1);

    assertThat(
            TakingTurns.order(
                List.of(first, second, otherFirst, otherSecond), List.of(otherFirst, first)))
        .containsExactly(otherFirst, first, otherSecond, second);
  }

  private static Job job(UUID conversation, int seq, int priority) {
    return new Job(
        UUID.randomUUID(),
        conversation,
        UUID.randomUUID(),
        seq,
        Priority.of(priority),
        0,
        Job.MAX_RETRIES,
        Instant.EPOCH);
  }
}
