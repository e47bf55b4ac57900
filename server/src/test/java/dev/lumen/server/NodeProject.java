package dev.lumen.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clients that tests drive with Node. Copied into {@code target} and installed there from the
 * lock file, once for each state of it. Without Node, or without the packages and a way to fetch
 * them, the tests are left out.
 */
public final class NodeProject {
  private static final Path SOURCES = Path.of("src", "test", "node").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target", "node").toAbsolutePath();
  private static boolean ready;

  private NodeProject() {}

  /** Starts a script of the project. */
  public static Process start(String script, String... arguments) {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return run(INSTALLED, command, ProcessBuilder.Redirect.PIPE);
  }

  /** Where the installed project is. */
  public static synchronized Path install() {
    if (!ready) {
      assumeTrue(
          works("node", "--version"), "Node is not there: tests with real clients are left out");
      try {
        Files.createDirectories(INSTALLED);
        try (FileChannel channel =
                FileChannel.open(
                    INSTALLED.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          installLocked(lock);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ready = true;
    }
    return INSTALLED;
  }

  private static void installLocked(FileLock held) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String wanted = Files.readString(SOURCES.resolve("package-lock.json"));
    Path done = INSTALLED.resolve("node_modules/.installed-from");
    if (held.isValid() && (!Files.exists(done) || !Files.readString(done).equals(wanted))) {
      assumeTrue(
          works("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"),
          "npm ci did not work: tests with real clients are left out");
      Files.writeString(done, wanted);
    }
  }

  private static boolean works(String... command) {
    try {
      Path where = Files.isDirectory(INSTALLED) ? INSTALLED : SOURCES;
      Process process = run(where, List.of(command), ProcessBuilder.Redirect.DISCARD);
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (UncheckedIOException notThere) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process run(Path where, List<String> command, ProcessBuilder.Redirect output) {
    try {
      return new ProcessBuilder(command)
          .directory(where.toFile())
          .redirectOutput(output)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
