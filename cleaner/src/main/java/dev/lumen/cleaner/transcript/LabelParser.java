package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.transcript.Label.Form;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what could be a label at the start of a line; {@link LabelCensus} says whether it is. */
final class LabelParser {
  /** No label is longer, so that a long line costs no more than a short one. */
  private static final int LONGEST_HEAD = 160;

  private static final String TIME = "(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?";
  private static final String FULL_TIME = "[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,3})?";
  private static final String RANGE = "(" + TIME + ")(?: ?(?:-->|-|–) ?(" + TIME + "))?";

  /** A time in brackets or, in Markdown, backticks; or one with hours that a label follows. */
  private static final Pattern LEADING_TIME =
      Pattern.compile("[\\[(`]" + RANGE + "[\\])`][ \\t]*(?:[-–][ \\t]+)?");

  private static final Pattern OPEN_TIME =
      Pattern.compile("(" + FULL_TIME + ")[ \\t]+(?:[-–][ \\t]+)?");
  private static final Pattern BULLET = Pattern.compile("(?:[-*•]|>{1,2})[ \\t]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}[.)][ \\t]+");
  private static final Pattern HEADING =
      Pattern.compile("#{1,6}[ \\t]+([^#:\\n]{1,100}?)[ \\t]*(?::[ \\t]*(.*))?");
  private static final Pattern BOLD =
      Pattern.compile("(\\*\\*|__)([^*:\\n]{1,100}?)(:?)\\1[ \\t]*(:?)(?:[ \\t]+|$)");

  /** Behind a name may stand what somebody is, as programs for meetings have it: "Bob (Sales):". */
  private static final Pattern COLON =
      Pattern.compile(
          "([^:：*#<>\\[\\]()\\n]{1,60}?(?: \\([^:：*#<>\\[\\]()\\n]{1,40}\\))?)[ \\t]*(?:[\\[(]"
              + RANGE
              + "[\\])])?[ \\t]*[:：]");

  private static final Pattern TIMED =
      Pattern.compile("([^:*#<>\\[\\]()\\n]{1,60}?)[ \\t]+[\\[(]?" + RANGE + "[\\])]?");

  private LabelParser() {}

  /** The label that {@code line}, stripped of outer blanks, could begin with. */
  static Optional<Label> parse(String line) {
    String head = line.length() > LONGEST_HEAD ? line.substring(0, LONGEST_HEAD) : line;
    Times times = Times.NONE;
    int from = 0;
    Matcher time = LEADING_TIME.matcher(head);
    if (time.lookingAt()) {
      times = new Times(seconds(time.group(1)), seconds(time.group(2)));
      from = time.end();
    } else if (time.usePattern(OPEN_TIME).lookingAt()) {
      times = new Times(seconds(time.group(1)), null);
      from = time.end();
    }
    Matcher bullet = BULLET.matcher(head).region(from, head.length());
    boolean bulleted = bullet.lookingAt();
    return new LabelParser.Scan(line, head, bulleted ? bullet.end() : from, times).label(bulleted);
  }

  /** The line without a time in brackets at its start. */
  static String withoutTime(String line) {
    Matcher time = LEADING_TIME.matcher(line);
    return time.lookingAt() ? line.substring(time.end()) : line;
  }

  private static @Nullable Double seconds(@Nullable String time) {
    if (time == null) {
      return null;
    }
    double seconds = 0;
    for (String part : time.replace(',', '.').split(":", -1)) {
      seconds = seconds * 60 + Double.parseDouble(part);
    }
    return seconds;
  }

  private record Times(@Nullable Double start, @Nullable Double end) {
    static final Times NONE = new Times(null, null);
  }

  private record Scan(String line, String head, int from, Times times) {

    Optional<Label> label(boolean bulleted) {
      Optional<Label> marked =
          heading().or(this::bold).or(this::timed).or(this::numbered).or(this::colon);
      return marked.isPresent() || bulleted ? marked : bare();
    }

    private Matcher matcher(Pattern pattern) {
      return pattern.matcher(head).region(from, head.length());
    }

    private Optional<Label> heading() {
      Matcher match = matcher(HEADING);
      if (!match.matches()) {
        return Optional.empty();
      }
      int rest = match.group(2) == null ? line.length() : match.start(2);
      return Optional.of(label(unmarked(match.group(1)), Form.HEADING, rest));
    }

    private Optional<Label> bold() {
      Matcher match = matcher(BOLD);
      if (!match.lookingAt()) {
        return Optional.empty();
      }
      boolean colon = !match.group(3).isEmpty() || !match.group(4).isEmpty();
      boolean alone = match.end() == line.length();
      return colon || alone
          ? Optional.of(label(match.group(2).strip(), Form.BOLD, match.end()))
          : Optional.empty();
    }

    private Optional<Label> colon() {
      Matcher match = matcher(COLON);
      if (!match.lookingAt() || !isColonLabel(match.group(1).strip(), match.end())) {
        return Optional.empty();
      }
      Times own =
          match.group(2) == null
              ? times
              : new Times(seconds(match.group(2)), seconds(match.group(3)));
      return Optional.of(
          new Scan(line, head, from, own).label(match.group(1).strip(), Form.COLON, match.end()));
    }

    /** Turns are numbered in some texts; before other words a number makes a list in a turn. */
    private Optional<Label> numbered() {
      Matcher number = matcher(NUMBER);
      return number.lookingAt()
          ? new Scan(line, head, number.end(), times).colon().filter(Label::isRole)
          : Optional.empty();
    }

    private boolean isColonLabel(String name, int end) {
      if (SpeakerName.isRole(name)) {
        return !line.startsWith("//", end);
      }
      boolean apart = end == line.length() || Character.isWhitespace(line.charAt(end));
      return apart && (SpeakerName.looksLikeName(name) || SpeakerName.looksLikeLowerCaseName(name));
    }

    private Optional<Label> timed() {
      Matcher match = matcher(TIMED);
      if (head.length() < line.length() || !match.matches()) {
        return Optional.empty();
      }
      String name = match.group(1).strip();
      Times own = new Times(seconds(match.group(2)), seconds(match.group(3)));
      return SpeakerName.isRole(name) || SpeakerName.looksLikeName(name)
          ? Optional.of(new Scan(line, head, from, own).label(name, Form.TIMED, line.length()))
          : Optional.empty();
    }

    private Optional<Label> bare() {
      String name = line.substring(from).strip();
      boolean fits = SpeakerName.isRole(name) || SpeakerName.isGeneric(name);
      return fits ? Optional.of(label(name, Form.BARE, line.length())) : Optional.empty();
    }

    private Label label(String name, Form form, int rest) {
      return new Label(name, form, line.substring(rest).strip(), times.start(), times.end());
    }

    private static String unmarked(String heading) {
      return heading.replace("**", "").replace("__", "").strip();
    }
  }
}
