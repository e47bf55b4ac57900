package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.TimeReader.Timed;
import dev.lumen.cleaner.number.Value.Range;
import dev.lumen.cleaner.number.Value.TimeOfDay;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of day in running text: sure with a.m., p.m. or a time zone, likely where the words around
 * speak of an appointment; "nine to five" and "three fifty" alone stay words.
 */
public final class TimeGrammar implements Grammar {
  private static final int NEAR = 5;
  private static final int LONGEST_HOUR = 4;
  private static final Map<String, String> JOINTS = Map.of("between", "and", "from", "to");
  private static final Pattern RANK = Pattern.compile("\\d{1,2}(?:st|nd|rd|th)");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    String first = atoms.at(at);
    boolean open = first.equals("half") || first.equals("quarter");
    if (!open && !NumberReader.canStart(atoms, at)) {
      return null;
    }
    Found both = open ? null : between(atoms, at);
    if (both != null) {
      return both;
    }
    Timed timed = TimeReader.read(atoms, at);
    if (timed == null && isScheduled(atoms, at)) {
      timed = TimeReader.readOfDay(atoms, at);
    }
    if (timed == null || !atoms.startsWord(timed.end())) {
      return null;
    }
    boolean hasMinutes = timed.time().minute() >= 0;
    if (timed.hasHalf() || (timed.hasZone() && (hasMinutes || timed.hasClock()))) {
      return Found.sure(timed.time(), timed.end());
    }
    if (timed.hasZone() || timed.hasClock() || !hasMinutes) {
      return null;
    }
    boolean clock = Cues.CLOCK.has(atoms.at(at - 1));
    boolean told =
        timed.isRelative()
            ? open && clock
            : clock
                && (isAppointment(atoms, timed.end())
                    || isOnDay(atoms, at, timed.end())
                    || (isScheduled(atoms, at) && !NumberContext.isPer(atoms, timed.end())));
    return told ? Found.likely(timed.time(), timed.end()) : null;
  }

  /** "between two and three p m", "from nine to five p m": one half of the day for both. */
  private static @Nullable Found between(Atoms atoms, int at) {
    String joint = JOINTS.get(atoms.at(at - 1));
    if (joint == null) {
      return null;
    }
    int middle = at;
    while (middle < at + LONGEST_HOUR && !atoms.at(middle).equals(joint)) {
      middle++;
    }
    Timed last = atoms.at(middle).equals(joint) ? TimeReader.read(atoms, middle + 1) : null;
    boolean told = last != null && last.hasHalf() && atoms.startsWord(last.end());
    TimeOfDay first = told ? TimeReader.readAlone(atoms, at, middle) : null;
    return last == null || first == null
        ? null
        : Found.sure(new Range(first, joint, last.time()), last.end());
  }

  /** "the train leaves at seventeen forty five". */
  private static boolean isScheduled(Atoms atoms, int at) {
    return atoms.at(at - 1).equals("at")
        && Cues.SCHEDULE.isBefore(atoms, at, NEAR)
        && !Cues.PRICE.isBefore(atoms, at, NEAR);
  }

  /** "thursday at two thirty", "the 14th at two thirty"; not "on the 1st at two ten stores". */
  private static boolean isOnDay(Atoms atoms, int at, int end) {
    String day = atoms.at(at - 2);
    boolean named = Cues.APPOINTMENT.has(day) || RANK.matcher(day).matches();
    return named && atoms.at(at - 1).equals("at") && !NumberContext.isCounted(atoms, end);
  }

  /** "at nine thirty tomorrow", "at nine thirty in the morning", "at nine thirty on monday". */
  private static boolean isAppointment(Atoms atoms, int end) {
    String next = atoms.at(end);
    boolean partOfDay =
        (next.equals("in") && atoms.at(end + 1).equals("the") && isPart(atoms.at(end + 2)))
            || (next.equals("this") && isPart(atoms.at(end + 1)));
    return partOfDay
        || Cues.APPOINTMENT.has(next)
        || (next.equals("on")
            && (Cues.WEEKDAY.has(atoms.at(end + 1)) || isDayOfMonth(atoms, end + 1)));
  }

  /** "on the twenty first", which dates may have in digits by now. */
  private static boolean isDayOfMonth(Atoms atoms, int at) {
    Reading day = atoms.at(at).equals("the") ? NumberReader.read(atoms, at + 1) : null;
    return atoms.at(at).equals("the")
        && (RANK.matcher(atoms.at(at + 1)).matches()
            || (day != null
                && day.kind() == Reading.Kind.ORDINAL
                && !NumberContext.isCounted(atoms, day.end())));
  }

  private static boolean isPart(String word) {
    return word.equals("morning") || word.equals("afternoon") || word.equals("evening");
  }
}
