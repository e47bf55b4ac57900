package dev.lumen.cli.clean;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.transcript.TranscriptException;
import dev.lumen.cleaner.transcript.Warning;
import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of {@code ./lumen clean} over its inputs. */
public final class CleanRun {
  private static final String STANDARD_INPUT = "-";
  private static final int BUFFER = 1 << 16;
  private static final int OUTPUT_GONE = 141;

  private final CleanOptions options;
  private final Shell shell;
  private final PrintWriter out;
  private final Conversations conversations;
  private boolean failed;

  /** A run that reads and writes as {@code shell} says. */
  public CleanRun(CleanOptions options, Shell shell) {
    this.options = options;
    this.shell = shell;
    this.out = new PrintWriter(bufferedOutput(shell));
    this.conversations = new Conversations(Cleaner.standard(), options, System::nanoTime);
  }

  private static Writer bufferedOutput(Shell shell) {
    return new BufferedWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8), BUFFER);
  }

  /**
   * Cleans the inputs one after another; what cannot be read is told of and does not stop the rest.
   *
   * @param inputs files, or {@code -} for standard input
   * @return 0 when all of it was read, 1 when something was not, 141 when nobody reads the result
   */
  public int run(List<String> inputs) {
    Report report = report(inputs.size() > 1);
    try {
      for (String input : inputs) {
        report.begin(nameOf(input));
        readOrTell(input, report);
      }
      report.end();
      flush();
    } catch (OutputGone e) {
      // As with other programs of a pipe: the reader has had enough, which is no news.
      return OUTPUT_GONE;
    }
    return failed ? 1 : 0;
  }

  private Report report(boolean severalInputs) {
    Paint paint = Paint.of(shell);
    return switch (options.output()) {
      case TEXT -> new TextReport(out, paint, severalInputs);
      case DIFF -> new DiffReport(out, paint);
      case JSON -> new JsonReport(json());
      case JSONL -> new JsonlReport(json());
    };
  }

  private Writer json() {
    return shell.terminal() ? new TerminalJson(out) : out;
  }

  private void readOrTell(String input, Report report) {
    try (InputStream in = open(input)) {
      InputLines lines = new InputLines(in, this::flush);
      boolean live = input.equals(STANDARD_INPUT);
      new TurnSource(nameOf(input), live, lines, sink(input, report)).read(options.format());
    } catch (TranscriptException e) {
      fail(input, e.getMessage());
    } catch (NoSuchFileException e) {
      fail(input, "there is no such file.");
    } catch (AccessDeniedException e) {
      fail(input, "the file may not be read by this user.");
    } catch (IOException | InvalidPathException e) {
      fail(input, "it cannot be read (" + e.getClass().getSimpleName() + ").");
    }
  }

  private InputStream open(String input) throws IOException {
    if (input.equals(STANDARD_INPUT)) {
      return shell.in();
    }
    Path file = Path.of(input);
    if (Files.isDirectory(file)) {
      throw new TranscriptException(0, "this is a folder; give the files in it.");
    }
    return Files.newInputStream(file);
  }

  private TurnSource.Sink sink(String input, Report report) {
    return new TurnSource.Sink() {
      @Override
      public void turn(Said said) {
        report.add(conversations.clean(said));
      }

      @Override
      public void turns(List<Said> all) {
        conversations.cleanAll(all).forEach(report::add);
      }

      @Override
      public void broken(@Nullable Object id, String message) {
        failed = true;
        if (!report.addBroken(id, message)) {
          tell(input, message);
        }
      }

      @Override
      public void warning(Warning warning) {
        tell(
            input, (warning.line() > 0 ? "line " + warning.line() + ": " : "") + warning.message());
      }
    };
  }

  private void fail(String input, String message) {
    failed = true;
    tell(input, message);
  }

  private void tell(String input, String message) {
    shell.err().println(TerminalText.shown("lumen clean: " + nameOf(input) + ": " + message));
  }

  private static String nameOf(String input) {
    return input.equals(STANDARD_INPUT) ? "stdin" : input;
  }

  private void flush() {
    if (out.checkError()) {
      throw new OutputGone();
    }
  }

  private static final class OutputGone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
