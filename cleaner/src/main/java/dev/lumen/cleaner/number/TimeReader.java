package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.TimeZones.Placed;
import dev.lumen.cleaner.number.Value.TimeOfDay;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads times of day: "three thirty p m", "half past nine", "quarter to five eastern". */
final class TimeReader {
  private static final Set<String> MINUTES = Set.of("minutes", "minute", "min", "mins");
  private static final Set<String> CLOCK = Set.of("o'clock", "oclock");

  private static final Set<String> HALVES = Set.of("am", "pm", "a.m.", "p.m.", "a.m", "p.m");

  private static final int NOON = 12;
  private static final int HOURS = 24;

  private final Atoms atoms;
  private final int start;

  private TimeReader(Atoms atoms, int start) {
    this.atoms = atoms;
    this.start = start;
  }

  /**
   * A time and what it was told by.
   *
   * @param time the time of day
   * @param end the atom after its last
   * @param hasHalf whether "a m" or "p m" was said
   * @param hasZone whether a time zone was said
   * @param hasClock whether "o'clock" was said
   * @param isRelative whether it was "half past", "ten minutes to" and the like
   * @param isOpen whether it may as well be two numbers: "nine to five"
   */
  record Timed(
      TimeOfDay time,
      int end,
      boolean hasHalf,
      boolean hasZone,
      boolean hasClock,
      boolean isRelative,
      boolean isOpen) {}

  /** Hours and minutes (-1 for none) and the atom after them. */
  private record Clock(int hour, int minute, int end, boolean relative, boolean open) {
    static Clock at(int hour, int minute, int end) {
      return new Clock(hour, minute, end, false, false);
    }
  }

  /** The longest time that starts at an atom, or null. */
  static @Nullable Timed read(Atoms atoms, int start) {
    return new TimeReader(atoms, start).read();
  }

  /**
   * A time from one in the afternoon on as timetables have it, "seventeen forty five" or "nineteen
   * hundred"; or null.
   */
  static @Nullable Timed readOfDay(Atoms atoms, int start) {
    WholeNumber hours = new WholeNumber(atoms, start);
    long hour = hours.belowHundred();
    boolean named = atoms.reads(hours.at(), "hundred", "hours"); // which is how it is written
    if (hour <= NOON || hour >= HOURS || hours.isOrdinal() || named) {
      return null;
    }
    Clock clock =
        atoms.at(hours.at()).equals("hundred")
            ? Clock.at((int) hour, 0, hours.at() + 1)
            : new TimeReader(atoms, start).withMinutes((int) hour, hours.at());
    return clock.minute() < 0
        ? null
        : new Timed(
            new TimeOfDay(clock.hour(), clock.minute(), "", null),
            clock.end(),
            false,
            false,
            false,
            false,
            false);
  }

  /** The hour, with minutes or not, that fills the atoms between two places; or null. */
  static @Nullable TimeOfDay readAlone(Atoms atoms, int start, int end) {
    Clock clock = new TimeReader(atoms, start).absolute(start);
    return clock == null || clock.end() != end
        ? null
        : new TimeOfDay(clock.hour(), clock.minute(), "", null);
  }

  private @Nullable Timed read() {
    Clock clock = relative();
    if (clock == null) {
      clock = absolute(start);
    }
    if (clock == null) {
      return null;
    }
    int at = clock.end();
    boolean spelled = atoms.reads(at, "o", "clock");
    boolean oclock = spelled || CLOCK.contains(atoms.at(at));
    at += spelled ? 2 : oclock ? 1 : 0;
    String half = half(at);
    boolean letters = !half.isEmpty() && atoms.isLetter(at);
    at += half.isEmpty() ? 0 : letters ? 2 : 1;
    Placed zone = TimeZones.at(atoms, at);
    TimeOfDay time =
        new TimeOfDay(clock.hour(), clock.minute(), half, zone == null ? null : zone.zone());
    int end = zone == null ? at : zone.end();
    return new Timed(
        time, end, !half.isEmpty(), zone != null, oclock, clock.relative(), clock.open());
  }

  /** "three thirty", "three oh five", "three". */
  private @Nullable Clock absolute(int at) {
    Integer hour = NumberWords.unit(atoms.at(at));
    if (hour == null || hour < 1 || hour > NOON || NumberWords.isNumberWord(atoms.at(at - 1))) {
      return null;
    }
    return withMinutes(hour, at + 1);
  }

  /** An hour with the minutes that may follow at an atom. */
  private Clock withMinutes(int hour, int at) {
    if (atoms.isOh(at)) {
      Integer digit = NumberWords.digit(atoms.at(at + 1));
      return digit == null || digit == 0 ? Clock.at(hour, -1, at) : Clock.at(hour, digit, at + 2);
    }
    WholeNumber minutes = new WholeNumber(atoms, at);
    long count = minutes.belowHundred();
    boolean fits = count >= 10 && count < 60 && !minutes.isOrdinal();
    return fits ? Clock.at(hour, (int) count, minutes.at()) : Clock.at(hour, -1, at);
  }

  /** "half past nine", "a quarter to five", "ten minutes to eleven". */
  private @Nullable Clock relative() {
    int at = start + (atoms.at(start).equals("a") ? 1 : 0);
    int minutes;
    switch (atoms.at(at)) {
      case "half" -> minutes = 30;
      case "quarter" -> minutes = 15;
      default -> {
        WholeNumber number = new WholeNumber(atoms, at);
        minutes = (int) number.belowHundred();
        if (minutes < 1 || minutes > 59 || number.isOrdinal()) {
          return null;
        }
        at = number.at() - 1;
      }
    }
    boolean named =
        NumberWords.unit(atoms.at(at)) == null && NumberWords.tens(atoms.at(at)) == null;
    at++;
    boolean minute = MINUTES.contains(atoms.at(at));
    at += minute ? 1 : 0;
    boolean past = Set.of("past", "after").contains(atoms.at(at));
    boolean to = Set.of("to", "till", "before").contains(atoms.at(at));
    Clock hour = past || (to && minutes != 30) ? absolute(at + 1) : null;
    if (hour == null || hour.minute() >= 0) {
      return null;
    }
    int before = hour.hour() == 1 ? 12 : hour.hour() - 1;
    return past
        ? new Clock(hour.hour(), minutes, hour.end(), true, false)
        : new Clock(before, 60 - minutes, hour.end(), true, !named && !minute);
  }

  /** "a.m." or "p.m.", in capitals where it was heard in capitals; empty for neither. */
  private String half(int at) {
    String word = atoms.at(at);
    boolean letters = (word.equals("a") || word.equals("p")) && atoms.at(at + 1).equals("m");
    boolean joined = isHalf(word);
    boolean verb = word.equals("am") && atoms.at(at - 1).equals("i");
    if ((!letters && !joined) || verb) {
      return "";
    }
    String written = word.startsWith("a") ? "a.m." : "p.m.";
    boolean capitals = joined && atoms.word(at).isCapitalised();
    return capitals ? written.toUpperCase(Locale.ROOT) : written;
  }

  /** Whether the word is "am", "pm" or one of their forms with dots. */
  static boolean isHalf(String word) {
    return HALVES.contains(word);
  }
}
