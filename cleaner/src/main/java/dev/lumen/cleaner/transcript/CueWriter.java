package dev.lumen.cleaner.transcript;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes captions, one for each turn. */
final class CueWriter {
  /** About 150 words a minute, a calm speaker of English. */
  private static final double SECONDS_PER_CHARACTER = 0.067;

  private static final double SHORTEST_CUE = 1.0;

  private final boolean vtt;
  private final UnaryOperator<String> named;
  private double clock;

  private CueWriter(boolean vtt) {
    this.vtt = vtt;
    this.named = name -> literally(name) + ": ";
  }

  private CueWriter(UnaryOperator<String> named) {
    this.vtt = false;
    this.named = named;
  }

  /**
   * In SubRip names stand before colons. Where one of them would not be taken for a name, its words
   * would be read as those of whoever spoke before: then all names are bold.
   */
  static String subRip(List<TranscriptLine> lines) {
    String plain = new CueWriter(false).write(lines);
    return TranscriptWriter.labelsIn(plain, TranscriptFormat.SRT)
            .equals(TranscriptWriter.labelsOf(lines))
        ? plain
        : new CueWriter(name -> "<b>" + escaped(name) + ":</b> ").write(lines);
  }

  static String webVtt(List<TranscriptLine> lines) {
    return new CueWriter(true).write(lines);
  }

  private String write(List<TranscriptLine> lines) {
    StringBuilder out = new StringBuilder(vtt ? "WEBVTT\n\n" : "");
    for (int i = 0; i < lines.size(); i++) {
      if (!vtt) {
        out.append(i + 1).append('\n');
      }
      append(out, lines.get(i));
    }
    return out.toString();
  }

  private void append(StringBuilder out, TranscriptLine line) {
    String text = TranscriptWriter.oneLine(line.text());
    double guessed = Math.max(SHORTEST_CUE, text.length() * SECONDS_PER_CHARACTER);
    double start = line.startSeconds() == null ? clock : line.startSeconds();
    double end = line.endSeconds() == null ? start + guessed : line.endSeconds();
    clock = Math.max(clock, end);
    String speaker = TranscriptWriter.oneLine(line.speaker());
    out.append(time(start)).append(" --> ").append(time(end)).append('\n');
    if (vtt) {
      out.append("<v ").append(escaped(speaker)).append('>').append(escaped(text));
    } else {
      out.append(named.apply(speaker)).append(literally(text));
    }
    out.append("\n\n");
  }

  /** SubRip has no escapes; what would be taken for a mark or a time has those of WebVTT. */
  private static String literally(String text) {
    boolean misread = text.contains("-->") || !CueSegment.plain(text).equals(text);
    return misread ? escaped(text) : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String time(double seconds) {
    long millis = Math.round(seconds * 1000);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%s%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        vtt ? "." : ",",
        millis % 1000);
  }
}
