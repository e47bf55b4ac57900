package dev.lumen.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backups that the server makes by itself. Others in the same folder are never touched: only
 * names of the form {@code lumen-daily-20260131-033000.tar.gz} count.
 *
 * @param folder where they are; it need not exist yet
 */
public record StoredBackups(Path folder) {
  private static final String PREFIX = "lumen-daily-";
  private static final String SUFFIX = ".tar.gz";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The name for one that is made now. */
  public Path fileOf(Instant now) {
    return folder.resolve(PREFIX + STAMP.format(now) + SUFFIX);
  }

  /**
   * When the newest was made; empty where there is none. Those that a wrong clock has dated later
   * than now say nothing.
   */
  public Optional<Instant> newest(Instant now) {
    try {
      return until(now).findFirst().flatMap(StoredBackups::time);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Removes all but the newest, and none of those that are dated later than now. */
  public void keep(int count, Instant now) throws IOException {
    for (Path old : until(now).skip(count).toList()) {
      Files.deleteIfExists(old);
    }
  }

  private Stream<Path> until(Instant now) throws IOException {
    return all().stream().filter(file -> time(file).filter(it -> !it.isAfter(now)).isPresent());
  }

  /** The newest first. */
  public List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> time(file).isPresent())
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  private static Optional<Instant> time(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          STAMP.parse(
              name.substring(PREFIX.length(), name.length() - SUFFIX.length()), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
