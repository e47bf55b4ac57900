package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;
import dev.lumen.server.Settings;
import dev.lumen.server.SettingsException;
import dev.lumen.server.StartupException;
import dev.lumen.server.Version;
import dev.lumen.server.backup.BackupException;
import dev.lumen.server.database.DatabaseException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all of these commands share: where the data is, how results and refusals are told. */
abstract class Operation {
  private final Shell shell;
  private final String name;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where the database lives (LUMEN_DATA_DIR; a folder of the user).")
  @Nullable String dataDir;

  Operation(Shell shell, String name) {
    this.shell = shell;
    this.name = name;
  }

  interface Work {
    int run(Settings settings) throws IOException;
  }

  /** Runs the work; what it cannot do becomes one line on standard error. */
  int with(Work work) {
    Map<String, String> overrides = dataDir == null ? Map.of() : Map.of("LUMEN_DATA_DIR", dataDir);
    try {
      return work.run(Settings.from(overrides, shell.env()));
    } catch (SettingsException e) {
      return fail(e.getMessage(), ExitCode.USAGE);
    } catch (StartupException | BackupException | DatabaseException e) {
      return fail(e.getMessage(), ExitCode.SOFTWARE);
    } catch (IOException e) {
      return fail(FileTrouble.told(e), ExitCode.SOFTWARE);
    }
  }

  Shell shell() {
    return shell;
  }

  void say(String text) {
    PrintStream out = shell.printer();
    out.println(text);
    out.flush();
  }

  int fail(@Nullable String message, int code) {
    if (!shell.isEnding()) {
      shell.err().println(TerminalText.shown("lumen " + name + ": " + message));
    }
    return code;
  }

  /** Tells picocli the version. */
  static final class VersionOfBuild implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"lumen " + Version.CURRENT};
    }
  }
}
