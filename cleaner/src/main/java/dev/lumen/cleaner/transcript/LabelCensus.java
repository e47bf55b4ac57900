package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.transcript.Label.Form;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Knows the habits of a text: how its labels are written, which names come again, where blank lines
 * stand. From them it tells a label from a line that only looks like one.
 *
 * <p>A word that means a role and carries a colon, bold type or a heading is always a label. The
 * same word alone on a line is one only where the text writes its labels so: with a blank line
 * before or after it where most have one. Any other name must be written in the way that most
 * labels of the text are, and must come again, or stand in a text that is made of labels.
 */
final class LabelCensus {
  private final Map<Form, Integer> byForm = new EnumMap<>(Form.class);
  private final Map<String, Integer> byName = new HashMap<>();
  private final Set<String> speakers = new LinkedHashSet<>();
  private final Votes bareBefore = new Votes();
  private final Votes bareAfter = new Votes();
  private final Votes colonBefore = new Votes();
  private int lines;
  private boolean opensWithColon;
  private boolean opensWithTime;

  /** Counts a line of text that has no label. */
  void countPlain() {
    lines++;
  }

  /** Counts a line that could be a label. */
  void count(Label label, boolean blankBefore) {
    boolean opening = lines++ == 0;
    byForm.merge(label.form(), 1, Integer::sum);
    byName.merge(nameKey(label), 1, Integer::sum);
    // The opening line has nothing before it to be apart from.
    if (label.form() == Form.BARE && !opening) {
      bareBefore.vote(blankBefore, 1);
    } else if (label.form() == Form.COLON) {
      opensWithColon |= opening;
      colonBefore.vote(blankBefore, opening ? 0 : 1);
    }
    opensWithTime |= opening && label.form() == Form.TIMED;
    speakers.add(label.speaker());
  }

  /** Counts what follows a label that stands alone on its line. */
  void countAfter(boolean blankAfter) {
    // The first one is the surest of all: what only looks like a label needs a turn to stand in.
    bareAfter.vote(blankAfter, bareAfter.isEmpty() ? 2 : 1);
  }

  /** Whether the line is a label, as far as the text is known. */
  boolean isLabel(Label label, boolean blankBefore, boolean blankAfter) {
    return switch (label.form()) {
      case BARE ->
          isStyle(Form.BARE)
              && (blankBefore || !bareBefore.mostlyYes())
              && (blankAfter || !bareAfter.mostlyYes());
      case COLON -> label.isRole() || isNameWithColon(label, blankBefore);
      case TIMED ->
          label.isRole() || (isStyle(Form.TIMED) && (comesAgain(label) || opensAgain(blankBefore)));
      case HEADING -> label.isRole() || (comesAgain(label) && isStyle(Form.HEADING));
      case BOLD -> label.isRole() || isStyle(Form.BOLD);
    };
  }

  private boolean isNameWithColon(Label label, boolean blankBefore) {
    if (!isStyle(Form.COLON) || byForm.getOrDefault(Form.COLON, 0) < 2) {
      return false;
    }
    if (comesAgain(label)) {
      return true;
    }
    boolean madeOfLabels = opensWithColon || byForm.getOrDefault(Form.COLON, 0) * 2 >= lines;
    return madeOfLabels
        && SpeakerName.looksLikeName(label.name())
        && (blankBefore || !colonBefore.mostlyYes());
  }

  /** In a text of names with times, one that stands apart is a name even where it comes once. */
  private boolean opensAgain(boolean blankBefore) {
    return opensWithTime && byForm.getOrDefault(Form.TIMED, 0) >= 2 && blankBefore;
  }

  private boolean comesAgain(Label label) {
    return byName.getOrDefault(nameKey(label), 0) >= 2;
  }

  private boolean isStyle(Form form) {
    int count = byForm.getOrDefault(form, 0);
    return byForm.values().stream().allMatch(other -> other <= count);
  }

  private static String nameKey(Label label) {
    return label.form() + " " + label.key();
  }

  /** The other one of two speakers; {@link SpeakerName#UNKNOWN} when there are more. */
  String otherParty(String speaker) {
    if (speaker.equals(SpeakerName.LUMEN) && onlyRoles()) {
      return SpeakerName.USER;
    }
    if (speaker.equals(SpeakerName.USER) && onlyRoles()) {
      return SpeakerName.LUMEN;
    }
    Set<String> others = new LinkedHashSet<>(speakers);
    others.remove(speaker);
    return others.size() == 1 ? others.iterator().next() : SpeakerName.UNKNOWN;
  }

  private boolean onlyRoles() {
    return Set.of(SpeakerName.LUMEN, SpeakerName.USER).containsAll(speakers);
  }

  private static final class Votes {
    private int yes;
    private int no;

    void vote(boolean answer, int weight) {
      if (answer) {
        yes += weight;
      } else {
        no += weight;
      }
    }

    boolean isEmpty() {
      return yes + no == 0;
    }

    boolean mostlyYes() {
      return yes > no;
    }
  }
}
