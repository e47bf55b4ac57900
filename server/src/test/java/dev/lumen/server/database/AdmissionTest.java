package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void whoComesWhenAllPlacesAreTakenWaitsForOne() throws Exception {
    Admission admission = new Admission(1, Duration.ofMinutes(1));
    Admission.Place held = admission.enter();
    CompletableFuture<Admission.Place> second = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    second.complete(admission.enter());
                  } catch (SQLTransientConnectionException e) {
                    second.completeExceptionally(e);
                  }
                });
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
    held.close();
    second.join().close();
  }

  @Test
  void whereNobodyIsServedACallerIsToldSoSoon() throws Exception {
    Admission admission = new Admission(1, Duration.ofMillis(1));
    try (Admission.Place _ = admission.enter()) {
      assertThatThrownBy(admission::enter).isInstanceOf(SQLTransientConnectionException.class);
    }
  }
}
