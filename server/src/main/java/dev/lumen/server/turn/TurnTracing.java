package dev.lumen.server.turn;

import dev.lumen.server.measure.TurnTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;

/** Tells {@link TurnTrace} of the stages that turns go through in this room. */
final class TurnTracing {
  private final TurnTrace trace;
  private final InstantSource clock;

  TurnTracing(TurnTrace trace, InstantSource clock) {
    this.trace = trace;
    this.clock = clock;
  }

  /** A request with a turn was answered. */
  void answered(UUID turn, long nanos) {
    if (trace.isOn()) {
      trace.ended(turn, TurnTrace.Stage.REQUEST, clock.instant(), nanos);
    }
  }

  /** A turn was taken in; where it did not wait, it was cleaned on the way. */
  void taken(TurnView turn, long nanos) {
    if (!trace.isOn()) {
      return;
    }
    trace.ended(turn.turnId(), TurnTrace.Stage.INTAKE, clock.instant(), nanos);
    if (turn.isProcessed() && turn.metadata().queueTimeMs() == 0) {
      long cleaning = nanos(turn.metadata().processingTimeMs());
      trace.ended(
          turn.turnId(), TurnTrace.Stage.CLEAN, turn.createdAt().plusNanos(cleaning), cleaning);
    }
  }

  /** A turn that waited was cleaned. */
  void cleaned(TurnBatches.Result result) {
    if (trace.isOn()) {
      long cleaning = nanos(result.result().processingTimeMs());
      Instant begun = result.at().minus(Duration.ofNanos(cleaning));
      trace.ended(result.turnId(), TurnTrace.Stage.QUEUE, begun, nanos(result.queueTimeMs()));
      trace.ended(result.turnId(), TurnTrace.Stage.CLEAN, result.at(), cleaning);
    }
  }

  /** Measures the commit of a transaction. */
  Commit commit(TurnTrace.Stage stage) {
    return new Commit(stage);
  }

  /** The end of a transaction; one that is tried again begins again. */
  final class Commit {
    private final TurnTrace.Stage stage;
    private long begun;

    private Commit(TurnTrace.Stage stage) {
      this.stage = stage;
    }

    void begins() {
      begun = trace.isOn() ? System.nanoTime() : 0;
    }

    void ended(Collection<UUID> turns) {
      if (trace.isOn()) {
        Instant end = clock.instant();
        long nanos = System.nanoTime() - begun;
        turns.forEach(turn -> trace.ended(turn, stage, end, nanos));
      }
    }
  }

  private static long nanos(double millis) {
    return (long) (millis * 1e6);
  }
}
