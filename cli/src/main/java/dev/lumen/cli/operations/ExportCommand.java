package dev.lumen.cli.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import dev.lumen.cleaner.transcript.TranscriptLine;
import dev.lumen.cleaner.transcript.TranscriptWriter;
import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lumen export}: conversations out of a running server. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Writes conversations of a running server as transcripts.",
    footer = {
      "",
      "It asks the server at LUMEN_SERVER (http://127.0.0.1:8000) with the API key in",
      "LUMEN_TOKEN; a server in development mode needs none.",
      "",
      "  ./lumen export ID > call.txt",
      "  ./lumen export --all --format md -o transcripts/"
    })
public final class ExportCommand extends RemoteOperation implements Callable<Integer> {
  private static final int PAGE = 100;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Conversations, by their ids.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All that the key may read.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Written.class,
      description = "txt (default), md, json, jsonl, srt or vtt.")
  private TranscriptFormat format = TranscriptFormat.TXT;

  @Option(names = "--raw", description = "As the recogniser gave it, not cleaned.")
  private boolean raw;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "A file; a folder for several, or with a / behind it (standard output).")
  private @Nullable String output;

  public ExportCommand(Shell shell) {
    super(shell, "export");
  }

  @Override
  public Integer call() {
    if (ids.isEmpty() != all) {
      return fail("name conversations by their ids, or say --all", ExitCode.USAGE);
    }
    return withServer(this::export);
  }

  /** A format that can be written. */
  static final class Written implements CommandLine.ITypeConverter<TranscriptFormat> {
    @Override
    public TranscriptFormat convert(String given) {
      return TranscriptFormat.parse(given)
          .filter(it -> it != TranscriptFormat.AUTO)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "it may be txt, md, json, jsonl, srt or vtt, not " + given));
    }
  }

  private int export(Remote server) throws IOException {
    List<String> wanted = all ? listed(server) : ids;
    String given = output;
    if (given == null) {
      boolean first = true;
      for (String id : wanted) {
        String text = (first ? "" : between()) + transcript(server, id);
        first = false;
        String shown = shell().terminal() ? TerminalText.shown(text) : text;
        shell().out().write(shown.getBytes(StandardCharsets.UTF_8));
      }
      shell().out().flush();
      return ExitCode.OK;
    }
    Path target = Path.of(given);
    boolean folder = all || wanted.size() > 1 || given.endsWith("/") || Files.isDirectory(target);
    if (folder && Files.exists(target) && !Files.isDirectory(target)) {
      return fail(
          target + " is a file; several conversations go into a folder: -o FOLDER", ExitCode.USAGE);
    }
    for (String id : wanted) {
      write(folder ? within(target, name(server, id)) : target, transcript(server, id));
    }
    say("%d conversations in %s".formatted(wanted.size(), target));
    return ExitCode.OK;
  }

  /** So that whoever reads several can tell where the next begins; JSON parts itself. */
  private String between() {
    return switch (format) {
      case JSON, JSONL -> "";
      case MD -> "\n---\n\n";
      default -> "\n";
    };
  }

  private List<String> listed(Remote server) throws IOException {
    List<String> found = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode list =
          server
              .get("/api/v1/conversations?per_page=%d&page=%d".formatted(PAGE, page))
              .path("conversations");
      list.forEach(conversation -> found.add(conversation.path("id").asText()));
      if (list.size() < PAGE) {
        return found;
      }
    }
  }

  private String transcript(Remote server, String id) throws IOException {
    List<TranscriptLine> lines = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      JsonNode turns =
          server
              .get(
                  "/api/v1/conversations/%s/turns?limit=%d&offset=%d&transcripts=false"
                      .formatted(Remote.segment(id), PAGE, offset))
              .path("turns");
      turns.forEach(turn -> lines.add(line(turn)));
      if (turns.size() < PAGE) {
        // What the cleaner has emptied, as it was no speech, is no part of what was said.
        lines.removeIf(line -> line.text().isBlank());
        return TranscriptWriter.write(lines, format);
      }
    }
  }

  private TranscriptLine line(JsonNode turn) {
    JsonNode cleaned = turn.path("cleaned_text");
    boolean waits = !turn.path("status").asText().equals("processed") || !cleaned.isTextual();
    String text = (raw || waits ? turn.path("raw_text") : cleaned).asText();
    JsonNode source = turn.path("metadata").path("source");
    return new TranscriptLine(
        turn.path("speaker").asText(),
        text,
        seconds(source.path("start_seconds")),
        seconds(source.path("end_seconds")));
  }

  private static @Nullable Double seconds(JsonNode node) {
    return node.isNumber() ? (Double) node.asDouble() : null;
  }

  /** Readable, and its own: two conversations may have one name. */
  private String name(Remote server, String id) throws IOException {
    String words =
        server
            .get("/api/v1/conversations/" + Remote.segment(id))
            .path("name")
            .asText()
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    int end = words.offsetByCodePoints(0, Math.min(60, words.codePointCount(0, words.length())));
    return "%s-%s.%s"
        .formatted(
            words.substring(0, end), id.substring(0, Math.min(8, id.length())), format.wireName())
        .toLowerCase(Locale.ROOT);
  }

  /** Without what the system's locale has no bytes for, as that of many a service has none. */
  private static Path within(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return folder.resolve(name.replaceAll("[^\\p{ASCII}]+", "-"));
    }
  }
}
