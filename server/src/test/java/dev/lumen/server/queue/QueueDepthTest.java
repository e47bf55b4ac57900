package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Q-12, P-12: the health of the queue has its bounds")
class QueueDepthTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, healthy",
    "1, 0, normal",
    "0, 1, normal",
    "9, 4, normal",
    "10, 0, busy",
    "0, 5, busy",
    "49, 9, busy",
    "50, 0, overloaded",
    "0, 10, overloaded"
  })
  void healthFollowsWhatWaitsAndWhatIsInHand(int waiting, int processing, String health) {
    assertThat(new QueueDepth(waiting, 0, 0, processing, 0, 0).health()).isEqualTo(health);
    assertThat(new QueueDepth(0, 0, waiting, processing, 0, 0).health()).isEqualTo(health);
  }
}
