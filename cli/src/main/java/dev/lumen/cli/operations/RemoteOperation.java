package dev.lumen.cli.operations;

import dev.lumen.cli.Output;
import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;
import dev.lumen.server.Settings;
import dev.lumen.server.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** What commands share that ask a running server. */
abstract class RemoteOperation {
  private final Shell shell;
  private final String name;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where it is (LUMEN_SERVER; http://127.0.0.1:8000).")
  private @Nullable String server;

  RemoteOperation(Shell shell, String name) {
    this.shell = shell;
    this.name = name;
  }

  interface Work {
    int with(Remote server) throws IOException;
  }

  int withServer(Work work) {
    try {
      Settings.from(Map.of(), shell.env()); // a misspelt variable is told, not passed over
      URI address = address();
      return work.with(new Remote(address, shell.env().getOrDefault("LUMEN_TOKEN", "").strip()));
    } catch (SettingsException e) {
      return fail(e.getMessage(), ExitCode.USAGE);
    } catch (InvalidPathException e) {
      return fail(
          "this system has no files of such a name (%s)".formatted(e.getReason()), ExitCode.USAGE);
    } catch (Output.Gone e) {
      return ExitCode.SOFTWARE;
    } catch (IOException e) {
      return fail(FileTrouble.told(e), ExitCode.SOFTWARE);
    }
  }

  private URI address() {
    String given = server == null ? shell.env().getOrDefault("LUMEN_SERVER", "") : server;
    try {
      URI address = URI.create(given.isBlank() ? "http://127.0.0.1:8000" : given.strip());
      if (List.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as one that is none for another reason.
    }
    throw new SettingsException(
        "the server's address is none, it looks like http://127.0.0.1:8000");
  }

  Shell shell() {
    return shell;
  }

  void say(String text) {
    var out = shell.printer();
    out.println(text);
    out.flush();
  }

  /** Writes all of a file or none of it. */
  static void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.resolveSibling("."));
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    Files.writeString(partial, text);
    Files.move(
        partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  int fail(@Nullable String message, int code) {
    shell.err().println(TerminalText.shown("lumen " + name + ": " + message));
    return code;
  }
}
