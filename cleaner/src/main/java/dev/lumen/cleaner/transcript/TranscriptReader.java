package dev.lumen.cleaner.transcript;

import java.util.function.UnaryOperator;

/** Reads a transcript that is there as a whole. */
public final class TranscriptReader {
  private TranscriptReader() {}

  /**
   * Reads the turns of a transcript. The time it takes grows with the length of the text, whatever
   * stands in it.
   *
   * @param format {@link TranscriptFormat#AUTO} to find it out from the text
   * @throws TranscriptException when the text is not of the format, with the line; labelled text is
   *     never refused
   */
  public static Transcript read(String text, TranscriptFormat format) {
    return switch (format) {
      case AUTO -> read(text, TranscriptFormat.detect(null, text));
      case TXT -> LabelledTextStream.read(text, UnaryOperator.identity());
      case MD -> LabelledTextStream.read(text, Markdown::unescaped);
      case JSON, JSONL -> JsonTurns.read(text);
      case SRT -> CueTurns.read(text, false);
      case VTT -> CueTurns.read(text, true);
    };
  }
}
