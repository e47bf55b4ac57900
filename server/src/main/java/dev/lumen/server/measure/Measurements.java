package dev.lumen.server.measure;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Every operation that is measured on this node, by name. */
public final class Measurements {
  /** Names of operations never come from outside; this bounds what a mistake could cost. */
  private static final int MOST_OPERATIONS = 500;

  private final InstantSource clock;
  private final TurnTrace trace;
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();

  public Measurements(InstantSource clock) {
    this(clock, TurnTrace.OFF);
  }

  /**
   * @param trace who follows single turns
   */
  public Measurements(InstantSource clock, TurnTrace trace) {
    this.clock = clock;
    this.trace = trace;
  }

  /** Who follows single turns. */
  public TurnTrace trace() {
    return trace;
  }

  /** The operation of a name; keep it where the name is always the same. */
  public Operation operation(String name) {
    Operation known = operations.get(name);
    if (known != null) {
      return known;
    }
    String kept = operations.size() < MOST_OPERATIONS ? name : "other";
    return operations.computeIfAbsent(kept, Operation::new);
  }

  /** Notes a duration of an operation. */
  public void record(String name, long nanos) {
    operation(name).record(nanos);
  }

  /** All that were measured so far. */
  public Collection<Operation> all() {
    return new TreeMap<>(operations).values();
  }

  /** The running minute, counted from 1970. */
  public long minute() {
    return Math.floorDiv(clock.millis(), 60_000L);
  }
}
