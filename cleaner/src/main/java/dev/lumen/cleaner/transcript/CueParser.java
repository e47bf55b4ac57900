package dev.lumen.cleaner.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the captions of SubRip and WebVTT (W3C WebVTT, section 4), forgiving what programs get
 * wrong: missing numbers, missing or additional blank lines, a full stop for the comma.
 */
final class CueParser {
  private static final String TIME = "(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})[.,]([0-9]{1,3})";
  private static final Pattern TIMES =
      Pattern.compile("[ \\t]*" + TIME + "[ \\t]*-->[ \\t]*" + TIME + "(?:[ \\t].*)?");
  private static final Pattern SKIPPED_BLOCK =
      Pattern.compile("(?:WEBVTT|NOTE|STYLE|REGION)(?:[ \\t:].*)?");

  private final List<String> lines;
  private final boolean vtt;
  private final TurnCollector out;
  private final List<Cue> cues = new ArrayList<>();
  private boolean afterBlank = true;
  private boolean skipping;

  private CueParser(String text, boolean vtt, TurnCollector out) {
    this.lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    this.vtt = vtt;
    this.out = out;
  }

  static List<Cue> parse(String text, boolean vtt, TurnCollector out) {
    CueParser parser = new CueParser(text, vtt, out);
    for (int i = 0; i < parser.lines.size(); i++) {
      parser.read(i);
    }
    return parser.cues;
  }

  private void read(int index) {
    String line = lines.get(index);
    if (line.isBlank()) {
      afterBlank = true;
      skipping = false;
      return;
    }
    if (line.contains("-->")) {
      cues.add(begin(index, line));
      skipping = false;
    } else if (!skipping) {
      readOther(index, line);
    }
    afterBlank = false;
  }

  private void readOther(int index, String line) {
    if (vtt && afterBlank && SKIPPED_BLOCK.matcher(line.strip()).matches()) {
      skipping = true;
    } else if (!isIdentifier(index, line)) {
      if (cues.isEmpty()) {
        throw new TranscriptException(
            index + 1,
            "expected a time such as 00:00:01,000 --> 00:00:04,500. Put one above the caption, or read the file as txt if it has no times.");
      }
      cues.getLast().text().add(line.strip());
    }
  }

  private boolean isIdentifier(int index, String line) {
    boolean timeFollows = index + 1 < lines.size() && lines.get(index + 1).contains("-->");
    boolean number = line.strip().chars().allMatch(c -> c >= '0' && c <= '9');
    // The first number of a file is one even where its time is broken: the time's line is named
    // then.
    return number ? timeFollows || cues.isEmpty() : timeFollows && vtt && afterBlank;
  }

  private Cue begin(int index, String line) {
    Matcher match = TIMES.matcher(line);
    if (!match.matches()) {
      throw new TranscriptException(
          index + 1,
          "this is no time; write it as 00:00:01,000 --> 00:00:04,500, or read the file as txt if it is no list of captions.");
    }
    double start = seconds(match, 1);
    double end = seconds(match, 5);
    if (end < start) {
      out.warn(index + 1, "the caption ends before it begins; it is taken to end at once.");
    }
    return new Cue(index + 1, start, Math.max(start, end), new ArrayList<>());
  }

  private static double seconds(Matcher match, int group) {
    String hours = match.group(group);
    int whole =
        (hours == null ? 0 : Integer.parseInt(hours) * 3600)
            + Integer.parseInt(match.group(group + 1)) * 60
            + Integer.parseInt(match.group(group + 2));
    String fraction = (match.group(group + 3) + "00").substring(0, 3);
    return (whole * 1000L + Integer.parseInt(fraction)) / 1000.0;
  }
}
