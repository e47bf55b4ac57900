package dev.lumen.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Data folders to start on. Making one anew takes seconds, so the first start of all happens once
 * for all tests, and the others work on copies of what it made.
 */
final class DataFolders {
  private static final Pattern LINK = Pattern.compile("/sign-in#token=(\\S+)");
  private static final String PASSWORD = "set with the link of the first start";
  private static final FirstStart FIRST = firstStart();

  private DataFolders() {}

  /**
   * What the very first start left.
   *
   * @param folder where it kept its data
   * @param out all it wrote
   * @param err all it complained of
   * @param exitCode after SIGTERM
   * @param email of the administrator, whom the link that was shown let in
   * @param password of the administrator, set with that link
   */
  record FirstStart(
      Path folder, String out, String err, int exitCode, String email, String password) {}

  static FirstStart first() {
    return FIRST;
  }

  /** Copies the data of the first start into an empty folder and returns that. */
  static Path copyTo(Path folder) {
    copy(FIRST.folder(), folder);
    return folder;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.skip(1).filter(it -> !isBinary(from, it)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.createSymbolicLink(to.resolve("postgres-binaries"), from.resolve("postgres-binaries"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBinary(Path from, Path file) {
    return file.startsWith(from.resolve("postgres-binaries"));
  }

  private static FirstStart firstStart() {
    try {
      Path folder = Files.createTempDirectory("lumen-process");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      try (Program program = Program.serve(folder)) {
        Client nobody = Client.of(program.ready());
        Matcher link = LINK.matcher(program.out());
        String token = link.find() ? link.group(1) : "";
        Client.Reply in =
            nobody.post("/api/v1/auth/link", Map.of("token", token, "password", PASSWORD));
        program.signal("TERM");
        int exitCode = program.exitCode();
        return new FirstStart(
            folder, program.out(), program.err(), exitCode, in.text("/user/email"), PASSWORD);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
