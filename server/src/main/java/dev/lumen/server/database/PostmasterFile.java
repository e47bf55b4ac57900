package dev.lumen.server.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the server that uses, or once used, a data directory.
 *
 * @param pid the process the file names; it may be gone, or be another program by now
 * @param dataDirectory where the server that wrote the file keeps its data
 * @param port the port on 127.0.0.1
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">the files of a data
 *     directory</a>
 */
record PostmasterFile(long pid, String dataDirectory, int port) {

  /** Who the process of that number is. */
  enum Holder {
    /** This data directory's own server, running. */
    OURS,
    /**
     * Nobody, a dead process not yet buried, or a program that has nothing to do with this
     * directory.
     */
    NOBODY
  }

  static Path in(Path dataDirectory) {
    return dataDirectory.resolve("postmaster.pid");
  }

  /** Reads the file; empty when there is none, or only the beginning of one. */
  static Optional<PostmasterFile> read(Path dataDirectory) throws IOException {
    Path file = in(dataDirectory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    try {
      int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
      String directory = lines.size() > 1 ? lines.get(1).strip() : "";
      return Optional.of(
          new PostmasterFile(Long.parseLong(lines.getFirst().strip()), directory, port));
    } catch (NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds out whether the process is the server of this very directory. A number alone proves
   * nothing: after a restart of the machine, or in a container, another program has it; stopping
   * that one, or waiting for its end, would be wrong.
   */
  Holder holder(Path dataDirectory) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty() || isZombie(pid)) {
      return Holder.NOBODY;
    }
    return worksIn(dataDirectory) || startedFor(process.get(), dataDirectory)
        ? Holder.OURS
        : Holder.NOBODY;
  }

  /** Linux: every process of PostgreSQL has its data directory as its working directory. */
  private boolean worksIn(Path dataDirectory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
          .equals(dataDirectory.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean startedFor(ProcessHandle process, Path dataDirectory) {
    String command = process.info().command().orElse("");
    String line = process.info().commandLine().orElse("");
    return command.contains("postgres") && line.contains(dataDirectory.toString());
  }

  /**
   * Whether a process that was the server a moment ago has ended. Cheaper than {@link #holder}, and
   * not to be asked for long: another program may get its number.
   */
  static boolean hasEnded(long pid) {
    return !hasProgram(pid) && (ProcessHandle.of(pid).isEmpty() || isZombie(pid));
  }

  /** Linux: what a process runs can be seen until it ends; finding that out is one system call. */
  private static boolean hasProgram(long pid) {
    return new File("/proc/" + pid + "/exe").exists();
  }

  private static boolean isZombie(long pid) {
    try {
      // "1234 (name) Z ...", where the name may hold parentheses itself.
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }
}
