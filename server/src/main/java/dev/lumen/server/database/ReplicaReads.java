package dev.lumen.server.database;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts by whom heavy reads were answered. */
final class ReplicaReads {
  private final LongAdder answered = new LongAdder();
  private final LongAdder notWanted = new LongAdder();
  private final Map<NotFromReplica.Reason, LongAdder> fellBack =
      new EnumMap<>(NotFromReplica.Reason.class);

  ReplicaReads() {
    for (NotFromReplica.Reason reason : NotFromReplica.Reason.values()) {
      fellBack.put(reason, new LongAdder());
    }
  }

  /** The replica has answered. */
  void answered() {
    answered.increment();
  }

  /** The primary answers, as the replica is not in use. */
  void notWanted() {
    notWanted.increment();
  }

  /** The primary answers, though the replica is in use. */
  void fellBack(NotFromReplica.Reason reason) {
    Objects.requireNonNull(fellBack.get(reason)).increment();
  }

  ReplicaFigures figures(ReplicaState state, boolean inUse, Standby.@Nullable Lag lag) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    fellBack.forEach((reason, count) -> reasons.put(reason.wireName(), count.sum()));
    return new ReplicaFigures(
        state,
        inUse,
        answered.sum(),
        notWanted.sum(),
        reasons,
        lag == null ? null : lag.bytes(),
        lag == null ? null : lag.seconds());
  }
}
