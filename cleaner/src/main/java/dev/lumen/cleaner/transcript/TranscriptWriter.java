package dev.lumen.cleaner.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes turns so that {@link TranscriptReader} reads them back: JSON to the letter, all else in
 * one line a turn.
 */
public final class TranscriptWriter {
  private static final JsonFactory JSON = new JsonFactory();

  // It begins where a gap does, so that a long one is not looked through from each of its blanks.
  private static final Pattern LINE_ENDS = Pattern.compile("(?<!\\h)(?:\\h*+\\R)++\\h*+");

  /** What the reader takes for the end of a bold label. */
  private static final Pattern ENDS_OF_LABELS = Pattern.compile("[*:]+ *");

  private TranscriptWriter() {}

  /**
   * Writes the lines, each turn with its speaker. Text and Markdown carry no times; captions of
   * turns without times get ones guessed from the length of the text.
   *
   * @param format any but {@link TranscriptFormat#AUTO}
   * @return the whole file; empty text for no lines in text and Markdown
   */
  public static String write(List<TranscriptLine> lines, TranscriptFormat format) {
    return switch (format) {
      case AUTO -> throw new IllegalArgumentException("a file cannot be written as \"auto\"");
      case TXT -> text(lines);
      case MD -> bold(lines, Markdown::keepingBackslashes);
      case JSON -> json(lines);
      case JSONL -> jsonLines(lines);
      case SRT -> CueWriter.subRip(lines);
      case VTT -> CueWriter.webVtt(lines);
    };
  }

  /** The text in one line: a line end in a turn would be read as the end of a turn. */
  static String oneLine(String text) {
    return LINE_ENDS.matcher(text).replaceAll(" ").strip();
  }

  /**
   * Names before colons. Where one of them would not be taken for a name, its words would be read
   * as those of whoever spoke before: then all names are bold, as in Markdown, since a text has one
   * form of them.
   */
  private static String text(List<TranscriptLine> lines) {
    UnaryOperator<String> asIs = UnaryOperator.identity();
    String plain = labelled(lines, "", ": ", asIs, asIs);
    return labelsIn(plain, TranscriptFormat.TXT).equals(labelsOf(lines))
        ? plain
        : bold(lines, asIs);
  }

  static Set<String> labelsOf(List<TranscriptLine> lines) {
    return lines.stream()
        .filter(line -> !line.text().isBlank())
        .map(line -> oneLine(line.speaker()))
        .collect(Collectors.toSet());
  }

  static Set<String> labelsIn(String text, TranscriptFormat format) {
    return TranscriptReader.read(text, format).turns().stream()
        .map(TranscriptTurn::originalSpeakerLabel)
        .collect(Collectors.toSet());
  }

  private static String bold(List<TranscriptLine> lines, UnaryOperator<String> written) {
    return labelled(
        lines,
        "**",
        ":** ",
        name -> written.apply(ENDS_OF_LABELS.matcher(name).replaceAll(" ").strip()),
        written);
  }

  private static String labelled(
      List<TranscriptLine> lines,
      String before,
      String after,
      UnaryOperator<String> named,
      UnaryOperator<String> written) {
    StringBuilder out = new StringBuilder();
    for (TranscriptLine line : lines) {
      String name = named.apply(oneLine(line.speaker()));
      String said = written.apply(oneLine(line.text()));
      out.append(out.isEmpty() ? "" : "\n")
          .append((before + name + after + said).stripTrailing())
          .append('\n');
    }
    return out.toString();
  }

  private static String json(List<TranscriptLine> lines) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      out.writeStartObject();
      out.writeArrayFieldStart("turns");
      for (TranscriptLine line : lines) {
        writeTurn(out, line);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static String jsonLines(List<TranscriptLine> lines) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text).setRootValueSeparator(null)) {
      for (TranscriptLine line : lines) {
        writeTurn(out, line);
        out.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeTurn(JsonGenerator out, TranscriptLine line) throws IOException {
    out.writeStartObject();
    out.writeStringField("speaker", line.speaker());
    out.writeStringField("text", line.text());
    writeSeconds(out, "start", line.startSeconds());
    writeSeconds(out, "end", line.endSeconds());
    out.writeEndObject();
  }

  private static void writeSeconds(JsonGenerator out, String name, @Nullable Double seconds)
      throws IOException {
    if (seconds != null) {
      out.writeNumberField(name, seconds);
    }
  }
}
