package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.turn.QueueResource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Q-16: the queue has a bound")
class QueueBoundTest {

  @Test
  void oneMoreThanTheBoundIsRefused() {
    CountDownLatch counting = new CountDownLatch(1);
    QueueBound bound = new QueueBound(3, () -> countedAfter(counting));
    try {
      for (int i = 0; i < 3; i++) {
        bound.admit(1);
      }
      assertThatThrownBy(() -> bound.admit(1))
          .isInstanceOf(QueueFullException.class)
          .hasMessageContaining("3 turns");
    } finally {
      counting.countDown();
    }
  }

  @Test
  @DisplayName("R-03, P-09: a full queue is PROC_004 and asks for five seconds")
  void aFullQueueSaysWhenToComeBack() {
    ApiException told = QueueResource.full(new QueueFullException(3));
    assertThat(told.code()).isEqualTo(ErrorCode.QUEUE_FULL);
    assertThat(told.code().httpStatus()).isEqualTo(503);
    assertThat(told.code().retryAfter()).contains(Duration.ofSeconds(5));
  }

  private static int countedAfter(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
