package dev.lumen.cli.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lumen report}: what a day was like, from a running server. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Shows the report of a day: how fast everything was, what went wrong.",
    footer = {
      "",
      "It asks the server at LUMEN_SERVER (http://127.0.0.1:8000) with the API key of an",
      "administrator in LUMEN_TOKEN; a server in development mode needs none.",
      "",
      "  ./lumen report",
      "  ./lumen report 2026-01-31 --format html -o report.html"
    })
public final class ReportCommand extends RemoteOperation implements Callable<Integer> {
  private static final String REPORTS = "/api/v1/reports";

  /** As what it is shown. */
  enum Format {
    JSON("json"),
    MD("markdown"),
    HTML("html");

    private final String wireName;

    Format(String wireName) {
      this.wireName = wireName;
    }
  }

  @Parameters(
      paramLabel = "DATE",
      arity = "0..1",
      description = "A day in UTC, as 2026-01-31 (today so far, made anew).")
  private @Nullable LocalDate date;

  @Option(names = "--list", description = "Only says which there are.")
  private boolean list;

  @Option(names = "--again", description = "Made anew, in the place of the one that is stored.")
  private boolean again;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "md (default), json, or html: one page with plots.")
  private Format format = Format.MD;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (standard output).")
  private @Nullable Path output;

  public ReportCommand(Shell shell) {
    super(shell, "report");
  }

  @Override
  public Integer call() {
    if (list && (date != null || again || output != null)) {
      return fail("--list stands alone", ExitCode.USAGE);
    }
    return withServer(list ? this::list : this::report);
  }

  private int list(Remote server) throws IOException {
    for (JsonNode report : server.get(REPORTS).path("reports")) {
      say(report.path("date").asText());
    }
    return ExitCode.OK;
  }

  private int report(Remote server) throws IOException {
    LocalDate day = date;
    String text =
        day == null || again
            ? shown(server, made(server, day))
            : storedOrMade(server, day.toString());
    Path target = output;
    if (target == null) {
      String safe = shell().terminal() ? TerminalText.shown(text) : text;
      shell().out().write(safe.getBytes(StandardCharsets.UTF_8));
      shell().out().flush();
    } else {
      write(target, text);
      say("the report is in " + target);
    }
    return ExitCode.OK;
  }

  private String storedOrMade(Remote server, String day) throws IOException {
    try {
      return shown(server, day);
    } catch (Remote.Refused e) {
      if (e.status() != 404) {
        throw e;
      }
      return shown(server, made(server, LocalDate.parse(day)));
    }
  }

  private static String made(Remote server, @Nullable LocalDate day) throws IOException {
    Map<String, String> body = day == null ? Map.of() : Map.of("date", day.toString());
    return server.post(REPORTS, body).path("date").asText();
  }

  private String shown(Remote server, String day) throws IOException {
    String text = server.text(REPORTS + "/" + day + "?format=" + format.wireName);
    return text.endsWith("\n") ? text : text + "\n";
  }
}
