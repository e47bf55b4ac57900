package dev.lumen.cli.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cli.Shell;
import dev.lumen.cli.TextBytes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lumen import}: transcripts into a running server. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Brings transcripts into a running server, a conversation each.",
    footer = {
      "",
      "Files may be txt, md, json, jsonl, srt or vtt. It asks the server at",
      "LUMEN_SERVER (http://127.0.0.1:8000) with the API key in LUMEN_TOKEN; a server",
      "in development mode needs none. A file that cannot be read is told, and the",
      "others go on."
    })
public final class ImportCommand extends RemoteOperation implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Transcripts; - reads one.")
  private List<String> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "auto (default), txt, md, json, jsonl, srt or vtt.")
  private String format = "auto";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the conversation (the file's name).")
  private @Nullable String name;

  @Option(
      names = "--into",
      paramLabel = "ID",
      description = "Adds to this conversation instead of making one.")
  private @Nullable String into;

  public ImportCommand(Shell shell) {
    super(shell, "import");
  }

  @Override
  public Integer call() {
    return withServer(
        server -> {
          int outcome = ExitCode.OK;
          for (String file : files) {
            try {
              bring(server, file, content(file));
            } catch (Remote.Refused e) {
              outcome = fail(file + ": " + e.getMessage(), ExitCode.SOFTWARE);
            } catch (Unreadable e) {
              outcome = fail(String.valueOf(e.getMessage()), ExitCode.SOFTWARE);
            }
          }
          return outcome;
        });
  }

  /** A file that is not there, is no text, or may not be read. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, IOException cause) {
      super(message, cause);
    }
  }

  private String content(String file) throws IOException {
    try {
      return TextBytes.all(
          file.equals("-") ? shell().in().readAllBytes() : Files.readAllBytes(Path.of(file)));
    } catch (CharacterCodingException e) {
      throw new Unreadable(file + ": " + TextBytes.REFUSED, e);
    } catch (FileSystemException e) {
      throw new Unreadable(FileTrouble.told(e), e);
    } catch (IOException e) {
      throw new Unreadable(file + ": " + e.getMessage(), e);
    }
  }

  private void bring(Remote server, String file, String text) throws IOException {
    Map<String, Object> body = new HashMap<>(Map.of("content", text, "format", format));
    if (!file.equals("-")) {
      body.put("filename", String.valueOf(Path.of(file).getFileName()));
    }
    if (name != null) {
      body.put("name", name);
    }
    String path =
        into == null
            ? "/api/v1/conversations/import"
            : "/api/v1/conversations/" + Remote.segment(into) + "/import";
    JsonNode answer = server.post(path, body);
    say(
        "%s: %d turns into %s"
            .formatted(
                file,
                answer.path("turns_imported").asInt(),
                answer.path("conversation").path("id").asText()));
  }
}
