package dev.lumen.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program takes of the machine, as the system tells it. */
record Footprint(ProcessHandle process) {

  static Footprint of(Program program) {
    return new Footprint(ProcessHandle.of(program.pid()).orElseThrow());
  }

  /** Resident memory of the process itself; Linux alone tells it so. */
  long residentMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor time that it and what it has started have used so far, by process. */
  Map<Long, Duration> processorTimes() {
    return Stream.concat(Stream.of(process), process.descendants())
        .collect(
            Collectors.toMap(
                ProcessHandle::pid, each -> each.info().totalCpuDuration().orElse(Duration.ZERO)));
  }

  /** The processor time since then. */
  Duration usedSince(Map<Long, Duration> before) {
    return processorTimes().entrySet().stream()
        .map(now -> now.getValue().minus(before.getOrDefault(now.getKey(), Duration.ZERO)))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
