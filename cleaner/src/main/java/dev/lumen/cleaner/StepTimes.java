package dev.lumen.cleaner;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what the steps of one turn take; reads no clock where nobody watches. */
final class StepTimes {
  private final CleaningStep.@Nullable Watch watch;
  private final Map<CleaningStep, Long> nanos = new EnumMap<>(CleaningStep.class);
  private long since;

  StepTimes(CleaningStep.Watch watch) {
    this.watch = watch;
  }

  private StepTimes() {
    this.watch = null;
  }

  /** Of a turn that nobody watches. */
  static StepTimes unwatched() {
    return Unwatched.TIMES;
  }

  private static final class Unwatched {
    static final StepTimes TIMES = new StepTimes();
  }

  /** What comes now belongs to the step that is named next. */
  void start() {
    if (watch != null) {
      since = System.nanoTime();
    }
  }

  /** What passed since the last word belongs to a step. */
  void took(CleaningStep step) {
    if (watch != null) {
      long now = System.nanoTime();
      nanos.merge(step, now - since, Long::sum);
      since = now;
    }
  }

  /** Tells the watch. */
  void tell() {
    if (watch != null) {
      nanos.forEach(watch::took);
    }
  }
}
