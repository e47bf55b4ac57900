package dev.lumen.cli;

import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import dev.lumen.cli.clean.CleanOptions;
import dev.lumen.cli.clean.CleanRun;
import dev.lumen.cli.clean.OutputForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lumen clean}: cleans transcripts without a server. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    versionProvider = Lumen.VersionOfBuild.class,
    description = "Cleans transcripts, without a server and without a network.",
    footer = {
      "",
      "Each file is a conversation of its own. A jsonl file may mix conversations, a",
      "turn a line: {id, conversation, turn_index, speaker, raw_text, shared_context?}.",
      "From a pipe, text and jsonl are cleaned turn by turn as they come, the other",
      "formats when they are complete.",
      "",
      "  ./lumen clean call.txt --output diff",
      "  ./lumen clean --format jsonl --output jsonl < turns.jsonl > cleaned.jsonl"
    })
final class CleanCommand implements Callable<Integer> {
  private static final String FORMATS = "auto, txt, md, json, srt, vtt or jsonl";
  private static final String LEVELS = "none, light or full";
  private static final String OUTPUTS = "text, diff, json or jsonl";

  private final Shell shell;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "Transcripts to clean; - or none for standard input.")
  List<String> files = List.of();

  @Option(names = "--format", paramLabel = "FORMAT", description = FORMATS + "; auto by default.")
  String format = "auto";

  @Option(
      names = "--context",
      paramLabel = "TEXT|@FILE",
      description = "What is known beforehand: people, firms, topics.")
  @Nullable String context;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = LEVELS + "; by default what each turn needs.")
  @Nullable String level;

  @Option(names = "--output", paramLabel = "FORM", description = OUTPUTS + "; text by default.")
  String output = "text";

  CleanCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    CleanOptions options =
        new CleanOptions(
            chosen("--format", format, FORMATS, TranscriptFormat::parse),
            contextText(),
            level == null ? null : chosen("--level", level, LEVELS, CleaningLevel::parse),
            chosen("--output", output, OUTPUTS, OutputForm::parse));
    return new CleanRun(options, shell).run(files.isEmpty() ? List.of("-") : files);
  }

  private <T> T chosen(
      String option, String given, String allowed, Function<String, Optional<T>> parse) {
    return parse
        .apply(given)
        .orElseThrow(() -> wrong("%s may not be '%s': it is %s".formatted(option, given, allowed)));
  }

  private @Nullable String contextText() {
    if (context == null || !context.startsWith("@")) {
      return context;
    }
    String file = context.substring(1);
    try {
      return TextBytes.all(Files.readAllBytes(Path.of(file)));
    } catch (IOException | UncheckedIOException e) {
      throw wrong("--context names the file '" + file + "', which cannot be read as UTF-8 text");
    }
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("the command runs without its command line");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
