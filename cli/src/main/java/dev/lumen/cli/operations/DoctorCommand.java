package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.server.Checkup;
import dev.lumen.server.Settings;
import dev.lumen.server.api.Json;
import dev.lumen.server.checkup.Finding;
import dev.lumen.server.checkup.Finding.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code ./lumen doctor}: what is configured, reachable, slow, and what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Looks at everything the server needs and says what to do.",
    footer = {
      "",
      "It reads the same settings as ./lumen serve, and never shows a secret. Exit code",
      "0 when all works (warnings allowed), 1 when something does not."
    })
public final class DoctorCommand extends Operation implements Callable<Integer> {
  @Option(names = "--json", description = "The findings as JSON.")
  private boolean json;

  public DoctorCommand(Shell shell) {
    super(shell, "doctor");
  }

  @Override
  public Integer call() {
    return with(this::look);
  }

  private int look(Settings settings) {
    List<Finding> findings = Checkup.of(settings);
    if (json) {
      say(Json.text(Map.of("findings", findings)));
    } else {
      findings.forEach(this::tell);
    }
    return findings.stream().anyMatch(it -> it.verdict() == Verdict.FAIL)
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private void tell(Finding finding) {
    say(
        String.format(
            Locale.ROOT,
            "%-5s %-13s %s",
            finding.verdict().name().toLowerCase(Locale.ROOT),
            finding.subject(),
            finding.found()));
    if (!finding.advice().isEmpty()) {
      say(" ".repeat(20) + finding.advice());
    }
  }
}
