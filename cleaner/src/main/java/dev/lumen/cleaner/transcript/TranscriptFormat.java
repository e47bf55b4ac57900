package dev.lumen.cleaner.transcript;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a transcript is written down. */
public enum TranscriptFormat {
  /** To be found out from the name and the text. */
  AUTO("(?!)"),
  /** Text with a label before each turn, or without labels. */
  TXT("txt|text"),
  /** Markdown with a label before each turn. */
  MD("md|markdown"),
  /** One JSON document with the turns. */
  JSON("json"),
  /** SubRip captions. */
  SRT("srt"),
  /** WebVTT captions. */
  VTT("vtt"),
  /** One JSON object a line, each a turn. */
  JSONL("jsonl|ndjson");

  private final String endings;

  TranscriptFormat(String endings) {
    this.endings = endings;
  }

  /** The name on the wire and as a file's ending: {@code auto}, {@code txt}, {@code md}, … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name in any case; empty when it is no format. */
  public static Optional<TranscriptFormat> parse(String name) {
    for (TranscriptFormat format : values()) {
      if (format.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds out the format, never {@link #AUTO}: by the ending of the file's name, else by how the
   * text begins. The first two lines that are not blank are enough.
   *
   * @param filename a name or path, or null when there is none
   */
  public static TranscriptFormat detect(@Nullable String filename, String text) {
    String ending =
        filename == null
            ? ""
            : filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (TranscriptFormat format : values()) {
      if (ending.matches(format.endings)) {
        return format;
      }
    }
    return ofText(text);
  }

  private static TranscriptFormat ofText(String text) {
    List<String> opening =
        text.lines().map(TranscriptFormat::plain).filter(it -> !it.isEmpty()).limit(2).toList();
    if (opening.isEmpty()) {
      return TXT;
    }
    String first = opening.getFirst();
    if (first.matches("WEBVTT(?:\\s.*)?")) {
      return VTT;
    }
    if (opening.stream().anyMatch(it -> it.matches("[0-9:.,]+ *--> *[0-9:.,]+.*"))) {
      return SRT;
    }
    if (first.startsWith("{") || first.matches("\\[\\s*(?:[{\\]].*)?")) {
      return JsonTurns.isTurn(first) ? JSONL : JSON;
    }
    return first.matches("(?:#{1,6} |\\*\\*|__).*") ? MD : TXT;
  }

  private static String plain(String line) {
    return (line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
  }
}
