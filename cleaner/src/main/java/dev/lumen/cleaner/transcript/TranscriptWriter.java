package dev.lumen.cleaner.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes turns so that {@link TranscriptReader} reads them back: JSON to the letter, all else in
 * one line a turn.
 */
public final class TranscriptWriter {
  private static final JsonFactory JSON = new JsonFactory();

  // It begins where a gap does, so that a long one is not looked through from each of its blanks.
  private static final Pattern LINE_ENDS = Pattern.compile("(?<!\\h)(?:\\h*+\\R)++\\h*+");

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
      case TXT -> labelled(lines, "", ": ");
      case MD -> labelled(lines, "**", ":** ");
      case JSON -> json(lines);
      case JSONL -> jsonLines(lines);
      case SRT -> new CueWriter(false).write(lines);
      case VTT -> new CueWriter(true).write(lines);
    };
  }

  /** The text in one line: a line end in a turn would be read as the end of a turn. */
  static String oneLine(String text) {
    return LINE_ENDS.matcher(text).replaceAll(" ").strip();
  }

  private static String labelled(List<TranscriptLine> lines, String before, String after) {
    StringBuilder out = new StringBuilder();
    for (TranscriptLine line : lines) {
      out.append(out.isEmpty() ? "" : "\n")
          .append((before + oneLine(line.speaker()) + after + oneLine(line.text())).stripTrailing())
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
