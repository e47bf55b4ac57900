package dev.lumen.server.performance;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Summary;
import dev.lumen.server.measure.Target;
import dev.lumen.server.measure.Targets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of how fast this server is.
 *
 * @param workers how many workers run now
 * @param startupMs how long the start took, or null while it is not over
 */
public record Monitor(
    InstantSource clock,
    Measurements measurements,
    SharedMeasurements shared,
    Alerts alerts,
    Remedies remedies,
    IntSupplier workers,
    Supplier<@Nullable Double> startupMs) {
  private static final int LIVE_MINUTES = 2;
  private static final String STARTUP = "system.startup";

  /** The figures of the last minutes, of this node or of all. */
  public Overview overview(int minutes, boolean all) {
    SharedMeasurements.Window window = shared.window(minutes, all);
    SystemFigures system = SystemFigures.now();
    return new Overview(
        clock.instant(),
        minutes,
        window.scope(),
        window.histograms().entrySet().stream()
            .map(it -> line(it.getKey(), it.getValue()))
            .toList(),
        Targets.standard().all().stream()
            .map(target -> kept(target, window.histograms(), system))
            .toList(),
        system,
        alerts.active(),
        remedies.states());
  }

  private static Overview.Line line(String name, Histogram histogram) {
    return new Overview.Line(
        name,
        name.substring(0, Math.max(0, name.indexOf('.'))),
        Summary.of(histogram, Targets.standard().of(name)));
  }

  private Overview.Kept kept(
      Target target, Map<String, Histogram> histograms, SystemFigures system) {
    @Nullable Double value = value(target, histograms, system);
    @Nullable Boolean within =
        value == null
            ? null
            : Boolean.valueOf(
                target.kind().equals("gauge_least")
                    ? value >= target.limit()
                    : value <= target.limit());
    return new Overview.Kept(target, value, within);
  }

  private @Nullable Double value(
      Target target, Map<String, Histogram> histograms, SystemFigures system) {
    if (target.isMeasured()) {
      @Nullable Histogram histogram = histograms.get(target.operation());
      return histogram == null || histogram.getTotalCount() == 0
          ? null
          : Double.valueOf(histogram.getValueAtPercentile(95) / 1_000.0);
    }
    return switch (target.operation()) {
      case "system.memory" ->
          target.kind().equals("gauge")
              ? system.residentMb()
              : (Double) (100 * system.memoryShare());
      case "system.cpu" -> target.kind().equals("gauge") ? 100 * system.cpuShare() : null;
      case "queue.workers" -> (double) workers.getAsInt();
      case STARTUP -> startupMs.get();
      default -> null;
    };
  }

  /** What {@code metrics} tells of operations measured lately. */
  public SortedMap<String, Summary> live() {
    SortedMap<String, Summary> live = new TreeMap<>();
    long now = measurements.minute();
    measurements
        .all()
        .forEach(
            operation -> {
              Histogram histogram = operation.window(now, LIVE_MINUTES);
              if (histogram.getTotalCount() > 0) {
                live.put(
                    operation.name(),
                    Summary.of(histogram, Targets.standard().of(operation.name())));
              }
            });
    return live;
  }

  /** Names of remedies at work. */
  public List<String> activeRemedies() {
    return remedies.states().stream()
        .filter(Remedies.State::active)
        .map(Remedies.State::name)
        .toList();
  }
}
