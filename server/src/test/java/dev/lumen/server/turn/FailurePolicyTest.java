package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-06: failures are classified")
class FailurePolicyTest {

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 2000", "2, 4000", "4, 16000", "5, 30000", "40, 30000"})
  @DisplayName("R-01, P-07: a model or service that does not answer is asked again later and later")
  void backsOff(int retries, long millis) {
    assertThat(FailurePolicy.backoff(retries)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "AI_MODEL_UNAVAILABLE, 2000",
    "EXTERNAL_SERVICE_ERROR, 2000",
    "DATABASE_ERROR, 100",
    "QUEUE_FULL, 5000"
  })
  @DisplayName("R-01, R-02, R-03: each kind has its delay, and uses up a retry")
  void hasADelayForEachKind(ErrorCode code, long millis) {
    ApiException error = new ApiException(code, "refused");
    assertThat(FailurePolicy.decide(job(1), error))
        .isEqualTo(new FailurePolicy.Verdict.TryAgain(Duration.ofMillis(millis), true));
    assertThat(FailurePolicy.decide(job(3), error)).isEqualTo(new FailurePolicy.Verdict.GiveUp());
  }

  @Test
  @DisplayName("R-04: anything else is final at once")
  void givesUpOnAnythingElse() {
    assertThat(FailurePolicy.decide(job(0), new IllegalStateException("refused")))
        .isEqualTo(new FailurePolicy.Verdict.GiveUp());
    assertThat(FailurePolicy.decide(job(0), ApiException.forbidden("no")))
        .isEqualTo(new FailurePolicy.Verdict.GiveUp());
  }

  private static Job job(int retries) {
    UUID id = UUID.randomUUID();
    return new Job(
        id,
        id,
        id,
        1,
        Priority.NORMAL,
        retries,
        Job.MAX_RETRIES,
        Instant.parse("2026-01-31T10:00:00Z"));
  }
}
