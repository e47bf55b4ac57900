package dev.lumen.server.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process in figures.
 *
 * @param memoryUsedMb heap in use after the last collection, MB
 * @param memoryAllocatedMb the most that the heap may take, MB
 * @param memoryShare used of allocated, 0 to 1
 * @param residentMb what the process has of the machine's memory, MB; null where the system does
 *     not tell
 * @param cpuShare this process's use of all processors lately, 0 to 1
 * @param processors how many it has
 * @param threads platform threads
 * @param uptimeSeconds since the process started
 */
public record SystemFigures(
    double memoryUsedMb,
    double memoryAllocatedMb,
    double memoryShare,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double residentMb,
    double cpuShare,
    int processors,
    int threads,
    long uptimeSeconds) {
  private static final double MB = 1024.0 * 1024;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** As they are now. */
  public static SystemFigures now() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    double used = liveBytes() / MB;
    double most = Runtime.getRuntime().maxMemory() / MB;
    return new SystemFigures(
        rounded(used),
        rounded(most),
        rounded(used / most),
        resident(),
        rounded(cpu()),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        runtime.getUptime() / 1_000);
  }

  /** What survived the last collection: the garbage between two is no shortage. */
  private static long liveBytes() {
    long live = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      @Nullable MemoryUsage after = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && after != null) {
        live += after.getUsed();
      }
    }
    return live;
  }

  /** Heap, classes, threads and all else (Linux tells). */
  private static @Nullable Double resident() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .map(SystemFigures::rounded)
          .orElse(null);
    } catch (IOException | UncheckedIOException | NumberFormatException untold) {
      return null;
    }
  }

  private static double cpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuLoad())
        : 0;
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
