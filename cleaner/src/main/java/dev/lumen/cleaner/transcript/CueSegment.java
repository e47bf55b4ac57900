package dev.lumen.cleaner.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a caption, or the part of one that a voice says.
 *
 * @param cue the caption
 * @param label the voice, or what could be a label before a colon, or null
 * @param text what is said, without markup, with such a label
 * @param opensCue whether it is the first of its caption
 */
record CueSegment(Cue cue, @Nullable Label label, String text, boolean opensCue) {
  /** A name of a hundred letters, each of which may be written as an entity. */
  private static final Pattern VOICE =
      Pattern.compile("<v(?:\\.[^ \\t>]{1,60})?[ \\t]+([^<>]{1,600})>");

  /** How SubRip names whoever has no plain name; it has no voices. */
  private static final Pattern BOLD = Pattern.compile("<b>([^<>]{1,600}):</b>");

  private static final Pattern MARKUP =
      Pattern.compile(
          "</?(?:c|i|b|u|v|lang|ruby|rt|font)(?:[. \\t][^<>]{0,100})?>"
              + "|<[0-9:.]{5,15}>|\\{\\\\[^{}]{0,40}\\}");

  static List<CueSegment> of(Cue cue) {
    List<CueSegment> segments = new ArrayList<>();
    for (String line : cue.text()) {
      split(cue, line, segments);
    }
    return segments;
  }

  private static void split(Cue cue, String line, List<CueSegment> into) {
    Matcher voice = VOICE.matcher(line);
    Label label = null;
    int from = 0;
    Matcher bold = BOLD.matcher(line);
    if (bold.lookingAt()) {
      label = new Label(plain(bold.group(1)), Label.Form.BOLD, "", null, null);
      from = bold.end();
    }
    for (boolean found = voice.find(from); found; found = voice.find()) {
      add(cue, label, line.substring(from, voice.start()), into);
      label = new Label(plain(voice.group(1)), Label.Form.BOLD, "", null, null);
      from = voice.end();
    }
    add(cue, label, line.substring(from), into);
  }

  private static void add(Cue cue, @Nullable Label voice, String part, List<CueSegment> into) {
    String text = plain(part);
    if (text.isEmpty()) {
      return;
    }
    Label label = voice;
    if (label == null) {
      label = LabelParser.parse(text).filter(it -> it.form() == Label.Form.COLON).orElse(null);
    }
    into.add(new CueSegment(cue, label, text, into.isEmpty()));
  }

  void count(LabelCensus census) {
    if (label == null) {
      census.countPlain();
    } else {
      census.count(label, opensCue);
    }
  }

  /** The name of the speaker as written; null when the segment names none. */
  @Nullable String speaker(LabelCensus census) {
    return label != null && census.isLabel(label, opensCue, true) ? label.name() : null;
  }

  /** What is said, without the label. */
  String said(LabelCensus census) {
    boolean labelled = label != null && label.form() == Label.Form.COLON && speaker(census) != null;
    return labelled && label != null ? label.rest() : text;
  }

  /** What stands in a caption without its marks. */
  static String plain(String marked) {
    return MARKUP
        .matcher(marked)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "")
        .replace("&amp;", "&")
        .strip();
  }
}
