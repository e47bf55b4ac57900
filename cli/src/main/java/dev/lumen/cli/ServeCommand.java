package dev.lumen.cli;

import dev.lumen.server.Announcement;
import dev.lumen.server.Main;
import dev.lumen.server.Rehearsal;
import dev.lumen.server.Settings;
import dev.lumen.server.SettingsException;
import dev.lumen.server.StartupException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code ./lumen serve}: runs the server until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Lumen.VersionOfBuild.class,
    description = "Runs the server until Ctrl-C.",
    footer = {
      "",
      "Each option has a variable, and more settings are variables alone:",
      "LUMEN_DATABASE_URL, LUMEN_ADMIN_EMAIL, LUMEN_ADMIN_PASSWORD, LUMEN_AUTH,",
      "LUMEN_LIMITS and others. All of them: docs/configuration.md."
    })
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;
  private final Map<String, String> overrides = new HashMap<>();

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (LUMEN_HOST; 127.0.0.1).")
  void host(@Nullable String host) {
    override("LUMEN_HOST", host);
  }

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one (LUMEN_PORT; 8000).")
  void port(@Nullable String port) {
    override("LUMEN_PORT", port);
  }

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description =
          "Where the database and the secrets live (LUMEN_DATA_DIR; a folder of the user).")
  void dataDir(@Nullable String dataDir) {
    override("LUMEN_DATA_DIR", dataDir);
  }

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Starts, is used and stops on data of its own, for the launcher's build.")
  private boolean rehearse;

  private void override(String variable, @Nullable String value) {
    if (value != null) {
      overrides.put(variable, value);
    }
  }

  @Override
  public Integer call() {
    try {
      if (rehearse) {
        Rehearsal.run();
        return ExitCode.OK;
      }
      return Main.run(Settings.from(overrides, shell.env()), shell.printer());
    } catch (SettingsException e) {
      return fail(e.getMessage(), ExitCode.USAGE);
    } catch (StartupException e) {
      return fail(e.getMessage(), ExitCode.SOFTWARE);
    }
  }

  private int fail(@Nullable String message, int code) {
    String format = shell.env().getOrDefault("LUMEN_LOG_FORMAT", "");
    shell.err().println(Announcement.refusal(format.strip(), "lumen serve: " + message));
    return code;
  }
}
