package dev.lumen.server.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P-13: the durations of an operation, minute by minute")
class OperationTest {
  private static final long TEN = 10 * 60;

  private final Operation operation = new Operation("db.query");

  private void measure(int count) {
    for (int i = 0; i < count; i++) {
      operation.recordMillis(5);
    }
  }

  @Test
  @DisplayName("a clock that goes ahead and is put back loses nothing and counts nothing twice")
  void clockIsPutBack() {
    measure(1);
    assertThat(operation.window(TEN, 2).getTotalCount()).isEqualTo(1);
    measure(2);
    operation.window(TEN + 307, 2); // five hours ahead, for a while
    measure(4);
    assertThat(operation.window(TEN + 1, 2).getTotalCount()).isEqualTo(3);
    measure(8);
    assertThat(operation.window(TEN + 1, 1).getTotalCount()).isEqualTo(8);
    assertThat(operation.one(TEN + 1, TEN).getTotalCount()).isEqualTo(3);
    assertThat(operation.window(TEN + 3, 2).getTotalCount()).isZero();
    assertThat(operation.window(TEN + 3, 60).getTotalCount()).isEqualTo(11);
    assertThat(operation.hours(TEN + 3, 10, 10).getTotalCount()).isEqualTo(11);
    assertThat(operation.hours(TEN + 3, 15, 15).getTotalCount()).isEqualTo(4);
    assertThat(operation.sinceStart(TEN + 3).getTotalCount()).isEqualTo(15);
  }

  @Test
  @DisplayName("one who looks with the minute before, as another has moved on, takes nothing away")
  void looksOfTwoMinutes() {
    measure(1);
    operation.window(TEN, 1);
    measure(2);
    operation.window(TEN + 1, 1);
    measure(4);
    operation.window(TEN, 1);
    assertThat(operation.window(TEN + 1, 2).getTotalCount()).isEqualTo(7);
    assertThat(operation.hours(TEN + 1, 10, 10).getTotalCount()).isEqualTo(7);
    assertThat(operation.sinceStart(TEN + 1).getTotalCount()).isEqualTo(7);
  }
}
