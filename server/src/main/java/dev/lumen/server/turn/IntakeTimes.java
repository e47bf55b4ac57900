package dev.lumen.server.turn;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;

/** Notes what taking turns in costs, from the call to the commit (and the waiting for a result). */
final class IntakeTimes {
  private final Operation lumen;
  private final Operation user;
  private final Operation light;
  private final Operation full;
  private final Operation enqueued;

  IntakeTimes(Measurements measurements) {
    lumen = measurements.operation("api.turn.process.lumen");
    user = measurements.operation("api.turn.process.user");
    light = measurements.operation("api.turn.process.user.light");
    full = measurements.operation("api.turn.process.user.full");
    enqueued = measurements.operation("queue.job.enqueue");
  }

  void processed(NewTurn turn, TurnView taken, long nanos) {
    if (turn.isFromAssistant()) {
      lumen.record(nanos);
    } else if (!taken.isQueued()) {
      user.record(nanos);
      ("full".equals(taken.metadata().cleaningLevel()) ? full : light).record(nanos);
    }
  }

  void enqueued(long nanos) {
    enqueued.record(nanos);
  }
}
