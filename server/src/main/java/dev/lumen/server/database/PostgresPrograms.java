package dev.lumen.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs initdb and pg_ctl, as root too. */
final class PostgresPrograms {
  private static final String NO_NAMESPACE =
      " (PostgreSQL does not run as root, and this machine does not let Lumen lend it another identity. Start"
          + " Lumen as an ordinary user, or give it a server in LUMEN_DATABASE_URL.)";

  /**
   * Has the C library keep up to 8 MB that a process has used. A statement with the results of a
   * batch takes and frees a few hundred kB, which would go back to the system each time and be
   * cleared anew for the next one: eight hundredths of what working off a backlog took.
   */
  private static final Map<String, String> MEMORY =
      Map.of(
          "MALLOC_TRIM_THRESHOLD_", "8388608",
          "MALLOC_MMAP_THRESHOLD_", "4194304",
          "MALLOC_TOP_PAD_", "524288");

  private final PostgresBinaries binaries;
  private final boolean root;

  /**
   * What a program left.
   *
   * @param succeeded whether it ended with 0
   * @param output what it wrote, both streams
   */
  record Ended(boolean succeeded, String output) {}

  PostgresPrograms(PostgresBinaries binaries) throws IOException {
    this.binaries = binaries;
    this.root = isRoot();
  }

  private static boolean isRoot() throws IOException {
    Path mine = Files.createTempFile("lumen", "");
    try {
      return Files.getAttribute(mine, "unix:uid").equals(0);
    } finally {
      Files.delete(mine);
    }
  }

  Ended run(Duration limit, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (root) {
      // PostgreSQL refuses to be root. In a user namespace of its own it is nobody, and the files
      // are its own.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(program));
    command.addAll(List.of(arguments));
    // To a file: the server that pg_ctl leaves running must not hold a pipe that is being read to
    // its end.
    Path output = Files.createTempFile("lumen-" + program, ".log");
    try {
      return run(limit, command, output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private Ended run(Duration limit, List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // PGPORT, PGDATA and their like would point it elsewhere.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    MEMORY.forEach(builder.environment()::putIfAbsent);
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Ended(false, "no end after " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for PostgreSQL", e);
    }
    String text = Files.readString(output).strip();
    return new Ended(
        process.exitValue() == 0, text.startsWith("unshare:") ? text + NO_NAMESPACE : text);
  }
}
