package dev.lumen.cleaner.transcript;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers the lines of a labelled text, looks for labels, and tells the census. */
final class LineScanner {
  private static final Pattern RULE = Pattern.compile("[-*_=]{3,}+");
  private static final Pattern HEADING = Pattern.compile("#{1,6}[ \\t].*");
  private static final Pattern QUOTE = Pattern.compile("> ?");

  private final LabelCensus census;
  private final TurnCollector out;
  private int number;
  private boolean blankBefore = true;
  private boolean afterBareCandidate;

  LineScanner(LabelCensus census, TurnCollector out) {
    this.census = census;
    this.out = out;
  }

  /** The next line of the text; null when it holds nothing to read. */
  @Nullable TextLine scan(String line) {
    number++;
    String text = stripped(line);
    if (afterBareCandidate) {
      census.countAfter(text.isEmpty());
      afterBareCandidate = false;
    }
    TextLine scanned = text.isEmpty() || isOrnament(text) ? null : read(text);
    blankBefore = scanned == null;
    return scanned;
  }

  private String stripped(String line) {
    String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    return text.strip();
  }

  private boolean isOrnament(String text) {
    if (RULE.matcher(text).matches()) {
      return true;
    }
    boolean heading = HEADING.matcher(text).matches() && !isLabelHeading(text);
    if (heading) {
      out.warn(number, "a heading that names no speaker is left out.");
    }
    return heading;
  }

  private static boolean isLabelHeading(String text) {
    return LabelParser.parse(text)
        .filter(it -> it.isRole() || SpeakerName.looksLikeName(it.name()))
        .isPresent();
  }

  private TextLine read(String text) {
    Label label = LabelParser.parse(text).orElse(null);
    if (label == null) {
      census.countPlain();
    } else {
      census.count(label, blankBefore);
      afterBareCandidate = label.form() == Label.Form.BARE;
    }
    String said = label == null ? QUOTE.matcher(text).lookingAt() ? unquoted(text) : text : text;
    return new TextLine(number, said, blankBefore, label);
  }

  private static String unquoted(String text) {
    return QUOTE.matcher(text).replaceFirst("").strip();
  }
}
